#include "stats/rebase.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.hpp"

namespace housing::stats {

std::vector<double> rebase(std::span<const double> values, std::size_t base) {
  HT_ASSERT(base < values.size());
  std::vector<double> result(values.size(), std::numeric_limits<double>::quiet_NaN());
  if (!std::isfinite(values[base]) || values[base] == 0) return result;
  for (std::size_t i = 0; i < values.size(); ++i) result[i] = 100 * (values[i] / values[base]);
  return result;
}

Spread spread_of(std::span<const double> values) {
  Spread spread;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    spread.least = spread.of == 0 ? value : std::min(spread.least, value);
    spread.greatest = spread.of == 0 ? value : std::max(spread.greatest, value);
    ++spread.of;
  }
  spread.difference = spread.greatest - spread.least;
  return spread;
}

}  // namespace housing::stats
