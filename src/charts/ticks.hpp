// Ticks of an axis of values: round numbers, 1, 2 or 5 times a power of ten apart; on a logarithmic axis 1, 2 and 5
// times each power of ten, or powers alone where those would crowd, or evenly spaced round numbers where the values
// span less than a power of ten.
// Errors: none. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "charts/scale.hpp"

namespace housing::charts {

inline constexpr std::size_t kMaxTicks = 24;

struct ValueTicks {
  double from = 0;  // the axis: the values, widened to ticks where that costs little room
  double to = 0;
  std::vector<double> at;  // ascending
};

// About `wanted` ticks (2-12) for values from `low` to `high`, low <= high, finite. Zero becomes a part of the axis
// where the values come near it.
ValueTicks value_ticks(ScaleKind kind, double low, double high, int wanted);

// The step 1, 2 or 5 x 10^k with which `span` has at most `wanted` steps.
double round_step(double span, int wanted);

}  // namespace housing::charts
