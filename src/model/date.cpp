#include "model/date.hpp"

#include <array>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace housing::model {
namespace {

std::chrono::year_month_day parts(Date date) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(date.days)));
}

std::optional<Date> checked(int year, int month, int day) {
  if (year < kMinYear || year > kMaxYear) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok()) return std::nullopt;
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count())};
}

}  // namespace

Date Date::of(int year, int month, int day) {
  const auto date = checked(year, month, day);
  HT_ASSERT(date.has_value());
  return *date;
}

std::optional<Date> Date::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = base::parse_integer(iso.substr(0, 4));
  const auto month = base::parse_integer(iso.substr(5, 2));
  const auto day = base::parse_integer(iso.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  return checked(static_cast<int>(*year), static_cast<int>(*month), static_cast<int>(*day));
}

Date Date::of_time(std::chrono::sys_seconds time) {
  return {static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(time).time_since_epoch().count())};
}

int Date::year() const { return static_cast<int>(parts(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(parts(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(parts(*this).day())); }

std::string Date::to_string() const {
  const auto ymd = parts(*this);
  std::array<char, 10> text;  // NOLINT: filled below
  char* end = put_digits(text.data(), static_cast<int>(ymd.year()), 4);
  *end++ = '-';
  end = put_digits(end, static_cast<int>(static_cast<unsigned>(ymd.month())), 2);
  *end++ = '-';
  end = put_digits(end, static_cast<int>(static_cast<unsigned>(ymd.day())), 2);
  return {text.data(), end};
}

}  // namespace housing::model
