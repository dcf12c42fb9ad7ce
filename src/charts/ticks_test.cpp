#include "charts/ticks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace housing::charts {
namespace {

using testing::ElementsAre;

std::vector<double> ticks(double low, double high, int wanted, ScaleKind kind = ScaleKind::kLinear) {
  return value_ticks(kind, low, high, wanted).at;
}

TEST(Ticks, StandAtRoundNumbers) {
  EXPECT_THAT(ticks(3, 97, 5), ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_THAT(ticks(322'000, 351'000, 4), ElementsAre(320'000, 330'000, 340'000, 350'000, 360'000));
  EXPECT_THAT(ticks(-12, 18, 4), ElementsAre(-20, -10, 0, 10, 20));
}

TEST(Ticks, BeginAtZeroWhenTheValuesComeNearIt) {
  EXPECT_EQ(value_ticks(ScaleKind::kLinear, 130, 1200, 5).from, 0);
  EXPECT_EQ(value_ticks(ScaleKind::kLinear, 900, 1200, 5).from, 900);
  EXPECT_EQ(value_ticks(ScaleKind::kLinear, -50, -3, 5).to, 0);
}

TEST(Ticks, HoldTheValuesWhateverTheyAre) {
  for (const double size : {1e-6, 0.3, 7.0, 123.0, 4.5e5, 9.9e11})
    for (const double share : {0.0, 0.1, 0.5, 0.93, 1.0})
      for (const double sign : {1.0, -1.0})
        for (int wanted = 2; wanted <= 8; ++wanted) {
          const double a = sign * size * share;
          const double b = sign * size;
          const ValueTicks made = value_ticks(ScaleKind::kLinear, std::min(a, b), std::max(a, b), wanted);
          EXPECT_LE(made.from, std::min(a, b) + 1e-9 * size);
          EXPECT_GE(made.to, std::max(a, b) - 1e-9 * size);
          EXPECT_GE(made.at.size(), 2u);
          EXPECT_LE(made.at.size(), static_cast<std::size_t>(wanted) + 3);
          EXPECT_LT(made.from, made.to);
        }
}

TEST(Ticks, OfALogarithmicAxisAreOneTwoFive) {
  EXPECT_THAT(ticks(90, 1100, 6, ScaleKind::kLogarithmic), ElementsAre(100, 200, 500, 1000));
  EXPECT_THAT(ticks(1, 1e9, 6, ScaleKind::kLogarithmic), ElementsAre(1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9));
  // Less than a power of ten.
  EXPECT_THAT(ticks(101, 118, 4, ScaleKind::kLogarithmic), ElementsAre(100, 105, 110, 115, 120));
}

TEST(Ticks, OfALogarithmicAxisHoldTheValues) {
  for (const double low : {1e-3, 0.7, 42.0, 1.3e5})
    for (const double ratio : {1.0, 1.01, 3.0, 12.0, 4000.0}) {
      const ValueTicks made = value_ticks(ScaleKind::kLogarithmic, low, low * ratio, 6);
      EXPECT_GT(made.from, 0);
      EXPECT_LE(made.from, low * 1.000001);
      EXPECT_GE(made.to, low * ratio * 0.999999);
      EXPECT_GE(made.at.size(), 2u) << low << " " << ratio;
    }
}

TEST(Scale, PutsValuesInOrder) {
  const Scale linear(ScaleKind::kLinear, 0, 100, 300, 100);
  EXPECT_DOUBLE_EQ(linear.at(0), 300);
  EXPECT_DOUBLE_EQ(linear.at(25), 250);
  const Scale logarithmic(ScaleKind::kLogarithmic, 1, 100, 0, 10);
  EXPECT_DOUBLE_EQ(logarithmic.at(10), 5);
}

}  // namespace
}  // namespace housing::charts
