#include "stats/fred_transforms.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace housing::stats {
namespace {

using model::Frequency;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

std::vector<std::int32_t> months(std::size_t count) {
  std::vector<std::int32_t> ordinals(count);
  for (std::size_t i = 0; i < count; ++i) ordinals[i] = static_cast<std::int32_t>(23508 + i);
  return ordinals;
}

// HOUSTNSA: January 1959 96.2, February 99.0, and what FRED prints of them.
TEST(FredTransforms, ReproduceThePublishedExample) {
  const std::vector<double> values = {96.2, 99.0};
  const auto of = [&](FredUnits units) { return fred_transform(units, values, months(2), Frequency::kMonth)[1]; };
  EXPECT_NEAR(of(FredUnits::kPch), 2.910603, 5e-7);
  EXPECT_NEAR(of(FredUnits::kPca), 41.098199, 5e-7);
  EXPECT_NEAR(of(FredUnits::kCch), 2.869049, 5e-7);
  EXPECT_NEAR(of(FredUnits::kCca), 34.428591, 5e-7);
  EXPECT_NEAR(of(FredUnits::kChg), 2.8, 1e-12);
  EXPECT_DOUBLE_EQ(of(FredUnits::kLin), 99);
  EXPECT_DOUBLE_EQ(of(FredUnits::kLog), std::log(99.0));
  EXPECT_TRUE(std::isnan(of(FredUnits::kPc1)));
}

TEST(FredTransforms, LookBackAYearAtEachFrequency) {
  const auto far = [](Frequency frequency, std::int32_t step) {
    const std::vector<double> values = {200, 230};
    const std::vector<std::int32_t> ordinals = {20000, 20000 + step};
    EXPECT_DOUBLE_EQ(fred_transform(FredUnits::kCh1, values, ordinals, frequency)[1], 30);
    EXPECT_NEAR(fred_transform(FredUnits::kPc1, values, ordinals, frequency)[1], 15, 1e-12);
    EXPECT_TRUE(std::isnan(fred_transform(FredUnits::kPc1, values, ordinals, frequency)[0]));
  };
  far(Frequency::kWeek, 364);
  far(Frequency::kWeek, 366);
  far(Frequency::kMonth, 12);
  far(Frequency::kQuarter, 4);
  far(Frequency::kYear, 1);
}

TEST(FredTransforms, CompoundByTheFrequencysYear) {
  const std::vector<double> values = {100, 101};
  const auto yearly = [&](Frequency frequency, std::int32_t step) {
    return fred_transform(FredUnits::kPca, values, std::vector<std::int32_t>{8000, 8000 + step}, frequency)[1];
  };
  EXPECT_NEAR(yearly(Frequency::kQuarter, 1), 100 * (std::pow(1.01, 4) - 1), 1e-10);
  EXPECT_NEAR(yearly(Frequency::kYear, 1), 1, 1e-10);
  EXPECT_NEAR(yearly(Frequency::kWeek, 7), 100 * (std::pow(1.01, 52) - 1), 1e-9);
}

TEST(FredTransforms, KeepGapsAndRefuseWhatHasNoLogarithm) {
  const std::vector<double> values = {0, 5, kNaN, -1, 4};
  for (const FredUnits units : {FredUnits::kPch, FredUnits::kPca, FredUnits::kCch, FredUnits::kCca}) {
    const auto result = fred_transform(units, values, months(5), Frequency::kMonth);
    ASSERT_EQ(result.size(), 5u);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(std::isnan(result[i])) << to_string(units) << i;
  }
  EXPECT_TRUE(std::isnan(fred_transform(FredUnits::kPca, values, months(5), Frequency::kMonth)[4]));
  const auto logs = fred_transform(FredUnits::kLog, values, months(5), Frequency::kMonth);
  EXPECT_TRUE(std::isnan(logs[0]) && std::isnan(logs[2]) && std::isnan(logs[3]));
  EXPECT_TRUE(fred_transform(FredUnits::kPc1, {}, {}, Frequency::kMonth).empty());
}

TEST(FredTransforms, HaveTheNamesOfTheApi) {
  for (const char* name : {"lin", "chg", "ch1", "pch", "pc1", "pca", "cch", "cca", "log"})
    EXPECT_EQ(to_string(parse_fred_units(name).value()), name);
  EXPECT_FALSE(parse_fred_units("yoy"));
}

}  // namespace
}  // namespace housing::stats
