#include "app/series_transform.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/series_query.hpp"
#include "testing/imported_world.hpp"

namespace housing::app {
namespace {

using model::Date;
using testing::month_ends;
using Texts = std::vector<std::string>;
using Values = std::vector<std::int64_t>;

constexpr std::string_view kRawHomeValue = "Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_month.csv";
constexpr int kMonths = 72;  // from 2019-01 on

// Grows by 1 a month; raw values have a season of 5 percent either way.
double smooth(int month) { return 200 + month; }
double raw(int month) {
  return smooth(month) * (1 + 0.05 * std::sin(std::numbers::pi * month / 6) + 0.001 * (month % 3));
}

template <class Function>
Texts texts_of(int count, Function value) {
  Texts texts;
  for (int i = 0; i < count; ++i) texts.push_back(std::to_string(value(i)));
  return texts;
}

Texts constant(double value, int count = kMonths) {
  return texts_of(count, [value](int) { return value; });
}

class SeriesTransformTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    Texts chicago = texts_of(kMonths, raw);
    for (int i = 30; i < 36; ++i) chicago[static_cast<std::size_t>(i)] = "";
    std::vector<std::pair<std::string, std::string>> prices;
    std::vector<std::pair<std::string, std::string>> jobless;
    for (int i = 0; i < kMonths - 2; ++i) {  // two months behind
      const std::string day = Date::of(2019 + i / 12, i % 12 + 1, 1).to_string();
      prices.emplace_back(day, std::to_string(100 * std::pow(1.002, i)));
      jobless.emplace_back(day, std::to_string(4.0 + 0.1 * (i % 5)));
    }
    Texts saturdays;
    for (Date day = Date::of(2024, 1, 6); day <= Date::of(2024, 4, 27); day = day.plus_days(7))
      saturdays.push_back(day.to_string());
    imported_->import(
        {testing::zillow_file(
             testing::kMetroHomeValue, month_ends(2019, kMonths),
             {testing::united_states(texts_of(kMonths, smooth)), testing::san_francisco(constant(900)),
              testing::boston(constant(700)), testing::chicago(constant(700)), testing::denver(constant(500))}),
         testing::zillow_file(kRawHomeValue, month_ends(2019, kMonths),
                              {testing::united_states(texts_of(kMonths, raw)), testing::chicago(chicago)}),
         testing::zillow_file(testing::kMetroInventoryWeek, saturdays,
                              {testing::united_states(constant(10, static_cast<int>(saturdays.size())))}),
         testing::fred_file("CPIAUCSL", prices), testing::fred_file("UNRATE", jobless),
         testing::fhfa_metro_file(
             {"\"Abilene, TX\",10180,2023,1,100.00,(1.0)", "\"Abilene, TX\",10180,2023,2,110.00,(1.0)"})});
    world_ = imported_->world();
  }
  static void TearDownTestSuite() {
    world_.reset();
    delete imported_;
  }

  static SeriesQuestion ask(const char* region, const char* metric, const char* transform) {
    SeriesQuestion question;
    question.regions = {region};
    question.metrics = {metric};
    question.transform = transform;
    return question;
  }
  static SeriesAnswer answer(const SeriesQuestion& question) {
    auto result = answer_series(*world_, question);
    EXPECT_TRUE(result.has_value()) << (result ? "" : result.error().detail);
    return result ? std::move(*result) : SeriesAnswer{};
  }
  static Series only(const SeriesQuestion& question) {
    SeriesAnswer all = answer(question);
    EXPECT_EQ(all.series.size(), 1u) << (all.notes.empty() ? "" : all.notes[0]);
    return all.series.empty() ? Series{} : std::move(all.series[0]);
  }
  static double number(const Series& series, std::size_t at) {
    EXPECT_NE(series.values.at(at), kGapValue) << at;
    return static_cast<double>(series.values.at(at)) / std::pow(10.0, series.decimals);
  }
  static std::string refusal(const SeriesQuestion& question) {
    const auto result = answer_series(*world_, question);
    EXPECT_FALSE(result.has_value()) << question.transform;
    return result ? std::string() : result.error().parameter + " " + result.error().kind;
  }

