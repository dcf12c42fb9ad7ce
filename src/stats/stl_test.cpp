#include "stats/stl.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

#include "stats/testing_series.hpp"

namespace housing::stats {
namespace {

using Values = std::vector<double>;

struct Row {
  std::size_t index;
  double season;
  double trend;
  double weight;
};

StlParameters of_the_paper() {
  return {.period = 12,
          .seasonal = 35,
          .trend = 19,
          .low_pass = 13,
          .seasonal_jump = 4,
          .trend_jump = 2,
          .low_pass_jump = 2,
          .inner = 1,
          .outer = 2};
}

// What the authors' own program gives, as kept by statsmodels (BSD-3).
TEST(Stl, ReproducesThePublishedDecomposition) {
  const std::vector<Row> rows = {
      {0, -0.13125464336066284, 315.55193972532356, 0.9474880317646172},
      {1, 0.5170694281109743, 315.6444815723392, 0.8823907076099369},
      {2, 1.0818206758492068, 315.73702341935484, 0.9981576471888809},
      {3, 2.1332663735877313, 315.8310193420458, 0.9524186089478093},
      {4, 2.73375546874127, 315.9250152647367, 0.8172707892739435},
      {5, 2.239977768358944, 316.01787137000565, 0.996885051409503},
      {100, 2.804711150101129, 321.7471364286812, 0.9889950282750632},
      {200, -2.9698829177004438, 331.32033242626613, 0.8638008660138562},
      {346, -2.142637582559708, 349.4952143730211, 0.9828455339002399},
      {347, -0.9489819628908843, 349.7026916029209, 0.9807184221537931},
  };
  const auto result = stl(testing::kCarbonDioxide, of_the_paper());
  ASSERT_TRUE(result.has_value()) << result.error().message;
  for (const Row& row : rows) {
    EXPECT_NEAR(result->season[row.index], row.season, 1e-10) << row.index;
    EXPECT_NEAR(result->trend[row.index], row.trend, 1e-10) << row.index;
    EXPECT_NEAR(result->weights[row.index], row.weight, 1e-10) << row.index;
  }
}

TEST(Stl, ReproducesItWithoutJumpsInTrendAndLowPass) {
  StlParameters parameters = of_the_paper();
  parameters.trend_jump = parameters.low_pass_jump = 1;
  const auto result = stl(testing::kCarbonDioxide, parameters);
  ASSERT_TRUE(result.has_value());
  EXPECT_NEAR(result->season[347], -0.948080394, 5e-10);
  EXPECT_NEAR(result->trend[347], 349.702376804, 5e-10);
  EXPECT_NEAR(result->weights[347], 0.980819362, 5e-10);
}

TEST(Stl, HasTheDefaultsOfThePaper) {
  const StlParameters monthly = with_defaults({.period = 12, .seasonal = 13});
  EXPECT_EQ(monthly.trend, 21u);  // 18 / (1 - 1.5 / 13) = 20.35
  EXPECT_EQ(monthly.low_pass, 13u);
  EXPECT_EQ(monthly.seasonal_jump, 2u);
  EXPECT_EQ(monthly.trend_jump, 3u);
  EXPECT_EQ(with_defaults({.period = 4, .seasonal = 7}).trend, 9u);  // 6 / (1 - 1.5 / 7) = 7.64
  EXPECT_EQ(with_defaults({.period = 4, .seasonal = 7}).low_pass, 5u);
}

TEST(Stl, ComponentsSumToTheSeries) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    Values values(24 + random() % 200);
    for (double& value : values) value = static_cast<double>(random() % 1000);
    const StlParameters parameters{.period = 2 + random() % 11,
                                   .seasonal = 3 + 2 * (random() % 20),
                                   .seasonal_degree = static_cast<int>(random() % 2),
                                   .trend_degree = static_cast<int>(random() % 2),
                                   .low_pass_degree = static_cast<int>(random() % 2),
                                   .seasonal_jump = random() % 5,
                                   .inner = 1 + static_cast<int>(random() % 2),
                                   .outer = static_cast<int>(random() % 4)};
    const auto result = stl(values, parameters);
    ASSERT_TRUE(result.has_value()) << result.error().message;
    for (std::size_t i = 0; i < values.size(); ++i) {
      ASSERT_NEAR(result->season[i] + result->trend[i] + result->remainder[i], values[i], 1e-9);
      ASSERT_TRUE(result->weights[i] >= 0 && result->weights[i] <= 1);
    }
  }
}

