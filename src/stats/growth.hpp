// Growth: changes and indices of one series. Source: the definitions of FRED's transformations ("percent change",
// "percent change from year ago"); index: 100 x value / value of the base.
//
// Units: values in any unit; changes in percent; an index has none. Gaps: NaN in, NaN out; a change is NaN where either
// end is. Shapes: results are as long as the input. Errors: none.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace housing::stats {

// 100 (x_t / x_s - 1), where s is the observation `step` before t on the scale of `ordinals`, off by at most `slack`
// (weeks are not all seven days apart). NaN where there is none or x_s is zero. `ordinals` ascend strictly.
std::vector<double> percent_change(std::span<const double> values, std::span<const std::int32_t> ordinals,
                                   std::int32_t step, std::int32_t slack);

// x_t - x_s, s as above: for rates, whose change is told in points.
std::vector<double> difference(std::span<const double> values, std::span<const std::int32_t> ordinals,
                               std::int32_t step, std::int32_t slack);

// 100 x_t / x_b with b the first observation at or after `from` that has a value other than zero; all NaN without one.
std::vector<double> index_to_first(std::span<const double> values, std::size_t from);

}  // namespace housing::stats