  static inline testing::ImportedWorld* imported_ = nullptr;
  static inline std::shared_ptr<const World> world_;
};

TEST_F(SeriesTransformTest, EveryTransformSaysHowItWasMade) {
  const auto made = [](const char* metric, const char* transform) {
    const Series series = only(ask("us", metric, transform));
    EXPECT_EQ(series.values.size(), static_cast<std::size_t>(kMonths)) << transform;
    return std::string(series.unit_text()) + " " + std::to_string(series.decimals) + ": " + series.formula;
  };
  EXPECT_EQ(made("home_value", "level"), "usd 2: as published, rounded to 2 decimals");
  EXPECT_EQ(made("home_value", "mom"), "percent 4: 100*(x_t/x_{t-1}-1)");
  EXPECT_EQ(made("home_value", "yoy"), "percent 4: 100*(x_t/x_{t-12}-1)");
  EXPECT_EQ(made("home_value", "diff"), "usd 2: x_t-x_{t-1}");
  EXPECT_EQ(made("home_value", "log"), "ratio 4: ln x_t");
  EXPECT_EQ(made("home_value", "annualised"), "percent 4: 100*((x_t/x_{t-1})^12-1)");
  EXPECT_EQ(made("home_value", "cagr"), "percent 4: 100*((x_t/x_{t-60})^(1/5)-1)");
  EXPECT_EQ(made("home_value", "index"), "index 4: 100*x_t/x_b, b the first period of the window that has a value");
  EXPECT_EQ(made("home_value", "real"), "usd 2: x_t*D_b/D_t, D cpi of the nation, b 2024-10");
  EXPECT_EQ(made("home_value.raw@zillow", "sa"),
            "usd 2: x_t/S_t, S the season by robust STL, n_p 12, n_s 13, n_t 21, n_l 13, n_i 1, n_o 10, in logarithms; "
            "adjusted here, not by the source");
  EXPECT_EQ(made("home_value.raw@zillow", "trend"),
            "usd 2: trend by STL, n_p 12, n_s 13, n_t 21, n_l 13, n_i 2, n_o 0, in logarithms");
  EXPECT_EQ(made("home_value", "history"),
            "percent 4: 100*(lower + equal/2)/of, among the region's own values up to and with t");
  EXPECT_EQ(made("home_value", "rank").substr(0, 8), "count 0:");
  EXPECT_EQ(made("home_value", "percentile").substr(0, 10), "percent 4:");
}

TEST_F(SeriesTransformTest, ADifferenceOfPercentagesIsInPoints) {
  const Series series = only(ask("us", "unemployment_rate@fred", "diff"));
  EXPECT_EQ(series.unit_text(), "points");
  EXPECT_NEAR(number(series, 1), 0.1, 1e-9);
  EXPECT_EQ(only(ask("us", "unemployment_rate@fred", "yoy")).unit_text(), "percent") << "as documented";
}

TEST_F(SeriesTransformTest, TheIndexOfChainedChangesIsTheIndex) {
  const Series changes = only(ask("us", "home_value.raw@zillow", "mom"));
  const Series index = only(ask("us", "home_value.raw@zillow", "index"));
  double chained = 100;
  for (std::size_t i = 0; i < changes.values.size(); ++i) {
    if (i > 0) chained *= 1 + number(changes, i) / 100;
    EXPECT_NEAR(number(index, i), chained, 0.01) << i;  // changes are rounded to 4 decimals
  }
}

TEST_F(SeriesTransformTest, TakesTheBaseAndTheYearsItIsGiven) {
  SeriesQuestion question = ask("us", "home_value", "index");
  question.base = "2020", question.from = "2021-01";
  const Series index = only(question);
  EXPECT_EQ(index.formula, "100*x_t/x_b, b 2020-12") << "the last period inside the base";
  EXPECT_NEAR(number(index, 0), 100 * smooth(24) / smooth(23), 1e-4);
  question = ask("us", "home_value", "cagr");
  question.years = "2";
  const Series cagr = only(question);
  EXPECT_EQ(cagr.values[23], kGapValue);
  EXPECT_NEAR(number(cagr, 24), 100 * (std::sqrt(smooth(24) / smooth(0)) - 1), 1e-4);
  question = ask("us", "home_value", "index");
  question.base = "1990-01";
  const SeriesAnswer none = answer(question);
  EXPECT_TRUE(none.series.empty());
  ASSERT_EQ(none.notes.size(), 1u);
  EXPECT_NE(none.notes[0].find("no value for the base, 1990-01"), std::string::npos);
}

