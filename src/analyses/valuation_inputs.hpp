// Valuation inputs: the published numbers that a calculation about one place begins with, each with its period and the
// import it comes from. Gaps: a value is the last that is no gap. Thread-safety: pure over the world.
#pragma once

#include <optional>
#include <string>

#include "app/question_error.hpp"
#include "app/world.hpp"
#include "model/date.hpp"
#include "model/period.hpp"

namespace housing::analyses {

inline constexpr std::string_view kPriceMetric = "home_value";
inline constexpr std::string_view kRentMetric = "rent";
inline constexpr std::string_view kIncomeMetric = "median_income";
inline constexpr std::string_view kRateMetric = "mortgage_rate";

struct InputValue {
  const model::MetricInfo* metric = nullptr;
  model::Period period;
  std::int64_t cell = 0;  // units of 10^-decimals
  int decimals = 0;
  const series::ShardEntry* shard = nullptr;

  double value() const;
};

// The newest value of the metric there whose period ends by `day`, if there is a day.
std::optional<InputValue> latest_value(const app::World& world, const model::MetricInfo& metric,
                                       const model::RegionId& region, std::optional<model::Date> day);
// The same of a metric that is surely in the catalogue.
std::optional<InputValue> latest_value(const app::World& world, std::string_view metric, const model::RegionId& region,
                                       std::optional<model::Date> day);

// The nation's mortgage rate by then.
std::optional<InputValue> market_rate(const app::World& world, std::optional<model::Date> day);

// A metric that is the price of a home; `home_value` when nothing is said. Errors: unknown-metric, bad-parameter.
app::Answered<const model::MetricInfo*> price_metric_of(std::string_view text);

// A month, quarter, year or day; nothing for an empty text. Error bad-date.
app::Answered<std::optional<model::Date>> parse_day(std::string_view text, std::string_view parameter);

}  // namespace housing::analyses
