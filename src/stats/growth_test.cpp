#include "stats/growth.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <random>

namespace housing::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(PercentChange, ReproducesThePublishedExample) {
  // HOUSTNSA: January 1959 96.2, February 99.0; FRED prints a percent change of 2.910603.
  const std::vector<double> values = {96.2, 99.0};
  const std::vector<std::int32_t> ordinals = {23508, 23509};
  const auto changes = percent_change(values, ordinals, 1, 0);
  EXPECT_TRUE(std::isnan(changes[0]));
  EXPECT_NEAR(changes[1], 2.910603, 5e-7);
}

TEST(PercentChange, ComparesDatesNotPositions) {
  const std::vector<double> values = {100, 110, 150, 120};
  const std::vector<std::int32_t> months = {0, 1, 11, 12};  // months 2 to 10 are missing
  const auto changes = percent_change(values, months, 12, 0);
  EXPECT_TRUE(std::isnan(changes[1]) && std::isnan(changes[2]));
  EXPECT_DOUBLE_EQ(changes[3], 100 * (120.0 / 100.0 - 1));
}

TEST(PercentChange, AllowsAWeekToBeNamedADayEarlier) {
  const std::vector<double> values = {4, 5};
  const std::vector<std::int32_t> days = {1000, 1363};  // 363 days apart
  EXPECT_TRUE(std::isnan(percent_change(values, days, 364, 0)[1]));
  EXPECT_DOUBLE_EQ(percent_change(values, days, 364, 3)[1], 25);
}

TEST(PercentChange, KeepsGapsAndNeverDividesByZero) {
  const std::vector<double> values = {0, 5, kNaN, 6};
  const std::vector<std::int32_t> ordinals = {0, 1, 2, 3};
  const auto changes = percent_change(values, ordinals, 1, 0);
  EXPECT_TRUE(std::isnan(changes[1]));
  EXPECT_TRUE(std::isnan(changes[2]));
  EXPECT_TRUE(std::isnan(changes[3]));
}

// Against looking at every earlier observation: the nearest to the wanted day counts, of two the later.
TEST(PercentChange, FindsTheNearestOnAnyAxis) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::int32_t> ordinals = {static_cast<std::int32_t>(random() % 50)};
    while (ordinals.size() < 40) ordinals.push_back(ordinals.back() + 1 + static_cast<std::int32_t>(random() % 5));
    std::vector<double> values;
    for (std::size_t i = 0; i < ordinals.size(); ++i)
      values.push_back(random() % 6 == 0 ? kNaN : static_cast<double>(1 + i));
    const auto step = static_cast<std::int32_t>(1 + random() % 30);
    const auto slack = static_cast<std::int32_t>(random() % 4);
    const auto changes = percent_change(values, ordinals, step, slack);
    for (std::size_t t = 0; t < values.size(); ++t) {
      std::optional<std::size_t> nearest;
      const auto off = [&](std::size_t i) { return std::abs(ordinals[i] - (ordinals[t] - step)); };
      for (std::size_t i = 0; i < t; ++i)
        if (off(i) <= slack && (!nearest || off(i) <= off(*nearest))) nearest = i;
      const double expected = nearest ? 100 * (values[t] / values[*nearest] - 1) : kNaN;
      ASSERT_TRUE(changes[t] == expected || (std::isnan(changes[t]) && std::isnan(expected)))
          << "round " << round << ", t " << t << ", step " << step << ", slack " << slack;
    }
  }
}

TEST(Difference, IsInTheUnitOfTheValues) {
  const std::vector<double> rates = {6.5, kNaN, 6.25};
  const std::vector<std::int32_t> ordinals = {0, 1, 2};
  EXPECT_DOUBLE_EQ(difference(rates, ordinals, 2, 0)[2], -0.25);
  EXPECT_TRUE(std::isnan(difference(rates, ordinals, 1, 0)[2]));
}

TEST(IndexToFirst, BasesOnTheFirstValueOfTheWindow) {
  const std::vector<double> values = {50, kNaN, 80, 100};
  const auto index = index_to_first(values, 1);
  EXPECT_DOUBLE_EQ(index[0], 62.5);
  EXPECT_TRUE(std::isnan(index[1]));
  EXPECT_DOUBLE_EQ(index[2], 100);
  EXPECT_DOUBLE_EQ(index[3], 125);
}

TEST(IndexToFirst, HasNoValueWithoutABase) {
  const std::vector<double> values = {kNaN, 0};
  for (const double value : index_to_first(values, 0)) EXPECT_TRUE(std::isnan(value));
}

}  // namespace
}  // namespace housing::stats
