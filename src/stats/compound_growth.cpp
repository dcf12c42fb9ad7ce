#include "stats/compound_growth.hpp"

#include <cmath>
#include <limits>

#include "stats/growth.hpp"

namespace housing::stats {

double compound_growth(double first, double last, double years) {
  if (!(first > 0) || !(last > 0) || !(years > 0)) return std::numeric_limits<double>::quiet_NaN();
  return 100 * (std::pow(last / first, 1 / years) - 1);
}

std::vector<double> compound_growth(std::span<const double> values, std::span<const std::int32_t> ordinals,
                                    std::int32_t step, std::int32_t slack, double years) {
  return over_lag(values, ordinals, step, slack,
                  [years](double now, double before) { return compound_growth(before, now, years); });
}

}  // namespace housing::stats
