// Gaps: short ones inside a series filled by straight lines, for methods that need every value.
//
// Units: those of the values. Gaps: NaN. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace housing::stats {

inline constexpr std::size_t kMaxFilledRun = 2;

struct Filled {
  std::size_t first = 0;       // where in the series its first value lies
  std::vector<double> values;  // from there to its last value, without gaps; empty when there is none
  std::size_t filled = 0;      // how many of them were drawn
};

// Gaps before the first and after the last value are cut off; up to kMaxFilledRun missing in a row are filled.
// Errors: kInvalidInput when more are missing in a row, naming how many.
base::Result<Filled> fill_gaps(std::span<const double> values);

}  // namespace housing::stats
