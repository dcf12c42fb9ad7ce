#include "stats/growth.hpp"

#include <cmath>
#include <limits>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

}  // namespace

std::vector<double> percent_change(std::span<const double> values, std::span<const std::int32_t> ordinals,
                                   std::int32_t step, std::int32_t slack) {
  return over_lag(values, ordinals, step, slack,
                  [](double now, double before) { return before == 0 ? kNaN : 100 * (now / before - 1); });
}

std::vector<double> annualised_change(std::span<const double> values, std::span<const std::int32_t> ordinals,
                                      std::int32_t step, std::int32_t slack, int periods_per_year) {
  HT_ASSERT(periods_per_year > 0);
  return over_lag(values, ordinals, step, slack, [periods_per_year](double now, double before) {
    if (before == 0 || now / before < 0) return kNaN;
    return 100 * (std::pow(now / before, periods_per_year) - 1);
  });
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
