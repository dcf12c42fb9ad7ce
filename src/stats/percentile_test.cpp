#include "stats/percentile.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace housing::stats {
namespace {

using Values = std::vector<double>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(MidRankPercentiles, ShareTies) {
  EXPECT_EQ(mid_rank_percentiles(Values{10, 20, 20, 30, 40}), (Values{10, 40, 40, 70, 90}));
  EXPECT_EQ(mid_rank_percentiles(Values{7}), Values{50});
  EXPECT_EQ(mid_rank_percentiles(Values{3, 3, 3}), (Values{50, 50, 50}));
  EXPECT_TRUE(mid_rank_percentiles({}).empty());
}

TEST(MidRankPercentiles, CountNoGaps) {
  const auto percentiles = mid_rank_percentiles(Values{kNaN, 1, 2, kNaN});
  EXPECT_TRUE(std::isnan(percentiles[0]) && std::isnan(percentiles[3]));
  EXPECT_DOUBLE_EQ(percentiles[1], 25);
  EXPECT_DOUBLE_EQ(percentiles[2], 75);
}

TEST(PercentilesOfHistory, LookBackOnly) {
  const auto history = percentiles_of_history(Values{10, 20, kNaN, 15, 20, 5});
  EXPECT_DOUBLE_EQ(history.percentiles[0], 50);
  EXPECT_DOUBLE_EQ(history.percentiles[1], 75);
  EXPECT_TRUE(std::isnan(history.percentiles[2]));
  EXPECT_DOUBLE_EQ(history.percentiles[3], 50);
  EXPECT_DOUBLE_EQ(history.percentiles[4], 75);
  EXPECT_DOUBLE_EQ(history.percentiles[5], 10);
  EXPECT_EQ(history.of, (std::vector<std::size_t>{1, 2, 0, 3, 4, 5}));
}

// The last value's percentile against history is its percentile among all.
TEST(PercentilesOfHistory, AgreeWithThoseOfAllAtTheEnd) {
  std::mt19937 random(9);
  for (int round = 0; round < 100; ++round) {
    Values values(1 + random() % 60);
    for (double& value : values) value = random() % 7 == 0 ? kNaN : static_cast<double>(random() % 20);
    values.back() = 7;
    EXPECT_DOUBLE_EQ(percentiles_of_history(values).percentiles.back(), mid_rank_percentiles(values).back());
  }
}

}  // namespace
}  // namespace housing::stats
