#include "stats/mann_kendall.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

// n(n-1)(2n+5), which ties take away from.
double tie_term(double n) { return n * (n - 1) * (2 * n + 5); }

double variance_of(std::vector<double> values) {
  std::ranges::sort(values);
  double sum = tie_term(static_cast<double>(values.size()));
  for (auto run = values.begin(); run != values.end();) {
    const auto end = std::upper_bound(run, values.end(), *run);
    sum -= tie_term(static_cast<double>(end - run));
    run = end;
  }
  return sum / 18;
}

double z_of(std::int64_t s, double variance) {
  if (s == 0 || variance <= 0) return 0;
  return static_cast<double>(s > 0 ? s - 1 : s + 1) / std::sqrt(variance);
}

// The value at a fractional rank, 0 the least, of what is sorted.
double at_rank(const std::vector<double>& sorted, double rank) {
  const double clamped = std::clamp(rank, 0.0, static_cast<double>(sorted.size() - 1));
  const auto below = static_cast<std::size_t>(clamped);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (clamped - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

std::optional<TrendTest> mann_kendall(std::span<const double> values, std::span<const double> times) {
  HT_ASSERT(values.size() == times.size());
  std::vector<double> x;
  std::vector<double> t;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    x.push_back(values[i]);
    t.push_back(times[i]);
  }
  if (x.size() < kLeastMannKendall || x.size() > kMaxMannKendall) return std::nullopt;
  TrendTest test{.used = x.size()};
  std::vector<double> slopes;
  slopes.reserve(x.size() * (x.size() - 1) / 2);
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = i + 1; j < x.size(); ++j) {
      test.s += x[j] > x[i] ? 1 : x[j] < x[i] ? -1 : 0;
      slopes.push_back((x[j] - x[i]) / (t[j] - t[i]));
    }
  test.variance = variance_of(x);
  test.z = z_of(test.s, test.variance);
  test.p = std::erfc(std::abs(test.z) / std::numbers::sqrt2);
  std::ranges::sort(slopes);
  constexpr double kTwoSided95 = 1.959963984540054;
  const auto count = static_cast<double>(slopes.size());
  const double reach = kTwoSided95 * std::sqrt(test.variance);
  test.slope = at_rank(slopes, (count - 1) / 2);
  test.slope_lower = at_rank(slopes, (count - reach) / 2 - 1);
  test.slope_upper = at_rank(slopes, (count + reach) / 2);
  return test;
}

}  // namespace housing::stats
