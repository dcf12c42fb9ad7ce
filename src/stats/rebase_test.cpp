#include "stats/rebase.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "stats/growth.hpp"

namespace housing::stats {
namespace {

using Values = std::vector<double>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(Rebase, Is100AtTheBase) {
  const auto index = rebase(Values{50, 100, kNaN, 125}, 1);
  EXPECT_EQ(index[0], 50);
  EXPECT_EQ(index[1], 100);
  EXPECT_TRUE(std::isnan(index[2]));
  EXPECT_EQ(index[3], 125);
  for (const double value : rebase(Values{1, kNaN, 0}, 1)) EXPECT_TRUE(std::isnan(value));
  for (const double value : rebase(Values{1, kNaN, 0}, 2)) EXPECT_TRUE(std::isnan(value));
}

TEST(Rebase, OfChainedChangesIsTheSeries) {
  const Values values = {80, 84, 79, 91, 100, 96};
  const std::vector<std::int32_t> months = {0, 1, 2, 3, 4, 5};
  const auto changes = percent_change(values, months, 1, 0);
  Values chained = {1};
  for (std::size_t i = 1; i < values.size(); ++i) chained.push_back(chained.back() * (1 + changes[i] / 100));
  const auto index = rebase(chained, 0);
  const auto expected = rebase(values, 0);
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(index[i], expected[i], 1e-10);
}

TEST(SpreadOf, PassesOverGaps) {
  const Spread spread = spread_of(Values{kNaN, 104, 98, 101});
  EXPECT_EQ(spread.of, 3u);
  EXPECT_EQ(spread.least, 98);
  EXPECT_EQ(spread.greatest, 104);
  EXPECT_EQ(spread.difference, 6);
  EXPECT_EQ(spread_of({}).of, 0u);
}

}  // namespace
}  // namespace housing::stats
