// Growth: changes and indices of one series. Source: the definitions of FRED's transformations ("percent change",
// "percent change from year ago"); index: 100 x value / value of the base.
//
// Units: values in any unit; changes in percent; an index has none. Gaps: NaN in, NaN out; a change is NaN where either
// end is. Shapes: results are as long as the input. Errors: none.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <span>
#include <vector>

#include "base/assert.hpp"

namespace housing::stats {

// change(x_t, x_s) for every t that has an s, as percent_change() finds it; NaN elsewhere. O(n).
template <class Change>
std::vector<double> over_lag(std::span<const double> values, std::span<const std::int32_t> ordinals, std::int32_t step,
                             std::int32_t slack, Change change) {
  HT_ASSERT(values.size() == ordinals.size() && step > 0 && slack >= 0);
  std::vector<double> changes(values.size(), std::numeric_limits<double>::quiet_NaN());
  std::size_t earlier = 0;
  for (std::size_t t = 1; t < values.size(); ++t) {
    const std::int32_t wanted = ordinals[t] - step;
    const auto off = [&](std::size_t i) { return std::abs(ordinals[i] - wanted); };
    while (earlier + 1 < t && off(earlier + 1) <= off(earlier)) ++earlier;
    if (off(earlier) <= slack) changes[t] = change(values[t], values[earlier]);
  }
  return changes;
}

// 100 (x_t / x_s - 1), where s is the observation `step` before t on the scale of `ordinals`, off by at most `slack`
// (weeks are not all seven days apart). NaN where there is none or x_s is zero. `ordinals` ascend strictly.
std::vector<double> percent_change(std::span<const double> values, std::span<const std::int32_t> ordinals,
                                   std::int32_t step, std::int32_t slack);

// 100 ((x_t / x_s)^n - 1), s as above and n the periods of a year: the change at an annual rate, compounded. NaN also
// where x_t / x_s is negative.
std::vector<double> annualised_change(std::span<const double> values, std::span<const std::int32_t> ordinals,
                                      std::int32_t step, std::int32_t slack, int periods_per_year);

// x_t - x_s, s as above: for rates, whose change is told in points.
std::vector<double> difference(std::span<const double> values, std::span<const std::int32_t> ordinals,
                               std::int32_t step, std::int32_t slack);

// 100 x_t / x_b with b the first observation at or after `from` that has a value other than zero; all NaN without one.
std::vector<double> index_to_first(std::span<const double> values, std::size_t from);

}  // namespace housing::stats
