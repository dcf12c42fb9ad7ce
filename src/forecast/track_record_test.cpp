#include "forecast/track_record.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "forecast/scores.hpp"
#include "forecast/testing_series.hpp"

namespace housing::forecast {
namespace {

const MethodSet kMany = MethodSet::all();

TEST(TrackRecord, NothingLaterEntersAForecastOrItsBand) {
  const std::vector<double> values = simulate(Simulated::kWalkWithDrift, 3, 160);
  std::vector<double> other = values;
  constexpr std::size_t kKnown = 130;
  for (std::size_t i = kKnown; i < other.size(); ++i) other[i] = 5 * other[i];
  const TrackRecord one(values, {.methods = kMany});
  const TrackRecord two(other, {.methods = kMany});
  for (const Method method : one.methods().list()) {
    for (std::size_t origin = one.forecasts().first(); origin <= kKnown; ++origin) {
      for (std::size_t h = 1; h <= 12; ++h) {
        EXPECT_EQ(one.forecasts().of(method, origin)[h - 1], two.forecasts().of(method, origin)[h - 1]);
        const auto a = one.band(method, origin, 1, h);
        const auto b = two.band(method, origin, 1, h);
        ASSERT_EQ(a.has_value(), b.has_value());
        if (a) {
          EXPECT_EQ(a->upper, b->upper) << to_string(method) << " " << origin << " " << h;
        }
      }
    }
  }
}

TEST(TrackRecord, IsTheSameTwice) {
  const std::vector<double> values = simulate(Simulated::kSeasonalAutoregression, 5, 120);
  const TrackRecord one(values, {.methods = kMany});
  const TrackRecord two(values, {.methods = kMany});
  for (const Method method : one.methods().list())
    for (std::size_t h = 0; h < 12; ++h)
      EXPECT_EQ(one.forecasts().of(method, 120)[h], two.forecasts().of(method, 120)[h]);
}

TEST(TrackRecord, AMethodSaysTheSameInAnyCompany) {
  const std::vector<double> values = simulate(Simulated::kStochasticVolatility, 5, 120);
  const TrackRecord together(values, {.methods = kMany});
  for (const Method method : together.methods().list()) {
    const TrackRecord alone(values, {.methods = {method}});
    for (std::size_t h = 0; h < 12; ++h)
      EXPECT_EQ(together.forecasts().of(method, 120)[h], alone.forecasts().of(method, 120)[h]) << to_string(method);
  }
}

TEST(TrackRecord, BaselinesAreWhatTheySay) {
  const std::vector<double> values = simulate(Simulated::kSeasonalAutoregression, 9, 100);
  const TrackRecord record(values, {.methods = {Method::kNaive, Method::kDrift, Method::kSeasonalNaive}});
  EXPECT_EQ(record.forecasts().of(Method::kNaive, 100)[11], values[99]);
  EXPECT_EQ(record.forecasts().of(Method::kSeasonalNaive, 100)[2], values[90]);
  EXPECT_NEAR(record.forecasts().of(Method::kDrift, 100)[2], values[99] + 3 * (values[99] - values[0]) / 99, 1e-9);
}

TEST(TrackRecord, ScoresAreThoseOfItsForecasts) {
  const std::vector<double> values = simulate(Simulated::kWalkWithDrift, 11, 70);
  const TrackRecord record(values, {.horizon = 3, .methods = {Method::kNaive}});
  double sum = 0;
  double scaled = 0;
  for (std::size_t origin = 48; origin + 1 <= 70; ++origin) {
    sum += smape_term(values[origin], values[origin - 1]);
    scaled += std::abs(values[origin] - values[origin - 1]) / scale_of(std::span(values).first(origin), 12);
  }
  const HorizonScore& first = record.scores(Method::kNaive).by_horizon[0];
  EXPECT_EQ(first.origins, 22u);
  EXPECT_NEAR(first.smape, sum / 22, 1e-12);
  EXPECT_NEAR(first.mase, scaled / 22, 1e-9);
  EXPECT_DOUBLE_EQ(record.scores(Method::kNaive2).owa, 1);
}

TEST(TrackRecord, BandsAreWithheldWhereThePastIsTooShort) {
  const std::vector<double> values = simulate(Simulated::kWalkWithDrift, 13, 60);
  const TrackRecord record(values, {.methods = {Method::kTheta}});
  EXPECT_FALSE(record.band(Method::kTheta, 60, 1, 12));
  ASSERT_TRUE(record.withheld(Method::kTheta, 1, 12));
  EXPECT_NE(record.withheld(Method::kTheta, 1, 12)->find("calibrate"), std::string::npos);
}

TEST(TrackRecord, BandsAreWithheldWhereTheyDoNotHold) {
  std::vector<double> values(300);  // no error ever, so that all bands hold everything: not what 50 % promise
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = 100;
  const TrackRecord record(values, {.methods = {Method::kNaive}});
  ASSERT_TRUE(record.withheld(Method::kNaive, 0, 12));
  EXPECT_NE(record.withheld(Method::kNaive, 0, 12)->find("held 100 %"), std::string::npos)
      << *record.withheld(Method::kNaive, 0, 12);
}

TEST(TrackRecord, HigherLevelsAreWider) {
  const std::vector<double> values = simulate(Simulated::kStochasticVolatility, 21, 300);
  const TrackRecord record(values, {.methods = {Method::kEnsemble}});
  for (std::size_t origin = 120; origin <= 300; ++origin)
    for (std::size_t h = 1; h <= 12; ++h)
      for (std::size_t level = 1; level < 3; ++level) {
        const auto narrow = record.band(Method::kEnsemble, origin, level - 1, h);
        const auto wide = record.band(Method::kEnsemble, origin, level, h);
        ASSERT_TRUE(narrow && wide);
        EXPECT_LE(wide->lower, narrow->lower);
        EXPECT_GE(wide->upper, narrow->upper);
      }
}

TEST(TrackRecord, BandsOfCountsDoNotGoBelowZero) {
  std::vector<double> values = simulate(Simulated::kSeasonalAutoregression, 4, 200);
  for (double& value : values) value = std::max(0.0, (value - 480) / 2);
  const TrackRecord record(values, {.methods = {Method::kSes}});
  for (std::size_t h = 1; h <= 12; ++h) {
    const auto band = record.band(Method::kSes, 200, 2, h);
    ASSERT_TRUE(band);
    EXPECT_GE(band->lower, 0);
  }
}

TEST(TrackRecord, ShapesOfEveryKindAreTaken) {
  std::vector<std::vector<double>> shapes = {std::vector<double>(60, 0.0), std::vector<double>(48, -3.5)};
  shapes.push_back(simulate(Simulated::kWalkWithDrift, 2, 48));
  std::vector<double> jump(90, 1.0);
  for (std::size_t i = 45; i < 90; ++i) jump[i] = 1e9;
  shapes.push_back(jump);
  for (const auto& values : shapes) {
    const TrackRecord record(values, {.methods = kMany});
    for (const Method method : record.methods().list())
      for (const double value : record.forecasts().of(method, values.size()))
        EXPECT_TRUE(std::isfinite(value)) << to_string(method);
  }
}

TEST(Methods, NamesAreRead) {
  for (const Method method : MethodSet::all().list()) EXPECT_EQ(parse_method(to_string(method)), method);
  EXPECT_FALSE(parse_method("arima"));
}

}  // namespace
}  // namespace housing::forecast
