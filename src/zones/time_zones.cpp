#include "zones/time_zones.hpp"

#include <date/tz.h>

#include <exception>

namespace housing::zones {
namespace {

base::Result<const date::time_zone*> find_zone(std::string_view zone) {
  try {
    return date::locate_zone(std::string(zone));
  } catch (const std::exception&) {
    return base::fail(base::ErrorCode::kInvalidInput,
                      "'" + std::string(zone) + "' is no time zone; write one like America/Chicago");
  }
}

date::local_days local_days_of(std::chrono::year_month_day day) {
  return date::local_days(date::days(std::chrono::sys_days(day).time_since_epoch().count()));
}

}  // namespace

bool is_known(std::string_view zone) { return find_zone(zone).has_value(); }

base::Result<LocalDay> local_day(std::string_view zone, base::WallTime time) {
  HT_TRY(const date::time_zone* found, find_zone(zone));
  const auto local = found->to_local(time);
  const auto days = date::floor<date::days>(local);
  const std::chrono::sys_days day(std::chrono::days(days.time_since_epoch().count()));
  return LocalDay{.date = day,
                  .weekday = std::chrono::weekday(day),
                  .hour = static_cast<int>(date::floor<std::chrono::hours>(local - days).count())};
}

base::Result<base::WallTime> moment_of(std::string_view zone, std::chrono::year_month_day day, int hour) {
  HT_TRY(const date::time_zone* found, find_zone(zone));
  const auto local = local_days_of(day) + std::chrono::hours(hour);
  return base::WallTime(found->to_sys(local, date::choose::earliest).time_since_epoch());
}

}  // namespace housing::zones
