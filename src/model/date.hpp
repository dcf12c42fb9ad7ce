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

// First year and last year a period or date may lie in; outside is refused as nonsense.
inline constexpr int kMinYear = 1900;
inline constexpr int kMaxYear = 2199;

}  // namespace housing::model
