// Values are fixed point: an integer of 10^-decimals units, the decimals stated by the metric's catalogue entry.
#pragma once

#include <cstdint>
#include <limits>

namespace housing::model {

using Cell = std::int32_t;
// "No value here". Never zero, never written by a publisher.
inline constexpr Cell kGap = std::numeric_limits<Cell>::min();
inline constexpr Cell kMaxCell = std::numeric_limits<Cell>::max();
inline constexpr Cell kMinCell = kGap + 1;

// Of metrics whose range is larger (MetricInfo::wide), and of answers about any metric.
using WideCell = std::int64_t;
inline constexpr WideCell kWideGap = std::numeric_limits<WideCell>::min();

constexpr WideCell widened(Cell cell) { return cell == kGap ? kWideGap : WideCell{cell}; }

}  // namespace housing::model
