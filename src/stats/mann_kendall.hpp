// Mann-Kendall test: does a series rise or fall at all, and Sen's slope: by how much.
// Source: Mann (1945), Kendall (1975), with the variance corrected for ties; Sen (1968).
//
// S is the number of later values above earlier ones less the number below; Z is (S -+ 1) / sqrt(var S); p is the
// chance of such a Z, either way, of a series without trend whose values do not depend on one another. Neighbouring
// months do, so for them p comes out too small. Units: slope in the values' unit per 1 of `times`. Gaps: passed over.
// Errors: nothing of fewer than 4 values or more than kMaxMannKendall. Complexity: O(n^2 log n). Thread-safety: pure
// functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace housing::stats {

inline constexpr std::size_t kLeastMannKendall = 4;
inline constexpr std::size_t kMaxMannKendall = 2'000;

struct TrendTest {
  std::size_t used = 0;  // values that are no gap
  std::int64_t s = 0;
  double variance = 0;
  double z = 0;
  double p = 1;            // two-sided
  double slope = 0;        // the median of the slopes between all pairs
  double slope_lower = 0;  // the interval of 95 % around it
  double slope_upper = 0;
};

// `times` ascend strictly and are as many as `values`.
std::optional<TrendTest> mann_kendall(std::span<const double> values, std::span<const double> times);

}  // namespace housing::stats
