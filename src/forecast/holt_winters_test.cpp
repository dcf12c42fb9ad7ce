#include "forecast/holt_winters.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "forecast/ets.hpp"
#include "forecast/season.hpp"

namespace housing::forecast {
namespace {

std::vector<double> seasonal_series(std::size_t count, bool multiplicative) {
  const std::vector<double> parts = {0.8, 0.9, 1.1, 1.2};
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double trend = 100 + 2 * static_cast<double>(i);
    values[i] = multiplicative ? trend * parts[i % 4] : trend + 100 * (parts[i % 4] - 1);
  }
  return values;
}

// Australian tourists, 24 quarters (Forecasting: Principles and Practice, 7.3): the fitted weights are nearly zero, so
// the states at the start say it all.
TEST(HoltWinters, TouristsFromTheFittedStates) {
  const LevelAndGrowth fitted{50.568333479425036, 0.9129273810171223};
  SeasonalStates last{.trend = {fitted.ahead(24, 1), fitted.growth}};
  std::ranges::copy(std::vector<double>{0.83535867, 0.50297119, 0.62439273, 0.67723128}, last.seasons.begin());
  const std::vector<double> expected = {61.3083, 37.3730, 46.9652, 51.5578};
  for (std::size_t h = 1; h <= 4; ++h)
    EXPECT_NEAR(seasonal_ahead(last, 24, 4, SeasonForm::kMultiplicative, 1, h), expected[h - 1], 1e-4) << h;
}

TEST(HoltWinters, WithoutWeightsTheStatesOnlyMoveAlong) {
  const std::vector<double> values = seasonal_series(24, true);
  SeasonalStates start{.trend = {98, 2}};
  std::ranges::copy(std::vector<double>{0.8, 0.9, 1.1, 1.2}, start.seasons.begin());
  const SeasonalSmoothed result = smooth_season(values, 4, SeasonForm::kMultiplicative, {}, start);
  EXPECT_NEAR(result.squares, 0, 1e-18);
  EXPECT_NEAR(result.last.trend.level, 98 + 2 * 24, 1e-9);
}

TEST(HoltWinters, ContinuesSeasonsItsFormKnows) {
  for (const bool multiplicative : {false, true}) {
    const SeasonForm form = multiplicative ? SeasonForm::kMultiplicative : SeasonForm::kAdditive;
    const std::vector<double> all = seasonal_series(64, multiplicative);
    const auto known = std::span(all).first(60);
    const SeasonalWeights weights = best_seasonal_weights(known, 4, form, Trend::kLinear);
    const SeasonalStates last =
        smooth_season(known, 4, form, weights, seasonal_start(known, 4, form, Trend::kLinear)).last;
    for (std::size_t h = 1; h <= 4; ++h)
      EXPECT_NEAR(seasonal_ahead(last, 60, 4, form, 1, h) / all[59 + h], 1, 0.005) << multiplicative << " " << h;
  }
}

TEST(Ets, FindsTheSeasonAndItsForm) {
  const EtsModel model = choose_ets(seasonal_series(60, true), 4);
  EXPECT_TRUE(model.seasonal) << model.name();
  EXPECT_EQ(model.errors, Errors::kMultiplicative) << model.name();
}

TEST(Ets, HasNoSeasonWhereThereIsNone) {
  std::vector<double> values(60);
  double state = 1;
  for (std::size_t i = 0; i < values.size(); ++i) {  // a chaotic map: no season, no trend
    state = 3.9 * state * (1 - state) + (i == 0 ? 0.3 : 0);
    if (state <= 0 || state >= 1) state = 0.37;
    values[i] = 100 + state;
  }
  EXPECT_FALSE(choose_ets(values, 12).seasonal);
}

TEST(Ets, AStrongTrendIsFollowed) {
  std::vector<double> values(60);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = 100 + 3 * static_cast<double>(i) + std::sin(static_cast<double>(i * i));
  const EtsModel model = choose_ets(values, 1);
  EXPECT_EQ(model.trend, Trend::kLinear) << model.name();
  EXPECT_NEAR(run_ets(values, 1, model).ahead(10), 100 + 3 * 69.0, 3);
}

TEST(Ets, ValuesBelowZeroHaveNoMultiplicativeErrors) {
  std::vector<double> values(40);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = std::sin(static_cast<double>(i * i));
  EXPECT_EQ(choose_ets(values, 1).errors, Errors::kAdditive);
}

TEST(Season, FoundOnlyWhereItIs) {
  EXPECT_TRUE(is_seasonal(seasonal_series(60, false), 4));
  EXPECT_FALSE(is_seasonal(std::vector<double>(60, 5.0), 4));
  EXPECT_FALSE(is_seasonal(seasonal_series(11, false), 4)) << "less than three seasons";
  EXPECT_FALSE(is_seasonal(seasonal_series(60, false), 1));
}

TEST(Season, IndicesHaveTheMeanOneAndThePartsOfTheSeries) {
  const std::vector<double> indices = seasonal_indices(seasonal_series(60, true), 4);
  const std::vector<double> expected = {0.8, 0.9, 1.1, 1.2};
  double sum = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(indices[i], expected[i], 0.01);
    sum += indices[i];
  }
  EXPECT_NEAR(sum, 4, 1e-12);
  EXPECT_GT(seasonal_strength(seasonal_series(60, true), 4), 0.95);
}

}  // namespace
}  // namespace housing::forecast
