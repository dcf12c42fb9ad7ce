// Repeat-sales price indices: from pairs of sales of the same homes to an index by periods.
// Source: geometric: Bailey, Muth, Nourse (1963); weighted: Case, Shiller (1989); arithmetic: Shiller (1991), the form
// S&P publishes. FHFA's own (Calhoun 1996) weighs by gap and its square instead.
//
//   geometric  y = Z b + e, y = ln(p2 / p1), Z -1 at the first sale's period and +1 at the second's; index 100 exp(b)
//   weighted   the squared residuals of it regressed on [1, gap], the pairs weighed by one over what that gives, again
//   arithmetic b = (Z'X)^-1 Z'Y with the prices in X and Y; index 100 / b
// Units: prices in any one unit; the index is 100 in period 0. Gaps: none; a period without a sale has no index.
// Errors: kInvalidInput: a pair that is none, and periods that no chain of pairs ties to the base; kLimitExceeded.
// Complexity: O(pairs + periods^3). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace housing::stats {

inline constexpr std::size_t kMaxRepeatSalesPeriods = 1'000;

struct SalePair {
  std::size_t first = 0;  // period of the earlier sale; 0 is the base
  double first_price = 0;
  std::size_t second = 0;
  double second_price = 0;
};

// Each as long as there are periods: 0 up to the last second sale.
base::Result<std::vector<double>> geometric_repeat_sales(std::span<const SalePair> pairs);
base::Result<std::vector<double>> weighted_repeat_sales(std::span<const SalePair> pairs);
base::Result<std::vector<double>> arithmetic_repeat_sales(std::span<const SalePair> pairs);

}  // namespace housing::stats
