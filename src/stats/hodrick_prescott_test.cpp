#include "stats/hodrick_prescott.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <random>

#include "stats/testing_series.hpp"

namespace housing::stats {
namespace {

using Values = std::vector<double>;

TEST(HodrickPrescott, ReproducesStataOnRealGdp) {
  const auto trend = hodrick_prescott(testing::kRealGdp, 1600);
  ASSERT_EQ(trend.size(), testing::kRealGdpTrend.size());
  for (std::size_t i = 0; i < trend.size(); ++i) EXPECT_NEAR(trend[i], testing::kRealGdpTrend[i], 3e-9) << i;
  EXPECT_NEAR(testing::kRealGdp[0] - trend[0], 39.511915, 5e-7);
  EXPECT_NEAR(testing::kRealGdp[202] - trend[202], -333.115243, 5e-7);
}

TEST(HodrickPrescott, SolvesASmallCase) {
  const auto trend = hodrick_prescott(Values{0, 0, 0, 1, 0, 0, 0}, 1);
  const Values expected = {-0.0384615385, 0.0865384615, 0.25, 0.4038461538, 0.25, 0.0865384615, -0.0384615385};
  for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(trend[i], expected[i], 1e-10);
  const auto other = hodrick_prescott(Values{10, 12, 11, 15, 20, 18}, 1600);
  const Values expected_other = {9.47688487, 11.41884274, 13.36112756, 15.3044295, 17.24796302, 19.19075232};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(other[i], expected_other[i], 1e-8);
}

TEST(HodrickPrescott, LeavesALineAsItIs) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    const double start = static_cast<double>(random() % 1000);
    const double step = static_cast<double>(random() % 100) - 50;
    Values line(random() % 400);
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = start + step * static_cast<double>(i);
    const auto trend = hodrick_prescott(line, 129'600);
    ASSERT_EQ(trend.size(), line.size());
    for (std::size_t i = 0; i < line.size(); ++i) ASSERT_NEAR(trend[i], line[i], 1e-6);
  }
}

// The system it claims to solve, written out.
TEST(HodrickPrescott, SolvesItsNormalEquations) {
  std::mt19937 random(5);
  for (std::size_t n = 3; n < 40; ++n) {
    Values y(n);
    for (double& value : y) value = static_cast<double>(random() % 1000);
    const double lambda = 50;
    const auto t = hodrick_prescott(y, lambda);
    Values left = t;
    for (std::size_t i = 0; i + 2 < n; ++i) {
      const double bend = t[i] - 2 * t[i + 1] + t[i + 2];
      left[i] += lambda * bend;
      left[i + 1] -= 2 * lambda * bend;
      left[i + 2] += lambda * bend;
    }
    for (std::size_t i = 0; i < n; ++i) ASSERT_NEAR(left[i], y[i], 1e-7) << n;
  }
}

TEST(HodrickPrescott, TakesAsLittleAsThereIs) {
  EXPECT_TRUE(hodrick_prescott({}, 1600).empty());
  EXPECT_EQ(hodrick_prescott(Values{5}, 1600), Values{5});
  EXPECT_EQ(hodrick_prescott(Values{5, 9}, 1600), (Values{5, 9}));
  EXPECT_NEAR(hodrick_prescott(Values{5, 9, 2}, 0)[1], 9, 1e-12);
}

TEST(UsualLambda, IsByFrequency) {
  EXPECT_EQ(usual_lambda(12), 129'600);
  EXPECT_EQ(usual_lambda(4), 1'600);
  EXPECT_EQ(usual_lambda(1), 6.25);
  EXPECT_FALSE(usual_lambda(52));
}

}  // namespace
}  // namespace housing::stats
