#include "model/date.hpp"

#include <gtest/gtest.h>

namespace housing::model {
namespace {

TEST(Date, PartsAndText) {
  const Date date = Date::of(2025, 3, 31);
  EXPECT_EQ(date.days, 20178);
  EXPECT_EQ(date.year(), 2025);
  EXPECT_EQ(date.month(), 3);
  EXPECT_EQ(date.day(), 31);
  EXPECT_EQ(date.to_string(), "2025-03-31");
  EXPECT_EQ(Date{}.to_string(), "1970-01-01");
  EXPECT_EQ(Date::of(1900, 1, 1).to_string(), "1900-01-01");
}

TEST(Date, EveryDayGoesThereAndBack) {
  for (Date date = Date::of(kMinYear, 1, 1); date <= Date::of(kMaxYear, 12, 31); date = date.plus_days(17)) {
    EXPECT_EQ(Date::of(date.year(), date.month(), date.day()), date);
    EXPECT_EQ(Date::parse(date.to_string()), date);
  }
}

TEST(Date, LeapYears) {
  EXPECT_TRUE(Date::parse("2000-02-29").has_value());
  EXPECT_TRUE(Date::parse("2024-02-29").has_value());
  EXPECT_FALSE(Date::parse("1900-02-29").has_value());
  EXPECT_FALSE(Date::parse("2025-02-29").has_value());
  EXPECT_EQ(Date::of(2024, 2, 28).plus_days(2), Date::of(2024, 3, 1));
}

TEST(Date, ParsesOnlyIsoDates) {
  for (const char* text : {"",           "2025-3-31",  "2025-03-3",  "2025/03/31",  "1/31/2015",
                           "2025-00-10", "2025-13-01", "2025-04-31", "2025-03-00",  "2025-03-32",
                           "1899-12-31", "2200-01-01", "20250-3-31", "2025-03-31 ", " 2025-03-31",
                           "2025-+3-31", "2025--3-31", "-025-03-31", "202a-03-31",  "2025-03-31T00:00"})
    EXPECT_FALSE(Date::parse(text).has_value()) << text;
}

TEST(Date, OfTime) {
  EXPECT_EQ(Date::of_time(std::chrono::sys_seconds(std::chrono::seconds(1743438005))), Date::of(2025, 3, 31));
  EXPECT_EQ(Date::of_time(std::chrono::sys_seconds(std::chrono::seconds(-1))), Date::of(1969, 12, 31));
}

TEST(DateDeathTest, NoRealDay) {
  EXPECT_DEATH(static_cast<void>(Date::of(2025, 2, 29)), "assertion failed");
  EXPECT_DEATH(static_cast<void>(Date::of(1899, 1, 1)), "assertion failed");
}

}  // namespace
}  // namespace housing::model
