#include "forecast/theta.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace housing::forecast {
namespace {

TEST(Theta, SixValuesByHand) {
  const std::vector<double> values = {10, 12, 13, 15, 16, 18};
  const Line line = line_through(values);
  EXPECT_NEAR(line.intercept, 8.6, 1e-12);
  EXPECT_NEAR(line.slope, 1.542857142857143, 1e-12);
  const ThetaState state = theta_from(values, 0.5, 2 * values[0] - line.at(1));
  EXPECT_NEAR(state.level, 16.3875, 1e-12);
  const std::vector<double> expected = {17.89375, 18.66517857142857, 19.43660714285714};
  for (std::size_t h = 1; h <= 3; ++h) EXPECT_NEAR(state.ahead(h), expected[h - 1], 1e-12);
}

// Hyndman and Billah 2003: simple smoothing with half the line's slope as drift; the forecasts' step is half the slope.
TEST(Theta, StepsByHalfTheSlope) {
  const std::vector<double> values = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
  const double alpha = best_theta_weight(values);
  const ThetaState state = theta(values, alpha);
  EXPECT_NEAR(state.ahead(2) - state.ahead(1), line_through(values).slope / 2, 1e-12);
}

TEST(Theta, ALineIsContinuedWithHalfItsSlope) {
  std::vector<double> values(30);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = 50 - 0.5 * static_cast<double>(i);
  EXPECT_NEAR(theta(values, best_theta_weight(values)).ahead(10), values.back() - 0.25 * 10, 0.01);
}

TEST(Line, OfOneValueIsFlat) {
  const std::vector<double> one = {4};
  EXPECT_EQ(line_through(one).slope, 0);
  EXPECT_EQ(line_through(one).at(9), 4);
}

}  // namespace
}  // namespace housing::forecast