TEST_F(SeriesTransformTest, DeflatesByPeriodAndLeavesAGapWhereTheDeflatorLags) {
  SeriesQuestion question = ask("us", "home_value", "real");
  const SeriesAnswer all = answer(question);
  ASSERT_EQ(all.series.size(), 1u);
  ASSERT_TRUE(all.deflator.has_value());
  EXPECT_EQ(all.deflator->metric().id, "cpi");
  EXPECT_EQ(all.deflator->newest().to_string(), "2024-10");
  const Series& series = all.series[0];
  EXPECT_EQ(series.values[kMonths - 1], kGapValue);
  EXPECT_EQ(series.values[kMonths - 2], kGapValue);
  EXPECT_NEAR(number(series, kMonths - 3), smooth(kMonths - 3), 0.01);
  EXPECT_NEAR(number(series, 0), smooth(0) * std::pow(1.002, kMonths - 3), 0.01);
  question.base = "2019-01";
  EXPECT_NEAR(number(only(question), 12), smooth(12) / std::pow(1.002, 12), 0.01);
  question = ask("metro-10180", "hpi", "real");
  const Series quarters = only(question);
  EXPECT_NE(quarters.formula.find("its mean over the period"), std::string::npos);
  const double first_quarter = (std::pow(1.002, 48) + std::pow(1.002, 49) + std::pow(1.002, 50)) / 3;
  EXPECT_NEAR(number(quarters, 0), 100 * std::pow(1.002, kMonths - 3) / first_quarter, 0.01);
}

TEST_F(SeriesTransformTest, ConvertsTheFrequencyBeforeTheTransform) {
  SeriesQuestion question = ask("us", "home_value", "yoy");
  question.frequency = "quarter";
  const SeriesAnswer all = answer(question);
  ASSERT_EQ(all.series.size(), 1u);
  const Series& series = all.series[0];
  EXPECT_EQ(series.frequency, model::Frequency::kQuarter);
  EXPECT_EQ(series.values.size(), 24u);
  EXPECT_NEAR(number(series, 4), 100 * ((200.0 + 13) / (200 + 1) - 1), 1e-4);
  EXPECT_EQ(series.formula, "100*(x_t/x_{t-4}-1); x_t the mean of each quarter's month values");
  ASSERT_EQ(all.notes.size(), 1u);
  EXPECT_NE(all.notes[0].find("each quarter is the mean of its values"), std::string::npos);
  question.transform = "level", question.aggregation = "last", question.frequency = "year";
  EXPECT_NEAR(number(only(question), 0), smooth(11), 1e-9);
  question = ask("us", "inventory.week@zillow", "level");
  question.frequency = "month";
  const Series months = only(question);
  EXPECT_EQ(months.values, (Values{1000, 1000, 1000, 1000})) << "a stock is not summed; a mean has two decimals";
}

TEST_F(SeriesTransformTest, AdjustsWhatHasASeasonAndSaysWhatItCannot) {
  const Series series = only(ask("us", "home_value.raw@zillow", "sa"));
  for (int i = 0; i < kMonths; ++i) EXPECT_NEAR(number(series, static_cast<std::size_t>(i)) / smooth(i), 1, 0.006) << i;
  SeriesQuestion both = ask("metro-16980", "home_value.raw@zillow", "sa");
  both.regions.push_back("us");
  const SeriesAnswer all = answer(both);
  EXPECT_EQ(all.series.size(), 1u);
  ASSERT_FALSE(all.notes.empty());
  EXPECT_NE(all.notes[0].find("6 values in a row are missing"), std::string::npos);
  EXPECT_EQ(refusal(ask("us", "home_value", "sa")), "transform transform-does-not-apply");
  EXPECT_EQ(refusal(ask("us", "rent", "sa")), "transform transform-does-not-apply") << "smoothed";
  EXPECT_EQ(refusal(ask("us", "mortgage_rate", "sa")), "transform transform-does-not-apply") << "weekly";
}

