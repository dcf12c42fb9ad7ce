#include "stats/robust_z.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace housing::stats {

double median(std::span<const double> values) {
  std::vector<double> known;
  std::ranges::copy_if(values, std::back_inserter(known), [](double x) { return !std::isnan(x); });
  if (known.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto upper = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 2);
  std::ranges::nth_element(known, upper);
  if (known.size() % 2 == 1) return *upper;
  return (*upper + *std::max_element(known.begin(), upper)) / 2;
}

RobustScores robust_scores(std::span<const double> values) {
  RobustScores result{.centre = median(values),
                      .spread = 0,
                      .score = std::vector<double>(values.size(), std::numeric_limits<double>::quiet_NaN())};
  std::vector<double> distances(values.size());
  std::ranges::transform(values, distances.begin(), [&](double x) { return std::abs(x - result.centre); });
  const double mad = median(distances);
  result.spread = kMadScale * mad;
  if (!(mad > 0) || !std::isfinite(mad)) return result;
  for (std::size_t i = 0; i < values.size(); ++i) result.score[i] = (values[i] - result.centre) / result.spread;
  return result;
}

}  // namespace housing::stats
