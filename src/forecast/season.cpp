#include "forecast/season.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace housing::forecast {
namespace {

constexpr double kTestQuantile = 1.645;

bool all_positive(std::span<const double> values) {
  return std::ranges::all_of(values, [](double value) { return value > 0; });
}

double variance(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum / n;
}

// Mean of each phase, over those that are no NaN.
std::vector<double> phase_means(std::span<const double> values, std::size_t period) {
  std::vector<double> sums(period, 0.0);
  std::vector<double> counts(period, 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    sums[i % period] += values[i];
    counts[i % period] += 1;
  }
  for (std::size_t i = 0; i < period; ++i) sums[i] = counts[i] > 0 ? sums[i] / counts[i] : std::nan("");
  return sums;
}

}  // namespace

bool is_seasonal(std::span<const double> values, std::size_t period) {
  const std::size_t n = values.size();
  if (period < 2 || n < 3 * period) return false;
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(n);
  double total = 0;
  for (const double value : values) total += (value - mean) * (value - mean);
  if (!(total > 0)) return false;
  double squares = 0;
  double r = 0;
  for (std::size_t lag = 1; lag <= period; ++lag) {
    double sum = 0;
    for (std::size_t i = lag; i < n; ++i) sum += (values[i] - mean) * (values[i - lag] - mean);
    r = sum / total;
    if (lag < period) squares += r * r;
  }
  return std::abs(r) > kTestQuantile * std::sqrt((1 + 2 * squares) / static_cast<double>(n));
}

std::vector<double> centred_average(std::span<const double> values, std::size_t period) {
  const std::size_t n = values.size();
  const std::size_t half = period / 2;
  std::vector<double> average(n, std::numeric_limits<double>::quiet_NaN());
  if (period < 1 || n < 2 * half + 1) return average;
  const bool even = period % 2 == 0;
  for (std::size_t i = half; i + half < n; ++i) {
    double sum = 0;
    for (std::size_t j = i - half; j <= i + half; ++j) sum += values[j];
    if (even) sum -= 0.5 * (values[i - half] + values[i + half]);
    average[i] = sum / static_cast<double>(period);
  }
  return average;
}

std::vector<double> seasonal_indices(std::span<const double> values, std::size_t period) {
  std::vector<double> indices(std::max<std::size_t>(period, 1), 1.0);
  if (period < 2 || values.size() < 2 * period || !all_positive(values)) return indices;
  std::vector<double> ratios = centred_average(values, period);
  for (std::size_t i = 0; i < values.size(); ++i) ratios[i] = values[i] / ratios[i];
  indices = phase_means(ratios, period);
  const double mean = std::accumulate(indices.begin(), indices.end(), 0.0) / static_cast<double>(period);
  for (double& index : indices) index /= mean;
  return indices;
}

double seasonal_strength(std::span<const double> values, std::size_t period) {
  if (period < 2 || values.size() < 3 * period || !all_positive(values)) return 0;
  std::vector<double> logs(values.size());
  std::ranges::transform(values, logs.begin(), [](double value) { return std::log(value); });
  std::vector<double> detrended = centred_average(logs, period);
  for (std::size_t i = 0; i < logs.size(); ++i) detrended[i] = logs[i] - detrended[i];
  const std::vector<double> season = phase_means(detrended, period);
  std::vector<double> both;
  std::vector<double> remainder;
  for (std::size_t i = 0; i < detrended.size(); ++i) {
    if (std::isnan(detrended[i])) continue;
    both.push_back(detrended[i]);
    remainder.push_back(detrended[i] - season[i % period]);
  }
  const double whole = variance(both);
  return whole > 0 ? std::max(0.0, 1 - variance(remainder) / whole) : 0;
}

}  // namespace housing::forecast
