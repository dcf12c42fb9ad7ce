#include "forecast/theta.hpp"

#include <vector>

#include "forecast/smoothing.hpp"

namespace housing::forecast {
namespace {

std::vector<double> twice_curved(std::span<const double> values, const Line& line) {
  std::vector<double> z(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) z[i] = 2 * values[i] - line.at(static_cast<double>(i + 1));
  return z;
}

}  // namespace

Line line_through(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  if (values.size() < 2) return {values.empty() ? 0 : values[0], 0};
  double sum = 0;
  double moment = 0;
  const double middle = (n + 1) / 2;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += values[i];
    moment += values[i] * (static_cast<double>(i + 1) - middle);
  }
  const double slope = moment / (n * (n * n - 1) / 12);
  return {sum / n - slope * middle, slope};
}

double best_theta_weight(std::span<const double> values) {
  return best_weights(twice_curved(values, line_through(values)), Trend::kNone).alpha;
}

ThetaState theta_from(std::span<const double> values, double alpha, double level) {
  const Line line = line_through(values);
  return {line, smooth(twice_curved(values, line), {.alpha = alpha}, {level, 0}).last.level, values.size()};
}

ThetaState theta(std::span<const double> values, double alpha) {
  const Line line = line_through(values);
  const std::vector<double> z = twice_curved(values, line);
  const Weights weights{.alpha = alpha};
  return {line, smooth(z, weights, best_start(z, weights, Trend::kNone)).last.level, values.size()};
}

}  // namespace housing::forecast
