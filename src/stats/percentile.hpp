// Percentile: where a value stands among others, by mid-ranks: 100 (#lower + #equal / 2) / n, the value itself
// included. Source: the mid-rank (Hazen) definition for ties.
//
// Units: percent. Gaps: NaN in, NaN out; a gap counts nowhere. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace housing::stats {

// Of each value among all. O(n log n).
std::vector<double> mid_rank_percentiles(std::span<const double> values);

struct HistoryPercentiles {
  std::vector<double> percentiles;  // of each value among those up to and with it
  std::vector<std::size_t> of;      // how many those are; 0 where the value is a gap
};
// O(n^2), which for a series of some hundred values is the fastest.
HistoryPercentiles percentiles_of_history(std::span<const double> values);

}  // namespace housing::stats
