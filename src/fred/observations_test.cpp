// The numbers: formulas with FRED's published values, order of operations, text.
#include <gtest/gtest.h>

#include "fred/observations_of.hpp"
#include "fred/words.hpp"

namespace housing::fred {
namespace {

using model::Frequency;
using model::Period;
using Texts = std::vector<std::string>;

http::Query query(std::string_view text) { return *http::Query::parse(text); }

Row months(std::vector<model::WideCell> values, int year = 1959) {
  Row row;
  row.values = std::move(values);
  for (std::size_t i = 0; i < row.values.size(); ++i)
    row.ordinals.push_back(Period::month(year, 1).ordinal + static_cast<std::int32_t>(i));
  return row;
}

// A monthly metric with one decimal, as housing starts are published.
const model::MetricInfo& monthly() {
  static const model::MetricInfo metric = [] {
    model::MetricInfo info = *model::find_metric("unemployment_rate@fred");
    info.decimals = 1;
    return info;
  }();
  return metric;
}

Texts values(const Row& row, std::string_view parameters) {
  const auto treatment = treatment_of(query(parameters), monthly());
  EXPECT_TRUE(treatment.has_value()) << treatment.error().message;
  return observations_of(row, monthly(), *treatment).values;
}

// Source: Federal Reserve Bank of St. Louis, "What formulas are used to calculate growth rates?", HOUSTNSA.
TEST(FredObservations, GrowthRatesAreThePublishedOnes) {
  const Row starts = months({962, 990});
  EXPECT_EQ(values(starts, ""), (Texts{"96.2", "99.0"}));
  EXPECT_EQ(values(starts, "units=chg"), (Texts{".", "2.8"}));
  EXPECT_EQ(values(starts, "units=pch"), (Texts{".", "2.910603"}));
  EXPECT_EQ(values(starts, "units=pca"), (Texts{".", "41.098199"}));
  EXPECT_EQ(values(starts, "units=cch"), (Texts{".", "2.869049"}));
  EXPECT_EQ(values(starts, "units=cca"), (Texts{".", "34.428591"}));
  EXPECT_EQ(values(starts, "units=log"), (Texts{"4.566429", "4.595120"}));
}

TEST(FredObservations, FrequencyComesFirstThenTheTransform) {
  const Row row = months({10, 20, 30, 40, 50, 60, 70});
  EXPECT_EQ(values(row, "frequency=q"), (Texts{"2.000000", "5.000000", "."})) << "a quarter that is not whole";
  EXPECT_EQ(values(row, "frequency=q&aggregation_method=sum"), (Texts{"6.0", "15.0", "."}));
  EXPECT_EQ(values(row, "frequency=q&aggregation_method=eop"), (Texts{"3.0", "6.0", "."}));
  EXPECT_EQ(values(row, "frequency=q&units=pch"), (Texts{".", "150.000000", "."}));
  EXPECT_EQ(values(row, "frequency=m"), values(row, ""));
}

TEST(FredObservations, AGapIsAFullStop) {
  EXPECT_EQ(values(months({962, model::kWideGap, 990}), ""), (Texts{"96.2", ".", "99.0"}));
  EXPECT_EQ(values(months({962, model::kWideGap, 990}), "units=pch"), (Texts{".", ".", "."}));
  EXPECT_EQ(values(months({0, 990, 990}), "units=pch"), (Texts{".", ".", "0.000000"}));
  EXPECT_EQ(values(months({10, 9, 10}), "units=chg"), (Texts{".", "-0.1", "0.1"}));
}

TEST(FredObservations, OnlyALowerFrequencyIsAnswered) {
  for (const char* text : {"frequency=w", "frequency=d", "frequency=bw", "frequency=sa", "frequency=weth",
                           "frequency=x", "units=percent", "aggregation_method=mean"}) {
    const auto treatment = treatment_of(query(text), monthly());
    ASSERT_FALSE(treatment.has_value()) << text;
    EXPECT_EQ(treatment.error().status, 400);
    EXPECT_TRUE(treatment.error().message.starts_with("Bad Request.")) << treatment.error().message;
  }
}

TEST(FredObservations, DatesAreFreds) {
  const auto date = [](const Period& period) { return observation_date(period).to_string(); };
  EXPECT_EQ(date(Period::month(2025, 3)), "2025-03-01");
  EXPECT_EQ(date(Period::quarter(2025, 2)), "2025-04-01");
  EXPECT_EQ(date(Period::year(2025)), "2025-01-01");
  EXPECT_EQ(date(Period::week(model::Date::of(2025, 1, 2))), "2025-01-02");
  EXPECT_EQ(date({Frequency::kRolling3Month, Period::month(2025, 3).ordinal}), "2025-03-01");
  EXPECT_EQ(date({Frequency::kFiscalYear, 2025}), "2025-01-01");
  EXPECT_EQ(date({Frequency::k5Year, 2023}), "2023-01-01");
}

}  // namespace
}  // namespace housing::fred
