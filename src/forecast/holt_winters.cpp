#include "forecast/holt_winters.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "base/assert.hpp"
#include "forecast/minimise.hpp"
#include "forecast/season.hpp"
#include "forecast/theta.hpp"

namespace housing::forecast {
namespace {

constexpr double kLeast = 1e-12;  // what a level or season is divided by at least
constexpr Interval kWeightBounds{kMinWeight, kMaxWeight};
constexpr Interval kPhiBounds{kMinPhi, kMaxPhi};
constexpr std::size_t kStartSeasons = 3;

// Means of what a centred average leaves, scaled to a mean of zero.
std::vector<double> additive_parts(std::span<const double> values, std::size_t period) {
  const std::vector<double> average = centred_average(values, period);
  std::vector<double> sums(period, 0.0);
  std::vector<double> counts(period, 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(average[i])) continue;
    sums[i % period] += values[i] - average[i];
    counts[i % period] += 1;
  }
  for (std::size_t i = 0; i < period; ++i) sums[i] /= std::max(counts[i], 1.0);
  const double mean = std::accumulate(sums.begin(), sums.end(), 0.0) / static_cast<double>(period);
  for (double& part : sums) part -= mean;
  return sums;
}

// gamma is searched for as a share of what alpha leaves.
SeasonalWeights from_shares(double alpha, double beta_star, double share, double phi) {
  return {{alpha, beta_star, phi}, share * (1 - alpha)};
}

}  // namespace

bool can_smooth_season(std::size_t count, std::size_t period) {
  return period >= 2 && period <= kMaxSeason && count >= kMinSeasons * period;
}

SeasonalSmoothed smooth_season(std::span<const double> values, std::size_t period, SeasonForm form,
                               const SeasonalWeights& weights, const SeasonalStates& start) {
  SeasonalSmoothed result{.last = start};
  LevelAndGrowth& state = result.last.trend;
  const Weights& w = weights.trend;
  const double ab = w.alpha * w.beta_star;
  double product = 1;
  std::size_t phase = 0;
  for (const double value : values) {
    double& season = result.last.seasons[phase];
    const double q = state.level + w.phi * state.growth;
    if (form == SeasonForm::kAdditive) {
      const double e = value - (q + season);
      result.squares += e * e;
      state = {q + w.alpha * e, w.phi * state.growth + ab * e};
      season += weights.gamma * e;
    } else {
      const double level = std::max(q, kLeast);
      const double part = std::max(season, kLeast);
      const double e = value - level * part;
      const double relative = e / (level * part);
      result.squares += relative * relative;
      product *= level * part;
      state = {q + w.alpha * e / part, w.phi * state.growth + ab * e / part};
      season += weights.gamma * e / level;
    }
    if (++phase == period) {
      phase = 0;
      result.log_scale += std::log(product), product = 1;
    }
  }
  result.log_scale += std::log(product);
  return result;
}

SeasonalStates seasonal_start(std::span<const double> values, std::size_t period, SeasonForm form, Trend trend) {
  HT_ASSERT(can_smooth_season(values.size(), period));
  const bool additive = form == SeasonForm::kAdditive;
  const std::vector<double> parts = additive ? additive_parts(values, period) : seasonal_indices(values, period);
  std::vector<double> adjusted(std::min(values.size(), kStartSeasons * period));
  for (std::size_t i = 0; i < adjusted.size(); ++i)
    adjusted[i] = additive ? values[i] - parts[i % period] : values[i] / parts[i % period];
  SeasonalStates start;
  std::ranges::copy(parts, start.seasons.begin());
  const Line line = line_through(adjusted);
  start.trend = {line.intercept, line.slope};
  if (trend == Trend::kNone)
    start.trend = {std::accumulate(adjusted.begin(), adjusted.begin() + static_cast<std::ptrdiff_t>(period), 0.0) /
                       static_cast<double>(period),
                   0};
  return start;
}

SeasonalWeights best_seasonal_weights(std::span<const double> values, std::size_t period, SeasonForm form,
                                      Trend trend) {
  const SeasonalStates start = seasonal_start(values, period, form, trend);
  const auto objective = [&](const SeasonalWeights& weights) {
    const SeasonalSmoothed result = smooth_season(values, period, form, weights, start);
    const auto n = static_cast<double>(values.size());
    const double fit = n * std::log(std::max(result.squares, 1e-300));
    const double value = form == SeasonForm::kAdditive ? fit : fit + 2 * result.log_scale;
    return std::isfinite(value) ? value : std::numeric_limits<double>::infinity();
  };
  if (trend == Trend::kNone) {
    const auto best =
        minimise_in<2>([&](const std::array<double, 2>& x) { return objective(from_shares(x[0], 0, x[1], 1)); },
                       {0.5, 0.1}, {kWeightBounds, kWeightBounds});
    return from_shares(best[0], 0, best[1], 1);
  }
  if (trend == Trend::kLinear) {
    const auto best =
        minimise_in<3>([&](const std::array<double, 3>& x) { return objective(from_shares(x[0], x[1], x[2], 1)); },
                       {0.5, 0.05, 0.1}, {kWeightBounds, kWeightBounds, kWeightBounds});
    return from_shares(best[0], best[1], best[2], 1);
  }
  const auto best =
      minimise_in<4>([&](const std::array<double, 4>& x) { return objective(from_shares(x[0], x[1], x[2], x[3])); },
                     {0.5, 0.1, 0.1, 0.95}, {kWeightBounds, kWeightBounds, kWeightBounds, kPhiBounds});
  return from_shares(best[0], best[1], best[2], best[3]);
}

double seasonal_ahead(const SeasonalStates& last, std::size_t count, std::size_t period, SeasonForm form, double phi,
                      std::size_t steps) {
  const double trend = last.trend.ahead(steps, phi);
  const double season = last.seasons[(count + steps - 1) % period];
  return form == SeasonForm::kAdditive ? trend + season : trend * season;
}

}  // namespace housing::forecast
