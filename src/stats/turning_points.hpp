// Turning points: peaks and troughs of a smooth series, by the rules of Bry and Boschan.
// Source: Bry, Boschan, "Cyclical Analysis of Time Series" (NBER 1971), the rules after their smoothing: here the
// series comes smoothed (the trend of STL).
//
// A candidate is the highest (lowest) value within `reach` periods on both sides; of equal ones the first. Peaks and
// troughs alternate: of neighbours of one kind the more extreme stays. A cycle, peak to peak or trough to trough, lasts
// at least `cycle` periods: of two too near the more extreme stays. A phase, a peak to the next trough or back, lasts
// at least `phase` periods and goes from the higher to the lower: else both go. The first and the last point must be
// more extreme than everything outside them. Values within `reach` of either end are never turning points: one cannot
// know yet. Units: those of the values. Gaps: none may be there. Complexity: O(n reach). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace housing::stats {

struct TurningRules {
  std::size_t reach = 5;
  std::size_t phase = 5;
  std::size_t cycle = 15;
};
// Months: 5, 5, 15; quarters: 2, 2, 5. Nothing for others.
std::optional<TurningRules> turning_rules(int periods_per_year);

struct TurningPoint {
  std::size_t at = 0;
  bool peak = false;
  bool operator==(const TurningPoint&) const = default;
};

std::vector<TurningPoint> turning_points(std::span<const double> values, const TurningRules& rules);

}  // namespace housing::stats
