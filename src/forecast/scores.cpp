#include "forecast/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.hpp"

namespace housing::forecast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double ratio(double above, double below) { return below > 0 ? above / below : kNone; }

}  // namespace

double scale_of(std::span<const double> values, std::size_t period) {
  if (period == 0 || values.size() <= period) return kNone;
  double sum = 0;
  for (std::size_t i = period; i < values.size(); ++i) sum += std::abs(values[i] - values[i - period]);
  return sum / static_cast<double>(values.size() - period);
}

double smape_term(double actual, double forecast) {
  const double size = std::abs(actual) + std::abs(forecast);
  return size > 0 ? 200 * std::abs(actual - forecast) / size : 0;
}

double interval_score(double actual, double lower, double upper, double level) {
  const double miss = std::max(lower - actual, 0.0) + std::max(actual - upper, 0.0);
  return upper - lower + 2 / (1 - level) * miss;
}

double smape(std::span<const double> actual, std::span<const double> forecast) {
  HT_ASSERT(actual.size() == forecast.size());
  double sum = 0;
  for (std::size_t i = 0; i < actual.size(); ++i) sum += smape_term(actual[i], forecast[i]);
  return ratio(sum, static_cast<double>(actual.size()));
}

double mase(std::span<const double> actual, std::span<const double> forecast, double scale) {
  HT_ASSERT(actual.size() == forecast.size());
  double sum = 0;
  for (std::size_t i = 0; i < actual.size(); ++i) sum += std::abs(actual[i] - forecast[i]);
  return ratio(ratio(sum, static_cast<double>(actual.size())), scale);
}

double msis(std::span<const double> actual, std::span<const double> lower, std::span<const double> upper, double level,
            double scale) {
  HT_ASSERT(actual.size() == lower.size() && actual.size() == upper.size());
  double sum = 0;
  for (std::size_t i = 0; i < actual.size(); ++i) sum += interval_score(actual[i], lower[i], upper[i], level);
  return ratio(ratio(sum, static_cast<double>(actual.size())), scale);
}

double owa(double smape, double mase, double smape_naive2, double mase_naive2) {
  return 0.5 * (ratio(smape, smape_naive2) + ratio(mase, mase_naive2));
}

double acd(double coverage, double level) { return std::abs(coverage - level); }

}  // namespace housing::forecast
