#include "zones/time_zones.hpp"

#include <gtest/gtest.h>

namespace housing::zones {
namespace {

using namespace std::chrono;
using base::to_iso8601;

std::string moment(std::string_view zone, year_month_day day, int hour) {
  return to_iso8601(moment_of(zone, day, hour).value());
}

TEST(TimeZones, KnowsIanaNamesAlone) {
  EXPECT_TRUE(is_known("America/Chicago"));
  EXPECT_TRUE(is_known("Pacific/Honolulu"));
  EXPECT_TRUE(is_known(kDefaultZone));
  for (const std::string_view zone : {"", "Chicago", "CST6CDT7", "../../etc/passwd", "america/chicago "})
    EXPECT_FALSE(is_known(zone)) << zone;
  EXPECT_EQ(local_day("Nowhere", {}).error().code, base::ErrorCode::kInvalidInput);
}

TEST(TimeZones, FollowsDaylightSavingTime) {
  EXPECT_EQ(moment("America/Chicago", 2025y / 3 / 8, 7), "2025-03-08T13:00:00Z");
  EXPECT_EQ(moment("America/Chicago", 2025y / 3 / 9, 7), "2025-03-09T12:00:00Z");
  EXPECT_EQ(moment("America/Phoenix", 2025y / 7 / 1, 7), "2025-07-01T14:00:00Z");
}

TEST(TimeZones, TakesTheSkippedHourWhenItIsSkippedAndTheDoubledOneFirst) {
  EXPECT_EQ(moment("America/Chicago", 2025y / 3 / 9, 2), "2025-03-09T08:00:00Z");
  EXPECT_EQ(moment("America/Chicago", 2025y / 11 / 2, 1), "2025-11-02T06:00:00Z");
}

TEST(TimeZones, TellsTheLocalDay) {
  const base::WallTime late{sys_days(2025y / 1 / 1) + hours(3)};
  const auto day = local_day("America/Los_Angeles", late);
  ASSERT_TRUE(day);
  EXPECT_EQ(day->date, year_month_day(2024y / 12 / 31));
  EXPECT_EQ(day->weekday, Tuesday);
  EXPECT_EQ(day->hour, 19);
}

}  // namespace
}  // namespace housing::zones
