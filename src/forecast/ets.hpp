// ETS: exponential smoothing chosen by the data. Of twelve models the one with the least corrected Akaike criterion:
// errors additive or multiplicative x trend none, linear or damped, without a season, and with one: additive seasons
// with additive errors, multiplicative with multiplicative (the other combinations are unstable or have no likelihood).
// Source: Hyndman, Koehler, Snyder, Grose 2002; Hyndman et al. 2008.
//
//   AICc = n log(sum of squared errors) [+ 2 sum log |f|] + 2 k + 2 k (k + 1) / (n - k - 1)
//
// k counts weights, starting states and the variance. Seasonal models are tried where the season's strength is at least
// kLeastStrength; their starting seasons are those of a classical decomposition, not searched for. Multiplicative
// models are tried where all values are positive.
//
// Gaps: none are allowed. Shapes: at least kMinSmoothed values. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "forecast/holt_winters.hpp"
#include "forecast/smoothing.hpp"

namespace housing::forecast {

inline constexpr double kLeastStrength = 0.3;

struct EtsModel {
  Errors errors = Errors::kAdditive;
  Trend trend = Trend::kNone;
  bool seasonal = false;
  SeasonalWeights weights;  // gamma of seasonal ones only
  double aicc = 0;

  std::string name() const;  // "ETS(M,Ad,N)"
  SeasonForm form() const { return errors == Errors::kAdditive ? SeasonForm::kAdditive : SeasonForm::kMultiplicative; }
};

// The three additive fits without a season are taken from `known` when somebody has them already.
struct SimpleFits {
  Weights ses;
  Weights holt;
  Weights damped;
};
EtsModel choose_ets(std::span<const double> values, std::size_t period, const std::optional<SimpleFits>& known = {});

// The model's states after `values`, ready to look ahead.
struct EtsState {
  EtsModel model;
  SeasonalStates last;
  std::size_t count = 0;
  std::size_t period = 1;
  double ahead(std::size_t steps) const;
};
EtsState run_ets(std::span<const double> values, std::size_t period, const EtsModel& model);

}  // namespace housing::forecast
