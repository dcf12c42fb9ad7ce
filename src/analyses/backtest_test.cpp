#include "analyses/backtest.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "testing/imported_world.hpp"

namespace housing::analyses {
namespace {

using testing::month_ends;
using Texts = std::vector<std::string>;

// `lifted`: by how much an earlier release had the values too high.
Texts values(int count, double lifted) {
  Texts texts;
  double value = 300'000;
  for (int i = 0; i < count; ++i) {
    value += 100 + 37 * ((i * 7919) % 13 - 6);
    texts.push_back(std::to_string(value + lifted));
  }
  return texts;
}

testing::PublisherFile file(int months, double lifted) {
  return testing::zillow_file(
      testing::kMetroHomeValue, month_ends(2015, months),
      {testing::united_states(values(months, lifted)), testing::boston(values(months, lifted))});
}

class BacktestTest : public ::testing::Test {
 protected:
  BacktestTest() {
    imported_.import_one(file(90, 5000), model::Date::of(2022, 7, 20));  // until 2022-06
    imported_.import_one(file(100, 0), model::Date::of(2023, 5, 20));    // until 2023-04
  }
  BacktestPlan plan(const BacktestQuestion& question) {
    const auto plan = plan_backtest(*imported_.world(), question);
    EXPECT_TRUE(plan) << plan.error().detail;
    return *plan;
  }

  testing::ImportedWorld imported_;
};

TEST_F(BacktestTest, AnOriginWhoseReleaseIsKeptIsAsFirstPublished) {
  const BacktestPlan asked =
      plan({.regions = {"us"}, .type = "", .metric = "home_value", .horizon = "2", .methods = "naive"});
  std::vector<PastForecast> all;
  const auto result =
      run_backtest(*imported_.world(), &imported_.holder(), asked,
                   [&](const model::RegionId&, const std::vector<PastForecast>& forecasts) -> base::Status {
                     all = forecasts;
                     return {};
                   });
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->vintages, 1u);
  EXPECT_EQ(all.size(), 52u + 51) << "origins of 48 to 99 values; the last one knows only one period after it";
  int published = 0;
  for (const PastForecast& past : all) {
    if (!past.as_of) continue;
    ++published;
    EXPECT_EQ(past.as_of->to_string(), "2022-07-20");
    EXPECT_EQ(past.origin.to_string(), "2022-06");
    const double known_then = std::stod(values(90, 5000).back());
    EXPECT_NEAR(past.forecasts[0], known_then, 0.01) << "what was known then, not what is known now";
    EXPECT_NEAR(past.actual, std::stod(values(100, 0)[89 + past.h]), 0.01) << "what came, as it is known now";
  }
  EXPECT_EQ(published, 2);
}

TEST_F(BacktestTest, IsTheSameTwice) {
  const BacktestPlan asked =
      plan({.regions = {}, .type = "metro", .metric = "home_value", .horizon = "", .methods = ""});
  const auto csv = [&] {
    std::string text = past_forecasts_header(asked);
    EXPECT_TRUE(run_backtest(*imported_.world(), &imported_.holder(), asked,
                             [&](const model::RegionId& region, const std::vector<PastForecast>& all) -> base::Status {
                               append_past_forecasts(text, asked, region, all);
                               return {};
                             }));
    return text;
  };
  const std::string first = csv();
  EXPECT_EQ(first, csv());
  EXPECT_EQ(first.substr(0, first.find(',', 60)).substr(0, 6), "region");
  EXPECT_NE(first.find("metro-14460,home_value,2022-06,1,2022-07,2022-07-20,"), std::string::npos);
  EXPECT_NE(first.find("metro-14460,home_value,2022-07,1,2022-08,hindsight,"), std::string::npos);
}

TEST_F(BacktestTest, WithoutReleasesAllIsHindsight) {
  const BacktestPlan asked =
      plan({.regions = {"us"}, .type = "", .metric = "home_value", .horizon = "1", .methods = ""});
  const auto result = run_backtest(*imported_.world(), nullptr, asked);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->vintages, 0u);
  EXPECT_EQ(result->published.over_all(0).count, 0u);
  EXPECT_EQ(result->hindsight.over_all(0).count, 52u);
  EXPECT_EQ(result->origins, 52u);
}

TEST_F(BacktestTest, ShortRegionsAreCountedAndLeftOut) {
  testing::ImportedWorld world;
  world.import_one(file(40, 0), model::Date::of(2018, 7, 20));
  const auto asked =
      plan_backtest(*world.world(), {.regions = {}, .type = "", .metric = "home_value", .horizon = "", .methods = ""});
  ASSERT_TRUE(asked);
  const auto result = run_backtest(*world.world(), &world.holder(), *asked);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->regions, 0u);
  EXPECT_EQ(result->short_regions, 2u);
}

TEST_F(BacktestTest, NamesTheParameterThatIsWrong) {
  const auto parameter = [&](const BacktestQuestion& question) {
    const auto plan = plan_backtest(*imported_.world(), question);
    return plan ? "" : plan.error().parameter;
  };
  EXPECT_EQ(parameter({.regions = {}, .type = "", .metric = "", .horizon = "", .methods = ""}), "metric");
  EXPECT_EQ(parameter({.regions = {}, .type = "village", .metric = "home_value", .horizon = "", .methods = ""}),
            "type");
  EXPECT_EQ(parameter({.regions = {"metro-1"}, .type = "", .metric = "home_value", .horizon = "", .methods = ""}),
            "region");
  EXPECT_EQ(parameter({.regions = {}, .type = "", .metric = "home_value", .horizon = "", .methods = "arima"}),
            "methods");
  EXPECT_EQ(parameter({.regions = {}, .type = "", .metric = "rent", .horizon = "", .methods = ""}), "metric")
      << "not imported";
}

}  // namespace
}  // namespace housing::analyses
