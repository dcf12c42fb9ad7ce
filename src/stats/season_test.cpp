#include "stats/season.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace housing::stats {
namespace {

using Values = std::vector<double>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Grows by half a percent a month, give or take a thousandth, a fifth higher in the third month of each year and a
// fifth lower in the ninth.
double level(std::size_t month) {
  return 1000 * std::pow(1.005, static_cast<double>(month)) *
         (1 + 0.001 * std::sin(static_cast<double>(month) * 12.9898));
}
double factor(std::size_t month) { return std::pow(1.2, std::sin(std::numbers::pi * static_cast<double>(month) / 6)); }
Values seasonal(std::size_t months) {
  Values values;
  for (std::size_t i = 0; i < months; ++i) values.push_back(level(i) * factor(i));
  return values;
}

TEST(TakeApart, FindsFactorsInLogarithms) {
  const auto season = take_apart(seasonal(120), 12, true);
  ASSERT_TRUE(season.has_value());
  for (std::size_t i = 0; i < 120; ++i) {
    EXPECT_NEAR(season->season[i], factor(i), 0.002) << i;
    EXPECT_NEAR(season->adjusted[i] / level(i), 1, 0.002) << i;
    EXPECT_NEAR(season->trend[i] / level(i), 1, 0.003) << i;
    EXPECT_NEAR(season->trend[i] * season->season[i] * std::exp(season->remainder[i]), seasonal(120)[i], 1e-6);
  }
}

TEST(TakeApart, SumsInPlainNumbers) {
  const Values values = seasonal(60);
  const auto season = take_apart(values, 12, false);
  ASSERT_TRUE(season.has_value());
  for (std::size_t i = 0; i < 60; ++i) {
    EXPECT_NEAR(season->trend[i] + season->season[i] + season->remainder[i], values[i], 1e-9);
    EXPECT_NEAR(season->adjusted[i], values[i] - season->season[i], 1e-9);
  }
}

TEST(TakeApart, KeepsGapsAndCountsWhatItDrew) {
  Values values = seasonal(60);
  values.insert(values.begin(), kNaN);
  values[20] = values[21] = values[40] = kNaN;
  values.push_back(kNaN);
  const auto season = take_apart(values, 12, true);
  ASSERT_TRUE(season.has_value());
  EXPECT_EQ(season->filled, 3u);
  ASSERT_EQ(season->adjusted.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    EXPECT_EQ(std::isnan(season->adjusted[i]), std::isnan(values[i])) << i;
  EXPECT_TRUE(std::isfinite(season->trend[20])) << "a trend goes on";
  EXPECT_TRUE(std::isnan(season->trend[0]) && std::isnan(season->trend.back()));
}

TEST(TakeApart, SaysWhyItRefuses) {
  const auto why = [](const Values& values, bool logarithms) {
    const auto season = take_apart(values, 12, logarithms);
    EXPECT_FALSE(season.has_value());
    return season ? std::string() : season.error().message;
  };
  EXPECT_NE(why(seasonal(35), true).find("36 values and there are 35"), std::string::npos);
  EXPECT_NE(why({}, true).find("there are 0"), std::string::npos);
  Values values = seasonal(60);
  values[5] = 0;
  EXPECT_NE(why(values, true).find("above zero"), std::string::npos);
  EXPECT_TRUE(take_apart(values, 12, false));
  values[5] = values[6] = values[7] = kNaN;
  EXPECT_NE(why(values, false).find("3 values in a row"), std::string::npos);
}

// Half a year a third higher: the plain trend follows it, the robust one passes it by.
TEST(TakeApart, FollowsASurgeOnlyWhenPlain) {
  Values values = seasonal(120);
  for (std::size_t i = 60; i < 66; ++i) values[i] *= 1.3;
  const auto plain = take_apart(values, 12, true, Fit::kPlain);
  const auto robust = take_apart(values, 12, true, Fit::kRobust);
  ASSERT_TRUE(plain && robust);
  EXPECT_GT(plain->trend[63] / level(63), 1.05);
  EXPECT_LT(robust->trend[63] / level(63), 1.02);
}

TEST(SeasonParameters, AreSpelledOut) {
  EXPECT_EQ(season_parameters(12, true), "robust STL, n_p 12, n_s 13, n_t 21, n_l 13, n_i 1, n_o 10, in logarithms");
  EXPECT_EQ(season_parameters(12, false, Fit::kPlain), "STL, n_p 12, n_s 13, n_t 21, n_l 13, n_i 2, n_o 0");
  EXPECT_EQ(season_parameters(4, false), "robust STL, n_p 4, n_s 13, n_t 7, n_l 5, n_i 1, n_o 10");
}

}  // namespace
}  // namespace housing::stats
