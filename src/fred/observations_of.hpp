// Observations: a row as FRED would print it: brought to a lower frequency first, then transformed, then as text.
// Source of the order and the formulas: FRED's documentation; stats/frequency_conversion.hpp,
// stats/fred_transforms.hpp. Units: as published for lin, chg, ch1 with the metric's decimals; kDerivedDecimals for
// what is divided or a logarithm. Gaps: ".". Thread-safety: pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "fred/parameters.hpp"
#include "fred/vintages.hpp"
#include "stats/fred_transforms.hpp"
#include "stats/frequency_conversion.hpp"

namespace housing::fred {

inline constexpr int kDerivedDecimals = 6;
inline constexpr std::string_view kMissing = ".";

struct Treatment {
  stats::FredUnits units = stats::FredUnits::kLin;
  std::optional<model::Frequency> frequency;  // a lower one than the metric's
  stats::Aggregate aggregate = stats::Aggregate::kMean;
};

// units, frequency, aggregation_method. Errors: what the metric's frequency cannot be made into.
Answered<Treatment> treatment_of(const http::Query& query, const model::MetricInfo& metric);

struct Observations {
  std::vector<model::Date> dates;
  std::vector<std::string> values;
};
Observations observations_of(const Row& row, const model::MetricInfo& metric, const Treatment& treatment);

}  // namespace housing::fred
