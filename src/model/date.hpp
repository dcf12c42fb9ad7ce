// Date: a day of the Gregorian calendar, without time or zone.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace housing::model {

struct Date {
  std::int32_t days = 0;  // since 1970-01-01

  static Date of(int year, int month, int day);            // a real day, or assertion
  static std::optional<Date> parse(std::string_view iso);  // "2025-03-31" exactly
  static Date of_time(std::chrono::sys_seconds time);

  int year() const;
  int month() const;  // 1-12
  int day() const;    // 1-31
  Date plus_days(int count) const { return {days + count}; }
  std::string to_string() const;

  auto operator<=>(const Date&) const = default;
};

// `number` as exactly `width` decimal digits at `to`; gives where they end. For dates and periods, which answers print
// by the thousand.
constexpr char* put_digits(char* to, int number, int width) {
  for (int i = width - 1; i >= 0; --i, number /= 10) to[i] = static_cast<char>('0' + number % 10);
  return to + width;
}

// First year and last year a period or date may lie in; outside is refused as nonsense.
inline constexpr int kMinYear = 1900;
inline constexpr int kMaxYear = 2199;

}  // namespace housing::model
