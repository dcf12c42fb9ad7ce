#include "forecast/scores.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace housing::forecast {
namespace {

TEST(Scores, FourValuesByHand) {
  const std::vector<double> known = {10, 12, 11, 13};
  const std::vector<double> actual = {14, 13};
  const std::vector<double> forecast = {13, 13};
  const double scale = scale_of(known, 1);
  EXPECT_NEAR(scale, 5.0 / 3, 1e-12);
  EXPECT_NEAR(mase(actual, forecast, scale), 0.3, 1e-12);
  EXPECT_NEAR(smape(actual, forecast), 3.7037037037, 1e-9);
  EXPECT_NEAR(msis(actual, forecast, forecast, 0.95, scale), (2 / 0.05) * 0.5 / scale, 1e-9);
  EXPECT_NEAR(msis(actual, std::vector<double>{11, 12}, std::vector<double>{15, 12.5}, 0.95, scale), 7.35, 1e-9);
}

TEST(Scores, OwaIsOneForTheBenchmarkItself) {
  EXPECT_DOUBLE_EQ(owa(14.427, 1.063, 14.427, 1.063), 1);
  EXPECT_NEAR(owa(13.002, 0.970, 14.427, 1.063), 0.907, 5e-4);  // Theta on M4's monthly series, as published
  EXPECT_NEAR(owa(13.618, 1.019, 14.427, 1.063), 0.951, 5e-4);  // simple smoothing
  EXPECT_NEAR(owa(13.434, 0.966, 14.427, 1.063), 0.920, 5e-4);  // the three's mean
}

TEST(Scores, WhatIsDividedByZeroIsNoNumber) {
  EXPECT_TRUE(std::isnan(scale_of(std::vector<double>{1, 2}, 4)));
  EXPECT_EQ(scale_of(std::vector<double>{3, 3, 3}, 1), 0);
  EXPECT_TRUE(std::isnan(mase(std::vector<double>{1}, std::vector<double>{2}, 0)));
  EXPECT_EQ(smape_term(0, 0), 0);
  EXPECT_TRUE(std::isnan(owa(1, 1, 0, 1)));
}

TEST(Scores, CoverageIsMeasuredFromBothSides) {
  EXPECT_NEAR(acd(0.84, 0.8), 0.04, 1e-12);
  EXPECT_NEAR(acd(0.76, 0.8), 0.04, 1e-12);
}

}  // namespace
}  // namespace housing::forecast
