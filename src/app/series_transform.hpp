// What a transform makes of one place's line, with the formula it was made by.
//
// Gaps: NaN. Units: told beside the numbers. Errors: a sentence that says why this series cannot be transformed (too
// short for a season, too many gaps in a row); others of the same question may. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/deflator.hpp"
#include "app/series_line.hpp"
#include "app/series_parameters.hpp"

namespace housing::app {

inline constexpr int kTransformedDecimals = 4;  // of changes in percent, indices and percentiles

struct MadeSeries {
  std::vector<double> numbers;    // as long as the line
  std::vector<std::uint32_t> of;  // of rank, percentile and history: among how many; else empty
  model::Unit unit = model::Unit::kUsd;
  bool in_points = false;  // a difference of percentages
  int decimals = 0;
  std::string formula;
};

// Whether a season of the metric is a factor: prices, counts and indices grow in percent, rates and ratios do not; nor
// does what is not always above zero.
bool in_logarithms(const model::MetricInfo& metric, std::span<const double> numbers);

// Columns [first, end) are the ones that will be shown: an index without a base stands on the first of them, and ranks
// are told for them alone. Requires: check_fits(); a deflator for real.
std::expected<MadeSeries, std::string> make_series(const World& world, const Line& line, const model::RegionId& region,
                                                   const model::MetricInfo& metric,
                                                   const TransformParameters& parameters, const Deflator* deflator,
                                                   std::size_t first, std::size_t end);

}  // namespace housing::app
