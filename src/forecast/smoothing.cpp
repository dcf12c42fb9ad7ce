#include "forecast/smoothing.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "base/assert.hpp"
#include "forecast/minimise.hpp"

namespace housing::forecast {
namespace {

constexpr Interval kWeightBounds{kMinWeight, kMaxWeight};
constexpr Interval kPhiBounds{kMinPhi, kMaxPhi};
constexpr std::array kLinearBounds{kWeightBounds, kWeightBounds};
constexpr std::array kDampedBounds{kWeightBounds, kWeightBounds, kPhiBounds};
constexpr double kNearby = 0.2;

// Sums of the errors' linear form e = particular + level * by_level + growth * by_growth.
struct Normal {
  double ll = 0, lg = 0, gg = 0, lp = 0, gp = 0, pp = 0;
};

double weight_of(double value, Errors errors) {
  return errors == Errors::kAdditive || value == 0 ? 1 : 1 / (value * value);
}

// `base` is taken off first, so that what is summed is of the size of the changes and not of the level.
Normal normal_sums(std::span<const double> values, const Weights& w, double base, Errors errors) {
  Normal sums;
  const double ab = w.alpha * w.beta_star;
  double level = 0, growth = 0;      // from zero states, with the values
  double level_l = 1, growth_l = 0;  // from level 1, without
  double level_g = 0, growth_g = 1;  // from growth 1, without
  for (const double value : values) {
    const double f = level + w.phi * growth;
    const double f_l = level_l + w.phi * growth_l;
    const double f_g = level_g + w.phi * growth_g;
    const double e = (value - base) - f;
    const double weight = weight_of(value, errors);
    sums.pp += weight * e * e;
    sums.ll += weight * f_l * f_l;
    sums.lg += weight * f_l * f_g;
    sums.gg += weight * f_g * f_g;
    sums.lp += weight * f_l * e;
    sums.gp += weight * f_g * e;
    level = f + w.alpha * e, growth = w.phi * growth + ab * e;
    level_l = (1 - w.alpha) * f_l, growth_l = w.phi * growth_l - ab * f_l;
    level_g = (1 - w.alpha) * f_g, growth_g = w.phi * growth_g - ab * f_g;
  }
  return sums;
}

struct Solution {
  LevelAndGrowth start;
  double squares;
};

Solution solve(const Normal& s, Trend trend, double base) {
  Solution solution{{base, 0}, s.pp};
  const double determinant = s.ll * s.gg - s.lg * s.lg;
  if (trend != Trend::kNone && determinant > 1e-12 * s.ll * s.gg) {
    const double level = (s.lp * s.gg - s.gp * s.lg) / determinant;
    const double growth = (s.gp * s.ll - s.lp * s.lg) / determinant;
    solution = {{base + level, growth}, s.pp - level * s.lp - growth * s.gp};
  } else if (s.ll > 0) {
    const double level = s.lp / s.ll;
    solution = {{base + level, 0}, s.pp - level * s.lp};
  }
  solution.squares = std::max(solution.squares, 0.0);
  return solution;
}

struct Objective {
  std::span<const double> values;
  Trend trend;
  Errors errors;

  double operator()(const Weights& w) const {
    const Solution solution = solve(normal_sums(values, w, values[0], errors), trend, values[0]);
    if (errors == Errors::kAdditive) return solution.squares;
    return deviance(smooth(values, w, solution.start, errors), values.size(), errors);
  }
};

Weights best_simple(const Objective& objective) {
  const auto at = [&](double alpha) { return objective({.alpha = alpha}); };
  constexpr std::array kGrid{0.05, 0.2, 0.4, 0.6, 0.8, 0.95};
  std::size_t best = 0;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < kGrid.size(); ++i)
    if (const double value = at(kGrid[i]); value < least) least = value, best = i;
  return {.alpha = minimise_on(
              at, {best == 0 ? kMinWeight : kGrid[best - 1], best + 1 == kGrid.size() ? kMaxWeight : kGrid[best + 1]})};
}

Weights linear(const std::array<double, 2>& x) { return {x[0], x[1], 1}; }
Weights damped(const std::array<double, 3>& x) { return {x[0], x[1], x[2]}; }

template <std::size_t N>
auto on(const Objective& objective) {
  return [&objective](const std::array<double, N>& x) {
    if constexpr (N == 2)
      return objective(linear(x));
    else
      return objective(damped(x));
  };
}

template <std::size_t N, class F>
std::array<double, N> best_of(const F& f, std::span<const std::array<double, N>> grid) {
  std::array<double, N> best = grid.front();
  double least = std::numeric_limits<double>::infinity();
  for (const auto& point : grid)
    if (const double value = f(point); value < least) least = value, best = point;
  return best;
}

}  // namespace

