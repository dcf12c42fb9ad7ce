#include "stats/loess.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace housing::stats {
namespace {

using Values = std::vector<double>;

TEST(Loess, LeavesALineAsItIs) {
  Values line;
  for (int i = 0; i < 50; ++i) line.push_back(3 + 2 * i);
  for (const std::size_t window : {3u, 7u, 21u, 99u})
    for (const std::size_t jump : {1u, 2u, 5u, 60u}) {
      Values out(line.size());
      Loess(window, 1, jump).smooth(line, {}, out);
      for (std::size_t i = 0; i < line.size(); ++i) EXPECT_NEAR(out[i], line[i], 1e-9) << window << " " << jump;
    }
}

TEST(Loess, WeighsByTricube) {
  // Degree 0 in the middle of a window of 5: distances 2 and more weigh nothing, 1 weighs (1 - 1/8)^3.
  const Values values = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
  Values out(values.size());
  Loess(5, 0, 1).smooth(values, {}, out);
  const double near = std::pow(1 - 1.0 / 8, 3);
  EXPECT_NEAR(out[5], 1 / (1 + 2 * near), 1e-12);
  EXPECT_NEAR(out[4], near / (1 + 2 * near), 1e-12);
  EXPECT_NEAR(out[3], 0, 1e-12);
}

TEST(Loess, PassesOverWhatHasNoWeight) {
  Values values(21, 5.0);
  Values weights(21, 1.0);
  values[10] = 1000, weights[10] = 0;
  Values out(21);
  Loess(9, 1, 1).smooth(values, weights, out);
  for (const double value : out) EXPECT_NEAR(value, 5, 1e-10);
}

TEST(Loess, HasNoFitWithoutAnyWeight) {
  const Values values = {1, 2, 3};
  const Values weights = {0, 0, 0};
  Loess loess(3, 1, 1);
  EXPECT_FALSE(loess.at(values, weights, 1, 0, 3));
  Values out(3);
  loess.smooth(values, weights, out);
  EXPECT_EQ(out, values) << "the value itself";
}

TEST(Loess, TakesAsLittleAsThereIs) {
  Values none;
  Loess(3, 1, 1).smooth({}, {}, none);
  Values one(1);
  Loess(3, 1, 1).smooth(Values{4}, {}, one);
  EXPECT_EQ(one[0], 4);
  Values two(2);
  Loess(3, 1, 1).smooth(Values{4, 6}, {}, two);
  EXPECT_TRUE(std::isfinite(two[0]) && std::isfinite(two[1]));
}

}  // namespace
}  // namespace housing::stats