TEST_F(SeriesTransformTest, NamesTheSourcesOwnAdjustedVariant) {
  const auto variant = [](const char* metric) {
    const model::MetricInfo* found = adjusted_variant(*model::find_metric(metric));
    return found == nullptr ? std::string("none") : std::string(found->id);
  };
  EXPECT_EQ(variant("sale_price"), "sale_price.sa@redfin");
  EXPECT_EQ(variant("sale_price.condo@redfin"), "sale_price.condo-sa@redfin");
  EXPECT_EQ(variant("hpi.purchase@fhfa"), "hpi.purchase-sa@fhfa");
  EXPECT_EQ(variant("hpi@case-shiller"), "hpi.sa@case-shiller");
  EXPECT_EQ(variant("list_price"), "none");
  EXPECT_EQ(variant("home_value"), "none");
}

TEST_F(SeriesTransformTest, DrawsTrends) {
  SeriesQuestion question = ask("us", "home_value", "trend");
  question.method = "hp";
  const Series line = only(question);
  EXPECT_NE(line.formula.find("lambda 129600"), std::string::npos);
  for (int i = 0; i < kMonths; ++i) EXPECT_NEAR(number(line, static_cast<std::size_t>(i)), smooth(i), 0.01);
  question.method.clear(), question.lambda = "6.25";
  EXPECT_NE(only(question).formula.find("lambda 6.25"), std::string::npos) << "lambda alone means hp";
  question.lambda.clear(), question.frequency = "year";
  EXPECT_NE(only(question).formula.find("Hodrick-Prescott filter, lambda 6.25"), std::string::npos);
  const Series season = only(ask("us", "home_value.raw@zillow", "trend"));
  for (int i = 6; i < kMonths - 6; ++i) EXPECT_NEAR(number(season, static_cast<std::size_t>(i)) / smooth(i), 1, 0.01);
}

