// Holt-Winters: smoothing with a season, additive or multiplicative, its trend none, linear or damped.
//   additive        f = l + phi b + s,    l <- l + phi b + alpha e,    b <- phi b + alpha beta* e,    s <- s + gamma e
//   multiplicative  f = (l + phi b) s,  q = l + phi b:  l <- q + alpha e/s,  b <- phi b + alpha beta* e/s,  s <- s +
//   gamma e/q
// Sources: Winters 1960; Hyndman, Koehler, Ord, Snyder 2008. Starting states come from a classical decomposition and a
// line through the first seasons; the weights minimise squared errors (additive) or maximise the likelihood of relative
// errors (multiplicative): in the terms of ETS these are (A,·,A) and (M,·,M).
//
// Gaps: none are allowed. Limits: periods from 2 to kMaxSeason, at least kMinSeasons of them. Thread-safety: pure.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "forecast/smoothing.hpp"

namespace housing::forecast {

inline constexpr std::size_t kMaxSeason = 24;
inline constexpr std::size_t kMinSeasons = 3;

enum class SeasonForm { kAdditive, kMultiplicative };

// seasons[i] is the part the next value at i, i + period, … will have.
struct SeasonalStates {
  LevelAndGrowth trend;
  std::array<double, kMaxSeason> seasons{};
};

struct SeasonalWeights {
  Weights trend;
  double gamma = 0;
};

struct SeasonalSmoothed {
  SeasonalStates last;
  double squares = 0;    // relative for multiplicative
  double log_scale = 0;  // as Smoothed::log_scale
};

bool can_smooth_season(std::size_t count, std::size_t period);

SeasonalSmoothed smooth_season(std::span<const double> values, std::size_t period, SeasonForm form,
                               const SeasonalWeights& weights, const SeasonalStates& start);
SeasonalStates seasonal_start(std::span<const double> values, std::size_t period, SeasonForm form, Trend trend);
// Multiplicative: all values are positive.
SeasonalWeights best_seasonal_weights(std::span<const double> values, std::size_t period, SeasonForm form, Trend trend);

// `count`: how many values the states have seen, which says whose turn it is.
double seasonal_ahead(const SeasonalStates& last, std::size_t count, std::size_t period, SeasonForm form, double phi,
                      std::size_t steps);

}  // namespace housing::forecast
