#include "stats/mann_kendall.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace housing::stats {
namespace {

using Values = std::vector<double>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Values counted(std::size_t n) {
  Values times(n);
  for (std::size_t i = 0; i < n; ++i) times[i] = static_cast<double>(i);
  return times;
}

TEST(MannKendall, CountsByHand) {
  // 1 3 2 4: pairs up 5, down 1, so S = 4; var = 4 * 3 * 13 / 18.
  const auto test = mann_kendall(Values{1, 3, 2, 4}, counted(4));
  ASSERT_TRUE(test.has_value());
  EXPECT_EQ(test->s, 4);
  EXPECT_DOUBLE_EQ(test->variance, 156.0 / 18);
  EXPECT_DOUBLE_EQ(test->z, 3 / std::sqrt(156.0 / 18));
  EXPECT_NEAR(test->p, 0.308180, 1e-6);  // 2 (1 - Phi(1.019049))
  EXPECT_DOUBLE_EQ(test->slope, 0.75);   // of -1, 1/2, 1/2, 1, 2, 2
}

TEST(MannKendall, CorrectsForTies) {
  const auto test = mann_kendall(Values{1, 1, 1, 2, 2, 5}, counted(6));
  ASSERT_TRUE(test.has_value());
  EXPECT_EQ(test->s, 11);
  EXPECT_DOUBLE_EQ(test->variance, (6.0 * 5 * 17 - 3.0 * 2 * 11 - 2.0 * 1 * 9) / 18);
}

TEST(MannKendall, FindsTheSlopeOfALine) {
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    const double slope = (static_cast<double>(random() % 2001) - 1000) / 100;
    Values times(4 + random() % 80);
    for (std::size_t i = 0; i < times.size(); ++i)
      times[i] = (i == 0 ? 0 : times[i - 1]) + 1 + static_cast<double>(random() % 3);
    Values line(times.size());
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = 7 + slope * times[i];
    const auto test = mann_kendall(line, times);
    ASSERT_TRUE(test.has_value());
    EXPECT_NEAR(test->slope, slope, 1e-9);
    EXPECT_NEAR(test->slope_lower, slope, 1e-9);
    EXPECT_NEAR(test->slope_upper, slope, 1e-9);
    if (line.size() > 10 && slope != 0) {
      EXPECT_LT(test->p, 0.001);
    }
  }
}

TEST(MannKendall, HasAnIntervalAroundTheSlope) {
  std::mt19937 random(2);
  Values values = counted(60);
  for (double& value : values) value = 0.1 * value + static_cast<double>(random() % 100) / 50;
  const auto test = mann_kendall(values, counted(60));
  ASSERT_TRUE(test.has_value());
  EXPECT_LT(test->slope_lower, test->slope);
  EXPECT_GT(test->slope_upper, test->slope);
  EXPECT_LT(test->slope_lower, 0.1);
  EXPECT_GT(test->slope_upper, 0.1);
}

TEST(MannKendall, ShrugsOffOutliersGapsAndConstants) {
  Values values = counted(30);
  values[10] = 1e9;
  values[4] = kNaN;
  const auto test = mann_kendall(values, counted(30));
  ASSERT_TRUE(test.has_value());
  EXPECT_EQ(test->used, 29u);
  EXPECT_NEAR(test->slope, 1, 1e-9);
  const auto flat = mann_kendall(Values(10, 3.0), counted(10));
  ASSERT_TRUE(flat.has_value());
  EXPECT_EQ(flat->s, 0);
  EXPECT_EQ(flat->p, 1);
  EXPECT_EQ(flat->slope, 0);
}

TEST(MannKendall, SaysNothingOfTooFewOrTooMany) {
  EXPECT_FALSE(mann_kendall({}, {}));
  EXPECT_FALSE(mann_kendall(Values{1, 2, 3, kNaN}, counted(4)));
  EXPECT_FALSE(mann_kendall(Values(kMaxMannKendall + 1, 1.0), counted(kMaxMannKendall + 1)));
}

}  // namespace
}  // namespace housing::stats
