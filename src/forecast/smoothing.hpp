// Exponential smoothing without a season: simple, Holt's trend, Holt's damped trend; in error-correction form
//   f = l + phi b,  e = y - f,  l <- f + alpha e,  b <- phi b + alpha beta* e;   h ahead: l + (phi + … + phi^h) b.
// Sources: Holt 1957; Gardner and McKenzie 1985; Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
// ch. 7.
//
// With the parameters fixed every error is linear in the states at the start, so these have a closed form and only the
// parameters are searched for: alpha in [1e-4, 0.9999], beta* likewise, phi in [0.8, 0.98]. Residuals may be weighted
// by 1 / y^2, which is what multiplicative errors want.
//
// Gaps: none are allowed. Shapes: at least kMinSmoothed values. Complexity: a pass is O(n); a fit takes about 15, 80,
// 130 passes. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace housing::forecast {

enum class Trend { kNone, kLinear, kDamped };
enum class Errors { kAdditive, kMultiplicative };

inline constexpr std::size_t kMinSmoothed = 4;
inline constexpr double kMinPhi = 0.8;
inline constexpr double kMaxPhi = 0.98;
inline constexpr double kMinWeight = 1e-4;  // of alpha and beta*
inline constexpr double kMaxWeight = 0.9999;

struct Weights {
  double alpha = 0.5;
  double beta_star = 0;  // 0 with growth 0 is simple smoothing
  double phi = 1;
};

struct LevelAndGrowth {
  double level = 0;
  double growth = 0;
  double ahead(std::size_t steps, double phi) const;
};

// What smoothing leads to from given states; `squares` is the sum of squared errors (relative ones for multiplicative),
// `log_scale` the sum of log |f|, which a multiplicative likelihood needs.
struct Smoothed {
  LevelAndGrowth last;
  double squares = 0;
  double log_scale = 0;
};
Smoothed smooth(std::span<const double> values, const Weights& weights, LevelAndGrowth start,
                Errors errors = Errors::kAdditive);

// The states at the start that make the (weighted) squared errors least.
LevelAndGrowth best_start(std::span<const double> values, const Weights& weights, Trend trend,
                          Errors errors = Errors::kAdditive);

// The parameters that make the squared errors least.
Weights best_weights(std::span<const double> values, Trend trend);

// The parameters that make the likelihood of multiplicative errors greatest, searched for around `near`. All values are
// positive.
Weights best_relative_weights(std::span<const double> values, Trend trend, const Weights& near);

// phi alone, alpha and beta* being given.
double best_phi(std::span<const double> values, double alpha, double beta_star);

// -2 log likelihood up to a constant that depends on n alone.
double deviance(const Smoothed& smoothed, std::size_t n, Errors errors);

}  // namespace housing::forecast
