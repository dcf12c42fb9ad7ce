#include "stats/linear_solve.hpp"

#include <gtest/gtest.h>

#include <random>

namespace housing::stats {
namespace {

using Values = std::vector<double>;

TEST(LinearSolve, SolvesByHand) {
  const auto x = linear_solve({0, 2, 1, 1}, {4, 5});  // needs a pivot
  ASSERT_TRUE(x.has_value());
  EXPECT_DOUBLE_EQ((*x)[0], 3);
  EXPECT_DOUBLE_EQ((*x)[1], 2);
  EXPECT_TRUE(linear_solve({}, {})->empty());
}

TEST(LinearSolve, KnowsWhenThereIsNoSingleSolution) {
  EXPECT_FALSE(linear_solve({1, 2, 2, 4}, {1, 2}));
  EXPECT_FALSE(linear_solve({0}, {1}));
}

TEST(LinearSolve, SolvesAnything) {
  std::mt19937 random(6);
  for (std::size_t n = 1; n < 25; ++n) {
    Values a(n * n);
    Values x(n);
    for (double& entry : a) entry = static_cast<double>(random() % 2001) - 1000;
    for (double& entry : x) entry = static_cast<double>(random() % 21) - 10;
    Values b(n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) b[i] += a[i * n + j] * x[j];
    const auto solved = linear_solve(a, b);
    ASSERT_TRUE(solved.has_value());
    for (std::size_t i = 0; i < n; ++i) EXPECT_NEAR((*solved)[i], x[i], 1e-6);
  }
}

}  // namespace
}  // namespace housing::stats
