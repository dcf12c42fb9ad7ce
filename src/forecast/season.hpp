// Season: is there one, and how strong is each of its parts. Classical multiplicative decomposition.
//
// Sources: test and decomposition as the M4 competition's benchmarks have them (Makridakis, Spiliotis, Assimakopoulos
// 2020): |r_m| > 1.645 sqrt((1 + 2 sum_{k<m} r_k^2) / n) with autocorrelations r; indices are means of value / centred
// moving average, scaled to a mean of one. Strength: Wang, Smith, Hyndman 2006.
//
// Gaps: none are allowed. Errors: what is too short or not positive has no season. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace housing::forecast {

// False below three full seasons, for period 1, and for a constant.
bool is_seasonal(std::span<const double> values, std::size_t period);

// `period` indices, the first that of values[0]; all 1 where values are not all positive or fewer than two seasons.
std::vector<double> seasonal_indices(std::span<const double> values, std::size_t period);

// 1 - Var(remainder) / Var(season + remainder) of the logs' classical decomposition, at least 0; 0 where there is none.
double seasonal_strength(std::span<const double> values, std::size_t period);

// Centred moving average of `period` (two-sided with half weights when even); NaN at both ends.
std::vector<double> centred_average(std::span<const double> values, std::size_t period);

}  // namespace housing::forecast