TEST(Stl, FindsALineAndASeasonThatStaysTheSame) {
  Values values;
  for (int i = 0; i < 120; ++i) values.push_back(50 + 0.5 * i + 8 * std::sin(std::numbers::pi * i / 6));
  const auto result = stl(values, {.period = 12, .seasonal = 13, .inner = 5});
  ASSERT_TRUE(result.has_value());
  for (int i = 0; i < 120; ++i) {
    EXPECT_NEAR(result->trend[static_cast<std::size_t>(i)], 50 + 0.5 * i, 0.05);
    EXPECT_NEAR(result->season[static_cast<std::size_t>(i)], 8 * std::sin(std::numbers::pi * i / 6), 0.05);
  }
}

TEST(Stl, RobustnessKeepsAnOutlierOutOfTheSeason) {
  Values values;
  for (int i = 0; i < 120; ++i)
    values.push_back(100 + 5 * std::sin(std::numbers::pi * i / 6) + 0.2 * std::sin(i * 12.9898));
  values[60] += 50;
  const auto robust = stl(values, {.period = 12, .seasonal = 13, .inner = 1, .outer = 10});
  const auto plain = stl(values, {.period = 12, .seasonal = 13});
  ASSERT_TRUE(robust && plain);
  EXPECT_GT(robust->remainder[60], 49);
  EXPECT_LT(plain->remainder[60], 45);
  EXPECT_LT(robust->weights[60], 0.001);
}

TEST(Stl, GivesStandInsNoWeight) {
  Values values;
  for (int i = 0; i < 120; ++i)
    values.push_back(100 + 5 * std::sin(std::numbers::pi * i / 6) + 0.2 * std::sin(i * 12.9898));
  const auto whole = stl(values, {.period = 12, .seasonal = 13, .inner = 1, .outer = 5});
  Values present(120, 1.0);
  Values strange = values;
  for (const std::size_t gap : {40u, 41u, 90u}) present[gap] = 0, strange[gap] = -1e6;
  for (const int outer : {0, 5}) {
    const auto result = stl(strange, {.period = 12, .seasonal = 13, .inner = 1, .outer = outer}, present);
    ASSERT_TRUE(result && whole);
    for (std::size_t i = 0; i < 120; ++i)
      EXPECT_NEAR(result->season[i] + result->trend[i], whole->season[i] + whole->trend[i], 0.7) << i;
    EXPECT_EQ(result->weights[40], 0);
  }
  EXPECT_FALSE(stl(values, {}, Values(120, 0.0)));
}

TEST(Stl, TakesConstants) {
  const auto result = stl(Values(40, 7.0), {.period = 12, .seasonal = 7, .inner = 1, .outer = 3});
  ASSERT_TRUE(result.has_value());
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_NEAR(result->trend[i], 7, 1e-12);
    EXPECT_NEAR(result->season[i], 0, 1e-12);
  }
}

TEST(Stl, SaysWhyItRefuses) {
  const auto why = [](Values values, const StlParameters& parameters) {
    const auto result = stl(values, parameters);
    EXPECT_FALSE(result.has_value());
    return result ? std::string() : result.error().message;
  };
  EXPECT_NE(why(Values(23, 1.0), {}).find("24 values"), std::string::npos);
  EXPECT_NE(why({}, {}).find("there are 0"), std::string::npos);
  Values gap(48, 1.0);
  gap[10] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NE(why(gap, {}).find("gaps"), std::string::npos);
  gap[10] = std::numeric_limits<double>::infinity();
  EXPECT_NE(why(gap, {}).find("gaps"), std::string::npos);
  EXPECT_NE(why(Values(48, 1.0), {.seasonal = 12}).find("odd"), std::string::npos);
  EXPECT_NE(why(Values(48, 1.0), {.seasonal = 1}).find("at least 3"), std::string::npos);
  EXPECT_NE(why(Values(48, 1.0), {.trend_degree = 2}).find("degree"), std::string::npos);
  EXPECT_NE(why(Values(48, 1.0), {.inner = 0}).find("passes"), std::string::npos);
  EXPECT_NE(why(Values(48, 1.0), {.period = 1}).find("two periods"), std::string::npos);
}

}  // namespace
}  // namespace housing::stats
