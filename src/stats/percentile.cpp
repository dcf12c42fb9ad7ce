#include "stats/percentile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace housing::stats {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double percent(std::ptrdiff_t lower, std::ptrdiff_t equal, std::size_t of) {
  return 100 * (static_cast<double>(lower) + static_cast<double>(equal) / 2) / static_cast<double>(of);
}

}  // namespace

std::vector<double> mid_rank_percentiles(std::span<const double> values) {
  std::vector<double> sorted;
  std::ranges::copy_if(values, std::back_inserter(sorted), [](double x) { return !std::isnan(x); });
  std::ranges::sort(sorted);
  std::vector<double> result(values.size(), kNaN);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    const auto equal = std::ranges::equal_range(sorted, values[i]);
    result[i] = percent(equal.begin() - sorted.begin(), equal.end() - equal.begin(), sorted.size());
  }
  return result;
}

HistoryPercentiles percentiles_of_history(std::span<const double> values) {
  HistoryPercentiles result{.percentiles = std::vector<double>(values.size(), kNaN),
                            .of = std::vector<std::size_t>(values.size(), 0)};
  std::size_t known = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    ++known;
    std::ptrdiff_t lower = 0;
    std::ptrdiff_t equal = 0;
    for (std::size_t j = 0; j <= i; ++j) {
      lower += values[j] < values[i] ? 1 : 0;
      equal += values[j] == values[i] ? 1 : 0;
    }
    result.percentiles[i] = percent(lower, equal, known);
    result.of[i] = known;
  }
  return result;
}

}  // namespace housing::stats
