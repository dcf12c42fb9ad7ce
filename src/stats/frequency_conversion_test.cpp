#include "stats/frequency_conversion.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "stats/fred_transforms.hpp"

namespace housing::stats {
namespace {

using model::Date;
using model::Frequency;
using model::Period;
using Ordinals = std::vector<std::int32_t>;
using Values = std::vector<double>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Ordinals following(std::int32_t first, std::size_t count) {
  Ordinals ordinals;
  for (std::size_t i = 0; i < count; ++i) ordinals.push_back(first + static_cast<std::int32_t>(i));
  return ordinals;
}

const std::int32_t kJanuary = Period::month(2024, 1).ordinal;

TEST(FrequencyConversion, TakesMeanSumAndLast) {
  const Values values = {1, 2, 6, 7, 8, 9};
  const auto of = [&](Aggregate aggregate) {
    return convert_frequency(values, following(kJanuary, 6), Frequency::kMonth, Frequency::kQuarter, aggregate);
  };
  EXPECT_EQ(of(Aggregate::kMean).values, (Values{3, 8}));
  EXPECT_EQ(of(Aggregate::kSum).values, (Values{9, 24}));
  EXPECT_EQ(of(Aggregate::kLast).values, (Values{6, 9}));
  EXPECT_EQ(of(Aggregate::kSum).ordinals, following(Period::quarter(2024, 1).ordinal, 2));
  EXPECT_EQ(of(Aggregate::kSum).firsts, (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(of(Aggregate::kSum).ends, (std::vector<std::size_t>{3, 6}));
}

TEST(FrequencyConversion, LeavesAGapWhereAPartIsMissing) {
  Values values(14, 1.0);
  values[4] = kNaN;  // May 2024
  const auto quarters =
      convert_frequency(values, following(kJanuary, 14), Frequency::kMonth, Frequency::kQuarter, Aggregate::kSum);
  ASSERT_EQ(quarters.values.size(), 5u);
  EXPECT_EQ(quarters.values[0], 3);
  EXPECT_TRUE(std::isnan(quarters.values[1]));
  EXPECT_EQ(quarters.values[3], 3);
  EXPECT_TRUE(std::isnan(quarters.values[4])) << "two of three months";
  const auto lasts =
      convert_frequency(values, following(kJanuary, 14), Frequency::kMonth, Frequency::kQuarter, Aggregate::kLast);
  EXPECT_EQ(lasts.values[1], 1) << "June itself is there";
  EXPECT_TRUE(std::isnan(lasts.values[4]));
  Ordinals missing = following(kJanuary, 14);
  missing.erase(missing.begin() + 1);
  EXPECT_TRUE(std::isnan(
      convert_frequency(Values(13, 1.0), missing, Frequency::kMonth, Frequency::kQuarter, Aggregate::kSum).values[0]));
}

TEST(FrequencyConversion, CountsAWeekToTheMonthOfItsLastDay) {
  // Saturdays from 2024-01-06 to 2024-03-30; one week is named on the Friday before.
  Ordinals days;
  Values values;
  for (Date day = Date::of(2024, 1, 6); day <= Date::of(2024, 3, 30); day = day.plus_days(7)) {
    days.push_back((day == Date::of(2024, 2, 3) ? day.plus_days(-1) : day).days);
    values.push_back(1);
  }
  const auto months = [&] {
    return convert_frequency(values, days, Frequency::kWeek, Frequency::kMonth, Aggregate::kSum).values;
  };
  EXPECT_EQ(months(), (Values{4, 4, 5})) << "30 March is a Saturday: the next week ends in April";
  const auto whole = days;
  days.pop_back(), values.pop_back();
  EXPECT_TRUE(std::isnan(months()[2])) << "the last Saturday is missing";
  days = whole, values.assign(whole.size(), 1);
  days.erase(days.begin() + 6), values.pop_back();
  EXPECT_TRUE(std::isnan(months()[1])) << "a week within is missing";
  EXPECT_EQ(months()[2], 5);
  days = whole, values.assign(whole.size(), 1);
  days.erase(days.begin()), values.pop_back();
  EXPECT_TRUE(std::isnan(months()[0])) << "13 January cannot be the month's first Saturday";
}

TEST(FrequencyConversion, OnlyGoesDown) {
  for (const Aggregate aggregate : {Aggregate::kMean, Aggregate::kSum, Aggregate::kLast}) {
    EXPECT_TRUE(can_convert(Frequency::kWeek, Frequency::kMonth, aggregate));
    EXPECT_TRUE(can_convert(Frequency::kWeek, Frequency::kYear, aggregate));
    EXPECT_TRUE(can_convert(Frequency::kQuarter, Frequency::kYear, aggregate));
    EXPECT_FALSE(can_convert(Frequency::kMonth, Frequency::kMonth, aggregate));
    EXPECT_FALSE(can_convert(Frequency::kQuarter, Frequency::kMonth, aggregate));
    EXPECT_FALSE(can_convert(Frequency::kMonth, Frequency::kWeek, aggregate));
    EXPECT_FALSE(can_convert(Frequency::k5Year, Frequency::kYear, aggregate));
    EXPECT_FALSE(can_convert(Frequency::kMonth, Frequency::kFiscalYear, aggregate));
  }
  EXPECT_FALSE(can_convert(Frequency::kRolling3Month, Frequency::kQuarter, Aggregate::kMean));
  EXPECT_TRUE(can_convert(Frequency::kRolling3Month, Frequency::kQuarter, Aggregate::kLast));
}

TEST(FrequencyConversion, TakesTheRollingValueThatSpansTheQuarter) {
  const auto quarters = convert_frequency(Values{1, 2, 3, 4, 5}, following(kJanuary, 5), Frequency::kRolling3Month,
                                          Frequency::kQuarter, Aggregate::kLast);
  EXPECT_EQ(quarters.values[0], 3);
  EXPECT_TRUE(std::isnan(quarters.values[1])) << "May's value spans no quarter";
}

TEST(FrequencyConversion, OfNothingIsNothing) {
  EXPECT_TRUE(convert_frequency({}, {}, Frequency::kMonth, Frequency::kYear, Aggregate::kMean).values.empty());
}

// FRED's order of operations: first the frequency, then the transformation. The other order is another number.
TEST(FrequencyConversion, ComesBeforeTheTransform) {
  Values values;
  for (int i = 0; i < 24; ++i) values.push_back(100 + i * i);
  const auto years =
      convert_frequency(values, following(kJanuary, 24), Frequency::kMonth, Frequency::kYear, Aggregate::kMean);
  const double right = fred_transform(FredUnits::kPch, years.values, years.ordinals, Frequency::kYear)[1];
  double first = 0;
  double second = 0;
  for (std::size_t i = 0; i < 12; ++i) first += values[i], second += values[i + 12];
  EXPECT_NEAR(right, 100 * (second / first - 1), 1e-10);
  const auto changes = fred_transform(FredUnits::kPc1, values, following(kJanuary, 24), Frequency::kMonth);
  const auto wrong =
      convert_frequency(changes, following(kJanuary, 24), Frequency::kMonth, Frequency::kYear, Aggregate::kMean);
  EXPECT_GT(std::abs(wrong.values[1] - right), 0.1);
}

}  // namespace
}  // namespace housing::stats
