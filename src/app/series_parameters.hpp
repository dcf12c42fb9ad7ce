// The parameters a transform of series takes beside its name, read and checked; and which metrics a transform fits.
// Errors: kInvalidInput naming the parameter and what would be right. Thread-safety: values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/question_error.hpp"
#include "app/transform_rules.hpp"
#include "model/catalogue.hpp"
#include "model/date.hpp"
#include "stats/frequency_conversion.hpp"

namespace housing::app {

inline constexpr int kDefaultYears = 5;
inline constexpr int kMaxYears = 50;
inline constexpr double kMaxLambda = 1e12;
inline constexpr std::string_view kUsualDeflator = "cpi";

struct SeriesQuestion;

enum class TrendMethod : std::uint8_t { kStl, kHodrickPrescott };
std::string_view to_string(TrendMethod method);  // "stl", "hp"

struct TransformParameters {
  Transform transform = Transform::kLevel;
  int years = kDefaultYears;                    // of cagr
  std::optional<model::DateRange> base;         // of index and real
  const model::MetricInfo* deflator = nullptr;  // of real
  std::optional<TrendMethod> method;            // of trend; else by frequency
  std::optional<double> lambda;                 // of trend by hp; else by frequency
  std::optional<model::Frequency> frequency;    // to convert to
  std::optional<stats::Aggregate> aggregate;    // else by metric
};

// Everything of the question but regions, metrics and window. A parameter that does not go with the transform is
// refused.
Answered<TransformParameters> parse_parameters(const SeriesQuestion& question);

// The frequency the metric's series are answered in.
model::Frequency frequency_of(const TransformParameters& parameters, const model::MetricInfo& metric);
// How its values are put together for it: as asked, else the sum of what adds up over time, else the mean.
stats::Aggregate aggregate_of(const TransformParameters& parameters, const model::MetricInfo& metric);
// Whether twelve months of it make a year's: homes sold and permits do; an inventory and an annual rate do not.
bool adds_up_over_time(const model::MetricInfo& metric);
// stl where there is a season, else hp.
TrendMethod method_of(const TransformParameters& parameters, model::Frequency frequency);
// Values a year that a season has: 12 or 4; nothing for weeks and years.
std::optional<std::size_t> season_of(model::Frequency frequency);

// Whether the transform can be made of the metric at all.
Answered<void> check_fits(const TransformParameters& parameters, const model::MetricInfo& metric);

// The same source's own seasonally adjusted variant: "sale_price.sa@redfin" of sale_price; nullptr without one.
const model::MetricInfo* adjusted_variant(const model::MetricInfo& metric);

}  // namespace housing::app