TEST_F(SeriesTransformTest, RanksAmongPlacesOfTheSameTypeAndSaysOfHowMany) {
  SeriesQuestion question = ask("metro-41860", "home_value", "rank");
  question.regions = {"metro-41860", "metro-14460", "metro-16980", "metro-19740", "us"};
  question.last = "2";
  const SeriesAnswer ranks = answer(question);
  ASSERT_EQ(ranks.series.size(), 5u);
  const std::vector<std::int64_t> expected = {1, 2, 2, 4, 1};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(ranks.series[i].values, (Values{expected[i], expected[i]})) << i;
    EXPECT_EQ(ranks.series[i].of, std::vector<std::uint32_t>(2, i < 4 ? 4 : 1)) << i;
  }
  question.transform = "percentile";
  const SeriesAnswer percentiles = answer(question);
  EXPECT_EQ(percentiles.series[0].values[0], 875'000);
  EXPECT_EQ(percentiles.series[1].values[0], 500'000);
  EXPECT_EQ(percentiles.series[3].values[0], 125'000);
  const Series history = only(ask("us", "home_value", "history"));
  EXPECT_EQ(history.values[0], 500'000);
  EXPECT_EQ(history.of[9], 10u);
  EXPECT_NEAR(number(history, 9), 95, 1e-9) << "the highest of ten";
}

TEST_F(SeriesTransformTest, RefusesWhatDoesNotApplyAndNamesTheParameter) {
  const auto with = [](const char* metric, const char* transform, std::string SeriesQuestion::* member,
                       const char* value) {
    SeriesQuestion question = ask("us", metric, transform);
    question.*member = value;
    return refusal(question);
  };
  using Q = SeriesQuestion;
  EXPECT_EQ(refusal(ask("us", "hpi", "mom")), "transform transform-does-not-apply");
  EXPECT_EQ(refusal(ask("us", "home_value_growth_forecast", "log")), "transform transform-does-not-apply");
  EXPECT_EQ(refusal(ask("us", "home_value_growth_forecast", "cagr")), "transform transform-does-not-apply");
  EXPECT_EQ(refusal(ask("us", "unemployment_rate@fred", "real")), "transform transform-does-not-apply");
  EXPECT_EQ(refusal(ask("us", "cpi", "real")), "transform transform-does-not-apply");
  EXPECT_EQ(with("hpi", "mom", &Q::frequency, "year"), "transform transform-does-not-apply");
  EXPECT_EQ(with("hpi", "level", &Q::frequency, "month"), "frequency bad-parameter");
  EXPECT_EQ(with("home_value", "level", &Q::frequency, "week"), "frequency bad-parameter");
  EXPECT_EQ(with("home_value", "level", &Q::frequency, "fortnight"), "frequency bad-parameter");
  EXPECT_EQ(with("home_value", "level", &Q::aggregation, "mean"), "aggregation bad-parameter") << "without frequency";
  EXPECT_EQ(with("home_value", "level", &Q::years, "5"), "years bad-parameter");
  EXPECT_EQ(with("home_value", "cagr", &Q::years, "0"), "years bad-number");
  EXPECT_EQ(with("home_value", "cagr", &Q::years, "51"), "years bad-number");
  EXPECT_EQ(with("home_value", "index", &Q::base, "then"), "base bad-date");
  EXPECT_EQ(with("home_value", "yoy", &Q::base, "2020"), "base bad-parameter");
  EXPECT_EQ(with("home_value", "real", &Q::deflator, "cpu"), "deflator unknown-metric");
  EXPECT_EQ(with("home_value", "real", &Q::deflator, "rent"), "deflator bad-parameter");
  EXPECT_EQ(with("home_value", "real", &Q::deflator, "cpi.nsa@fred"), "deflator no-data") << "not imported";
  EXPECT_EQ(with("home_value", "trend", &Q::method, "ruler"), "method bad-parameter");
  EXPECT_EQ(with("home_value", "trend", &Q::lambda, "-1"), "lambda bad-number");
  EXPECT_EQ(with("home_value", "trend", &Q::lambda, "nan"), "lambda bad-number");
  EXPECT_EQ(with("mortgage_rate", "trend", &Q::method, "hp"), "lambda missing-parameter");
  EXPECT_EQ(with("mortgage_rate", "trend", &Q::method, "stl"), "method bad-parameter");
  EXPECT_EQ(with("home_value", "rank", &Q::frequency, "year"), "frequency bad-parameter");
  EXPECT_EQ(with("home_value", "level", &Q::recessions, "all"), "recessions bad-parameter");
  SeriesQuestion sum = ask("us", "home_value", "level");
  sum.frequency = "year", sum.aggregation = "sum";
  EXPECT_EQ(refusal(sum), "aggregation bad-parameter") << "prices do not add up";
}

TEST_F(SeriesTransformTest, TellsTheRecessionsThatReachIntoTheWindow) {
  SeriesQuestion question = ask("us", "home_value", "level");
  question.recessions = "trough";
  const SeriesAnswer all = answer(question);
  ASSERT_TRUE(all.recessions.has_value());
  ASSERT_EQ(all.recessions->size(), 1u);
  EXPECT_EQ(all.recessions->front().from.to_string(), "2020-03");
  EXPECT_EQ(all.recessions->front().to.to_string(), "2020-04");
  question.from = "1979", question.to = "2020-03";
  EXPECT_EQ(answer(question).recessions->size(), 6u);
  question.from = "2020-05", question.to.clear();
  EXPECT_TRUE(answer(question).recessions->empty());
  EXPECT_FALSE(answer(ask("us", "home_value", "level")).recessions.has_value());
}

TEST(AddsUpOverTime, KnowsFlowsFromStocksAndRates) {
  const auto adds = [](const char* metric) { return adds_up_over_time(*model::find_metric(metric)); };
  EXPECT_TRUE(adds("homes_sold") && adds("permits_units") && adds("permits_value") && adds("new_listings"));
  EXPECT_FALSE(adds("inventory") || adds("population") || adds("home_value") || adds("permits_units.saar@fred") ||
               adds("permits_units.ytd@census"));
}

}  // namespace
}  // namespace housing::app
