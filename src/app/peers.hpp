// Peers: where a region stands among the regions of its type, period by period, by the published values.
// Ties share the better rank (standard competition ranking) and the mid-rank percentile. Gaps: NaN, with `of` 0.
// Complexity: O(periods x regions of the type). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "app/world.hpp"

namespace housing::app {

struct Standings {
  std::vector<double> rank;  // 1 has the highest value
  std::vector<double> percentile;
  std::vector<std::uint32_t> of;  // how many have a value
};

// As long as the metric's columns; only columns [first, end) are told.
// Requires: the world has the metric for the region.
Standings standings_of(const World& world, const model::MetricInfo& metric, const model::RegionId& region,
                       std::size_t first, std::size_t end);

// How many values standings_of() looks at, for one column.
std::size_t peers_of(const World& world, const model::MetricInfo& metric, model::RegionType type);

}  // namespace housing::app