double LevelAndGrowth::ahead(std::size_t steps, double phi) const {
  double factor = 1;
  double sum = 0;
  for (std::size_t i = 0; i < steps; ++i) sum += (factor *= phi);
  return level + sum * growth;
}

Smoothed smooth(std::span<const double> values, const Weights& w, LevelAndGrowth start, Errors errors) {
  Smoothed result{.last = start};
  LevelAndGrowth& state = result.last;
  const double ab = w.alpha * w.beta_star;
  double product = 1;  // logs are slow: taken of products
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double f = state.level + w.phi * state.growth;
    const double e = values[i] - f;
    if (errors == Errors::kAdditive) {
      result.squares += e * e;
    } else {
      const double scale = std::max(std::abs(f), 1e-12);
      result.squares += (e / scale) * (e / scale);
      product *= scale;
      if (i % 8 == 7) result.log_scale += std::log(product), product = 1;
    }
    state.level = f + w.alpha * e;
    state.growth = w.phi * state.growth + ab * e;
  }
  if (errors == Errors::kMultiplicative) result.log_scale += std::log(product);
  return result;
}

LevelAndGrowth best_start(std::span<const double> values, const Weights& weights, Trend trend, Errors errors) {
  HT_ASSERT(!values.empty());
  return solve(normal_sums(values, weights, values[0], errors), trend, values[0]).start;
}

Weights best_weights(std::span<const double> values, Trend trend) {
  HT_ASSERT(values.size() >= kMinSmoothed);
  const Objective objective{values, trend, Errors::kAdditive};
  if (trend == Trend::kNone) return best_simple(objective);
  if (trend == Trend::kLinear) {
    static constexpr std::array<std::array<double, 2>, 6> kGrid{
        {{0.1, 0.1}, {0.5, 0.05}, {0.5, 0.4}, {0.95, 0.01}, {0.95, 0.2}, {0.95, 0.7}}};
    return linear(minimise_in<2>(on<2>(objective), best_of<2>(on<2>(objective), kGrid), kLinearBounds));
  }
  // Two valleys are common: a level that follows with a trend of its own, and one that does all the work.
  static constexpr std::array<std::array<double, 3>, 6> kSlowTrend{
      {{0.1, 0.1, 0.97}, {0.5, 0.05, 0.95}, {0.8, 0.1, 0.85}, {0.8, 0.1, 0.95}, {0.95, 0.05, 0.95}, {0.95, 0.01, 0.9}}};
  static constexpr std::array<std::array<double, 3>, 6> kQuickTrend{
      {{0.3, 0.5, 0.85}, {0.5, 0.4, 0.85}, {0.95, 0.3, 0.85}, {0.95, 0.3, 0.97}, {0.95, 0.8, 0.85}, {0.95, 0.8, 0.97}}};
  const auto slow = minimise_in<3>(on<3>(objective), best_of<3>(on<3>(objective), kSlowTrend), kDampedBounds);
  const auto quick = minimise_in<3>(on<3>(objective), best_of<3>(on<3>(objective), kQuickTrend), kDampedBounds);
  return damped(objective(damped(quick)) < objective(damped(slow)) ? quick : slow);
}

Weights best_relative_weights(std::span<const double> values, Trend trend, const Weights& near) {
  HT_ASSERT(values.size() >= kMinSmoothed);
  const Objective objective{values, trend, Errors::kMultiplicative};
  if (trend == Trend::kNone)
    return {.alpha =
                minimise_on([&](double alpha) { return objective({.alpha = alpha}); },
                            {std::max(kMinWeight, near.alpha - kNearby), std::min(kMaxWeight, near.alpha + kNearby)})};
  if (trend == Trend::kLinear)
    return linear(minimise_in<2>(on<2>(objective), {near.alpha, near.beta_star}, kLinearBounds));
  return damped(minimise_in<3>(on<3>(objective), {near.alpha, near.beta_star, near.phi}, kDampedBounds));
}

double best_phi(std::span<const double> values, double alpha, double beta_star) {
  const Objective objective{values, Trend::kDamped, Errors::kAdditive};
  return minimise_on([&](double phi) { return objective({alpha, beta_star, phi}); }, kPhiBounds);
}

double deviance(const Smoothed& smoothed, std::size_t n, Errors errors) {
  const auto count = static_cast<double>(n);
  const double fit = count * std::log(std::max(smoothed.squares, 1e-300));
  return errors == Errors::kAdditive ? fit : fit + 2 * smoothed.log_scale;
}

}  // namespace housing::forecast
