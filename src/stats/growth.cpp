#include "stats/growth.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// change(x_t, x_s) for every t that has an s.
template <class Change>
std::vector<double> over_lag(std::span<const double> values, std::span<const std::int32_t> ordinals, std::int32_t step,
                             std::int32_t slack, Change change) {
  HT_ASSERT(values.size() == ordinals.size() && step > 0 && slack >= 0);
  std::vector<double> changes(values.size(), kNaN);
  std::size_t earlier = 0;
  for (std::size_t t = 1; t < values.size(); ++t) {
    const std::int32_t wanted = ordinals[t] - step;
    const auto off = [&](std::size_t i) { return std::abs(ordinals[i] - wanted); };
    while (earlier + 1 < t && off(earlier + 1) <= off(earlier)) ++earlier;
    if (off(earlier) <= slack) changes[t] = change(values[t], values[earlier]);
  }
  return changes;
}

}  // namespace

std::vector<double> percent_change(std::span<const double> values, std::span<const std::int32_t> ordinals,
                                   std::int32_t step, std::int32_t slack) {
  return over_lag(values, ordinals, step, slack,
                  [](double now, double before) { return before == 0 ? kNaN : 100 * (now / before - 1); });
}

std::vector<double> difference(std::span<const double> values, std::span<const std::int32_t> ordinals,
                               std::int32_t step, std::int32_t slack) {
  return over_lag(values, ordinals, step, slack, [](double now, double before) { return now - before; });
}

std::vector<double> index_to_first(std::span<const double> values, std::size_t from) {
  std::vector<double> result(values.size(), kNaN);
  for (std::size_t base = from; base < values.size(); ++base) {
    if (std::isnan(values[base]) || values[base] == 0) continue;
    for (std::size_t t = 0; t < values.size(); ++t) result[t] = 100 * (values[t] / values[base]);
    break;
  }
  return result;
}

}  // namespace housing::stats
