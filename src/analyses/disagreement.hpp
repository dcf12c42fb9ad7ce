// Index disagreement: what Zillow, FHFA, Case-Shiller, Redfin and Realtor.com say of one place's prices, each made 100
// in one base period, with the reason why it may differ from the others.
//
// A publisher without a series of the place itself, or with less than a year of it, is shown with that of a metro or
// state around it, named. Indices are compared by the lowest of their frequencies: where one is quarterly, monthly ones
// are means of their quarters. Errors: QuestionError; no-data when fewer than two indices have the base. Thread-safety:
// pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/question_error.hpp"
#include "app/series_line.hpp"
#include "stats/rebase.hpp"

namespace housing::analyses {

struct DisagreementQuestion {
  std::string region;
  std::string base;  // a period; without it the first that most have
};

// A published series that speaks of prices, and what sets it apart.
struct PriceMeasure {
  std::string_view metric;
  std::string_view measures;
  std::string_view reason;
};
std::span<const PriceMeasure> price_measures();

struct DisagreementRow {
  const PriceMeasure* measure = nullptr;
  const model::MetricInfo* metric = nullptr;
  model::RegionId region;  // whose series it is
  const series::ShardEntry* newest = nullptr;
  std::string formula;
  std::vector<double> index;  // of the answer's periods; NaN is a gap
};

struct DisagreementAnswer {
  model::RegionId region;
  model::Frequency frequency = model::Frequency::kMonth;
  std::int32_t base = 0;
  std::int32_t latest = 0;  // the last period that all rows have
  std::vector<std::int32_t> ordinals;
  std::vector<DisagreementRow> rows;
  stats::Spread spread;  // in the latest
  std::vector<std::string> notes;
};

app::Answered<DisagreementAnswer> answer_disagreement(const app::World& world, const DisagreementQuestion& question);

}  // namespace housing::analyses
