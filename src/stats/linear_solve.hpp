// A small dense system of linear equations, by elimination with pivots.
// Errors: nothing when the system has no single solution. Complexity: O(n^3). Thread-safety: pure functions.
#pragma once

#include <optional>
#include <vector>

namespace housing::stats {

// x of A x = b; `a` row by row, n x n; `b` of n.
std::optional<std::vector<double>> linear_solve(std::vector<double> a, std::vector<double> b);

}  // namespace housing::stats
