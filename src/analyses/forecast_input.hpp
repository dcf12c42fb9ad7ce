// ForecastInput: what a forecast of one series is made from: its values after the last gap, oldest first.
//
// Nothing is filled in: a forecast across a gap would rest on invented numbers, so only what follows the last one
// counts. Units: those of the metric. Gaps: none in `values`. Thread-safety: pure over the world.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/series_query.hpp"
#include "app/world.hpp"
#include "model/catalogue.hpp"

namespace housing::analyses {

struct ForecastInput {
  std::vector<std::int32_t> ordinals;
  std::vector<double> values;
  std::size_t before_gap = 0;                 // values left out because a gap follows them
  std::size_t too_old = 0;                    // because there are more than kMaxObservations
  std::size_t releases = 0;                   // that the values used come from
  const series::ShardEntry* shard = nullptr;  // the newest of them

  model::Period first(model::Frequency frequency) const { return {frequency, ordinals.front()}; }
  model::Period last(model::Frequency frequency) const { return {frequency, ordinals.back()}; }
};

// Nothing when the world has no value for the pair.
std::optional<ForecastInput> forecast_input(const app::World& world, const model::RegionId& region,
                                            const model::MetricInfo& metric);

// Values a year, which is the season forecasts reckon with; 1 where a value is a year or more.
std::size_t season_of(model::Frequency frequency);
// The period `steps` after `last`: a week is seven days.
model::Period period_after(model::Period last, std::size_t steps);

// 12 months, 4 quarters, 13 weeks, 2 years; at most twice that.
std::size_t default_horizon(model::Frequency frequency);
std::size_t max_horizon(model::Frequency frequency);

}  // namespace housing::analyses
