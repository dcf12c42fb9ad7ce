#include "stats/robust_z.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace housing::stats {
namespace {

using Values = std::vector<double>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(Median, IsTheMiddleOrTheMeanOfTwo) {
  EXPECT_EQ(median(Values{3, 1, 2}), 2);
  EXPECT_EQ(median(Values{4, 1, 2, 3}), 2.5);
  EXPECT_EQ(median(Values{kNaN, 5}), 5);
  EXPECT_TRUE(std::isnan(median({})));
}

// Iglewicz and Hoaglin's definition by hand: median 3, distances 2 1 0 1 97, MAD 1.
TEST(RobustScores, AreInScaledMads) {
  const auto scores = robust_scores(Values{1, 2, 3, 4, 100});
  EXPECT_EQ(scores.centre, 3);
  EXPECT_DOUBLE_EQ(scores.spread, 1.4826);
  EXPECT_DOUBLE_EQ(scores.score[0], -2 / 1.4826);
  EXPECT_DOUBLE_EQ(scores.score[2], 0);
  EXPECT_GT(scores.score[4], kOutlierZ);
}

TEST(RobustScores, PassOverGaps) {
  const auto scores = robust_scores(Values{1, kNaN, 2, 3, 4, 100});
  EXPECT_TRUE(std::isnan(scores.score[1]));
  EXPECT_DOUBLE_EQ(scores.score[0], -2 / 1.4826);
}

TEST(RobustScores, SayNothingWithoutSpread) {
  for (const Values& values : {Values{5, 5, 5, 9}, Values{}, Values{kNaN}, Values{4}})
    for (const double score : robust_scores(values).score) EXPECT_TRUE(std::isnan(score));
  EXPECT_EQ(robust_scores(Values{5, 5, 5, 9}).spread, 0);
}

}  // namespace
}  // namespace housing::stats
