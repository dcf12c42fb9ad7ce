#include "forecast/ets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "forecast/season.hpp"

namespace housing::forecast {
namespace {

constexpr std::array kTrends{Trend::kNone, Trend::kLinear, Trend::kDamped};

double corrected(double deviance, std::size_t n, std::size_t parameters) {
  const auto k = static_cast<double>(parameters);
  const double room = static_cast<double>(n) - k - 1;
  if (room <= 0) return std::numeric_limits<double>::infinity();
  return deviance + 2 * k + 2 * k * (k + 1) / room;
}

std::size_t parameter_count(Trend trend, bool seasonal, std::size_t period) {
  const std::size_t plain = trend == Trend::kNone ? 3 : trend == Trend::kLinear ? 5 : 6;
  return seasonal ? plain + period : plain;  // gamma and period - 1 free seasons
}

EtsModel plain_model(std::span<const double> values, Errors errors, Trend trend, const Weights& weights) {
  const Smoothed smoothed = smooth(values, weights, best_start(values, weights, trend, errors), errors);
  return {errors,
          trend,
          false,
          {weights, 0},
          corrected(deviance(smoothed, values.size(), errors), values.size(), parameter_count(trend, false, 1))};
}

EtsModel seasonal_model(std::span<const double> values, std::size_t period, Errors errors, Trend trend) {
  EtsModel model{errors, trend, true, {}, 0};
  model.weights = best_seasonal_weights(values, period, model.form(), trend);
  const SeasonalSmoothed smoothed =
      smooth_season(values, period, model.form(), model.weights, seasonal_start(values, period, model.form(), trend));
  const Smoothed sums{.last = {}, .squares = smoothed.squares, .log_scale = smoothed.log_scale};
  model.aicc = corrected(deviance(sums, values.size(), errors), values.size(), parameter_count(trend, true, period));
  return model;
}

void keep_better(EtsModel& best, const EtsModel& model) {
  if (model.aicc < best.aicc) best = model;
}

}  // namespace

std::string EtsModel::name() const {
  const char* const trends[] = {"N", "A", "Ad"};
  return std::string("ETS(") + (errors == Errors::kAdditive ? "A," : "M,") + trends[static_cast<std::size_t>(trend)] +
         (!seasonal                     ? ",N)"
          : errors == Errors::kAdditive ? ",A)"
                                        : ",M)");
}

EtsModel choose_ets(std::span<const double> values, std::size_t period, const std::optional<SimpleFits>& known) {
  const SimpleFits fits = known ? *known
                                : SimpleFits{best_weights(values, Trend::kNone), best_weights(values, Trend::kLinear),
                                             best_weights(values, Trend::kDamped)};
  const std::array additive{fits.ses, fits.holt, fits.damped};
  const bool positive = std::ranges::all_of(values, [](double value) { return value > 0; });
  EtsModel best;
  best.aicc = std::numeric_limits<double>::infinity();
  best.weights.trend = fits.ses;
  for (std::size_t i = 0; i < kTrends.size(); ++i) {
    keep_better(best, plain_model(values, Errors::kAdditive, kTrends[i], additive[i]));
    if (positive)
      keep_better(best, plain_model(values, Errors::kMultiplicative, kTrends[i],
                                    best_relative_weights(values, kTrends[i], additive[i])));
  }
  if (!can_smooth_season(values.size(), period) || seasonal_strength(values, period) < kLeastStrength) return best;
  for (const Trend trend : kTrends) {
    keep_better(best, seasonal_model(values, period, Errors::kAdditive, trend));
    if (positive) keep_better(best, seasonal_model(values, period, Errors::kMultiplicative, trend));
  }
  return best;
}

EtsState run_ets(std::span<const double> values, std::size_t period, const EtsModel& model) {
  EtsState state{model, {}, values.size(), period};
  if (model.seasonal) {
    state.last = smooth_season(values, period, model.form(), model.weights,
                               seasonal_start(values, period, model.form(), model.trend))
                     .last;
  } else {
    const Weights& weights = model.weights.trend;
    state.last.trend = smooth(values, weights, best_start(values, weights, model.trend, model.errors)).last;
  }
  return state;
}

double EtsState::ahead(std::size_t steps) const {
  const double phi = model.weights.trend.phi;
  if (!model.seasonal) return last.trend.ahead(steps, phi);
  return seasonal_ahead(last, count, period, model.form(), phi, steps);
}

}  // namespace housing::forecast
