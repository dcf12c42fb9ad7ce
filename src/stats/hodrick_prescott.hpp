// Hodrick-Prescott filter: the smooth series t that minimises  sum (y - t)^2 + lambda sum (second difference of t)^2.
// Source: Hodrick, Prescott, "Postwar U.S. Business Cycles" (1997); lambda by frequency: Ravn, Uhlig (2002).
//
// It solves (I + lambda K'K) t = y, a system with five diagonals, directly. A trend's last few values change most when
// another value is added; Hamilton (2018) is why one should not read turning points off them.
// Units: those of the values. Gaps: none may be there. Errors: HT_ASSERT on a lambda below zero.
// Complexity: O(n). Thread-safety: pure functions.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace housing::stats {

// 129,600 for 12 periods a year, 1,600 for 4, 6.25 for 1; nothing for others.
std::optional<double> usual_lambda(int periods_per_year);

// The trend, as long as `values`.
std::vector<double> hodrick_prescott(std::span<const double> values, double lambda);

}  // namespace housing::stats
