// Compound annual growth rate: 100 ((x_T / x_0)^(1/years) - 1). Source: the usual definition of finance.
//
// Units: percent a year. Gaps: NaN in, NaN out; also where x_0 or x_T is not positive. Errors: none.
// Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace housing::stats {

// NaN unless both values and `years` are positive.
double compound_growth(double first, double last, double years);

// For each t against the observation `step` before it on the scale of `ordinals`, off by at most `slack`.
std::vector<double> compound_growth(std::span<const double> values, std::span<const std::int32_t> ordinals,
                                    std::int32_t step, std::int32_t slack, double years);

}  // namespace housing::stats
