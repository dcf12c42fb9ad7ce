// Rebase: several series as indices with one common base, and how far apart they are.
//
// Units: indices, 100 at the base. Gaps: NaN in, NaN out. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace housing::stats {

// 100 x_t / x_base; all NaN where the base is a gap or zero. Requires: base < size.
std::vector<double> rebase(std::span<const double> values, std::size_t base);

struct Spread {
  std::size_t of = 0;  // how many have a value
  double least = 0;
  double greatest = 0;
  double difference = 0;  // greatest - least
};
// Of the values that are no gap; all zero without any.
Spread spread_of(std::span<const double> values);

}  // namespace housing::stats
