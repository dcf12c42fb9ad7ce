#include "stats/turning_points.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace housing::stats {
namespace {

using Values = std::vector<double>;
using Points = std::vector<TurningPoint>;
const TurningRules kMonthly = turning_rules(12).value();

// Straight lines from corner to corner.
Values through(const std::vector<std::pair<std::size_t, double>>& corners) {
  Values values = {corners[0].second};
  for (std::size_t c = 1; c < corners.size(); ++c) {
    const auto [from, low] = corners[c - 1];
    const auto [to, high] = corners[c];
    for (std::size_t i = from + 1; i <= to; ++i)
      values.push_back(low + (high - low) * static_cast<double>(i - from) / static_cast<double>(to - from));
  }
  return values;
}

TEST(TurningPoints, AreTheCornersOfARoof) {
  EXPECT_EQ(turning_points(through({{0, 0}, {30, 10}, {60, 2}, {90, 12}}), kMonthly),
            (Points{{30, true}, {60, false}}));
}

TEST(TurningPoints, FollowASine) {
  Values values;
  for (int i = 0; i < 200; ++i) values.push_back(std::sin(2 * std::numbers::pi * i / 40));
  EXPECT_EQ(turning_points(values, kMonthly), (Points{{10, true},
                                                      {30, false},
                                                      {50, true},
                                                      {70, false},
                                                      {90, true},
                                                      {110, false},
                                                      {130, true},
                                                      {150, false},
                                                      {170, true},
                                                      {190, false}}));
}

TEST(TurningPoints, AreNotSeenWithinReachOfTheEnds) {
  EXPECT_TRUE(turning_points(through({{0, 0}, {30, 10}, {34, 2}}), kMonthly).empty());
  EXPECT_EQ(turning_points(through({{0, 0}, {30, 10}, {35, 2}}), kMonthly).size(), 1u);
}

TEST(TurningPoints, ASmallDipIsNoCycle) {
  // 6 down and 6 up between two peaks 12 apart: the cycle is too short, the higher peak stays.
  EXPECT_EQ(turning_points(through({{0, 0}, {30, 10}, {36, 8}, {42, 11}, {80, 1}}), kMonthly), (Points{{42, true}}));
}

TEST(TurningPoints, TheFirstAndLastAreNotOutdoneOutside) {
  // A peak at 30, but the series began higher; a trough at 60, but it ends lower.
  EXPECT_EQ(turning_points(through({{0, 20}, {15, 5}, {30, 15}, {60, 0}, {80, 9}, {100, -3}}), kMonthly),
            (Points{{15, false}, {30, true}, {60, false}, {80, true}}));
  EXPECT_EQ(turning_points(through({{0, 3}, {15, 5}, {30, 1}, {60, 9}}), kMonthly), (Points{{15, true}, {30, false}}));
  EXPECT_EQ(turning_points(through({{0, 7}, {2, 2}, {15, 5}, {30, 1}, {60, 9}}), kMonthly), (Points{{30, false}}))
      << "the peak at 15 is lower than the beginning";
}

TEST(TurningPoints, OfNothingOrAFlatSeriesThereAreNone) {
  EXPECT_TRUE(turning_points({}, kMonthly).empty());
  EXPECT_TRUE(turning_points(Values{1}, kMonthly).empty());
  EXPECT_TRUE(turning_points(Values(100, 5.0), kMonthly).empty());
  EXPECT_TRUE(turning_points(through({{0, 0}, {99, 50}}), kMonthly).empty());
}

TEST(TurningPoints, KeepTheirRulesOnAnySeries) {
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    Values values = {0};
    while (values.size() < 240) values.push_back(values.back() + static_cast<double>(random() % 2001) / 1000 - 1);
    const Points points = turning_points(values, kMonthly);
    for (std::size_t i = 0; i < points.size(); ++i) {
      ASSERT_TRUE(points[i].at >= kMonthly.reach && points[i].at + kMonthly.reach < values.size());
      if (i + 1 < points.size()) {
        ASSERT_NE(points[i].peak, points[i + 1].peak);
        ASSERT_GE(points[i + 1].at - points[i].at, kMonthly.phase);
        const double rise = values[points[i + 1].at] - values[points[i].at];
        ASSERT_TRUE(points[i].peak ? rise < 0 : rise > 0);
      }
      if (i + 2 < points.size()) {
        ASSERT_GE(points[i + 2].at - points[i].at, kMonthly.cycle);
      }
    }
  }
}

TEST(TurningRules, AreForMonthsAndQuarters) {
  EXPECT_EQ(turning_rules(4)->cycle, 5u);
  EXPECT_FALSE(turning_rules(1));
  EXPECT_FALSE(turning_rules(52));
}

}  // namespace
}  // namespace housing::stats
