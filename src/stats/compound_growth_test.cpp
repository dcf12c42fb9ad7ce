#include "stats/compound_growth.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace housing::stats {
namespace {

TEST(CompoundGrowth, ReproducesThePublishedExample) {
  EXPECT_NEAR(compound_growth(10'000, 19'500, 3), 24.933298, 5e-7);
}

TEST(CompoundGrowth, IsNotMadeUp) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(compound_growth(0, 10, 3)));
  EXPECT_TRUE(std::isnan(compound_growth(10, 0, 3)));
  EXPECT_TRUE(std::isnan(compound_growth(-10, 10, 3)));
  EXPECT_TRUE(std::isnan(compound_growth(nan, 10, 3)));
  EXPECT_TRUE(std::isnan(compound_growth(10, nan, 3)));
  EXPECT_TRUE(std::isnan(compound_growth(10, 20, 0)));
}

TEST(CompoundGrowth, FindsTheRateASeriesGrowsAt) {
  std::vector<double> values;
  std::vector<std::int32_t> ordinals;
  for (int month = 0; month < 80; ++month) {
    values.push_back(100 * std::pow(1.05, month / 12.0));
    ordinals.push_back(24000 + month);
  }
  const auto rates = compound_growth(values, ordinals, 60, 0, 5);
  for (std::size_t i = 0; i < rates.size(); ++i) {
    if (i < 60)
      EXPECT_TRUE(std::isnan(rates[i]));
    else
      EXPECT_NEAR(rates[i], 5, 1e-10);
  }
}

}  // namespace
}  // namespace housing::stats
