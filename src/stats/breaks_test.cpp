#include "stats/breaks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

namespace housing::stats {
namespace {

TEST(QuantileBreaks, PutTheSameNumberInEachClass) {
  const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8};
  EXPECT_EQ(quantile_breaks(values, 4), (std::vector<double>{3, 5, 7}));
}

TEST(EqualBreaks, AreEquallyWide) {
  const std::vector<double> values = {0, 1, 9, 10};
  EXPECT_EQ(equal_breaks(values, 5), (std::vector<double>{2, 4, 6, 8}));
}

TEST(Breaks, RepeatedValuesLeaveFewerClasses) {
  const std::vector<double> same(10, 3.0);
  EXPECT_TRUE(quantile_breaks(same, 5).empty());
  EXPECT_TRUE(equal_breaks(same, 5).empty());
  EXPECT_TRUE(jenks_breaks(same, 5).empty());
  EXPECT_TRUE(jenks_breaks({}, 5).empty());
  EXPECT_EQ(jenks_breaks(std::vector<double>{1, 2}, 7), (std::vector<double>{2}));
}

TEST(JenksBreaks, FindTheGroups) {
  const std::vector<double> values = {1, 2, 1.5, 10, 11, 10.5, 30, 31};
  std::vector<double> sorted = values;
  std::ranges::sort(sorted);
  EXPECT_EQ(jenks_breaks(sorted, 3), (std::vector<double>{10, 30}));
}

// No other choice of breaks among the values does better: all are tried.
TEST(JenksBreaks, AreTheBestThereAre) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> number(0, 100);
  for (int round = 0; round < 20; ++round) {
    std::vector<double> values(14);
    for (double& value : values) value = number(random);
    std::ranges::sort(values);
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t a = 1; a < values.size(); ++a)
      for (std::size_t b = a + 1; b < values.size(); ++b)
        best = std::min(best, within_class_squares(values, std::vector<double>{values[a], values[b]}));
    EXPECT_NEAR(within_class_squares(values, jenks_breaks(values, 3)), best, 1e-9);
  }
}

TEST(DivergingBreaks, HaveTheMiddleAmongThem) {
  const std::vector<double> values = {-4, -3, -2, -1, 1, 2, 3, 4};
  EXPECT_EQ(diverging_breaks(values, 4, 0), (std::vector<double>{-2, 0, 3}));
  EXPECT_EQ(diverging_breaks(std::vector<double>{5, 6}, 2, 0), (std::vector<double>{0}));
}

}  // namespace
}  // namespace housing::stats
