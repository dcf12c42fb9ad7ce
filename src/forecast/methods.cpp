#include "forecast/methods.hpp"

#include <algorithm>

#include "base/assert.hpp"
#include "forecast/season.hpp"
#include "forecast/theta.hpp"

namespace housing::forecast {
namespace {

struct Naming {
  std::string_view name;
  std::string_view description;
};
constexpr std::array<Naming, kMethods> kNamings{{
    {"naive", "The last value goes on."},
    {"drift", "The line through the first and the last value goes on."},
    {"snaive", "The values of the last year are repeated."},
    {"naive2", "The last value, adjusted for the season."},
    {"ses", "Simple exponential smoothing."},
    {"holt", "Exponential smoothing with a linear trend."},
    {"damped", "Exponential smoothing with a trend that fades out."},
    {"hw_additive", "Holt-Winters: level, trend and a season that is added."},
    {"hw_multiplicative", "Holt-Winters: level, trend and a season that multiplies."},
    {"ets", "The exponential smoothing model that AICc chooses."},
    {"theta", "Half a straight line, half a smoothing of twice the curvature."},
    {"comb", "The mean of ses, holt and damped."},
    {"ensemble", "The median of theta, damped and ets."},
}};

constexpr MethodSet kAdjusted{Method::kNaive2, Method::kSes,  Method::kHolt,    Method::kDamped,
                              Method::kTheta,  Method::kComb, Method::kEnsemble};
constexpr MethodSet kUseSes{Method::kSes, Method::kComb};
constexpr MethodSet kUseHolt{Method::kHolt, Method::kComb};
constexpr MethodSet kUseDamped{Method::kDamped, Method::kComb, Method::kEnsemble};
constexpr MethodSet kUseEts{Method::kEts, Method::kEnsemble};
constexpr MethodSet kUseTheta{Method::kTheta, Method::kEnsemble};

std::vector<double> without_season(std::span<const double> values, const Estimates& estimates) {
  std::vector<double> adjusted(values.begin(), values.end());
  if (!estimates.seasonal) return adjusted;
  const std::size_t period = estimates.indices.size();
  for (std::size_t i = 0; i < adjusted.size(); ++i) adjusted[i] /= estimates.indices[i % period];
  return adjusted;
}

double median_of_three(double a, double b, double c) { return std::max(std::min(a, b), std::min(std::max(a, b), c)); }

// Writes one method's row after another.
class Projection {
 public:
  Projection(std::span<const double> values, std::size_t period, const Estimates& estimates, std::size_t horizon,
             std::span<double> forecasts)
      : values_(values),
        adjusted_(without_season(values, estimates)),
        period_(period),
        estimates_(estimates),
        horizon_(horizon),
        forecasts_(forecasts) {}

  template <class F>
  void write(Method method, const F& ahead) {
    for (std::size_t h = 1; h <= horizon_; ++h) row(method)[h - 1] = ahead(h);
  }
  template <class F>
  void write_adjusted(Method method, const F& ahead) {
    write(method, [&](std::size_t h) {
      return ahead(h) * estimates_.indices[(values_.size() + h - 1) % estimates_.indices.size()];
    });
  }
  void write_smoothed(Method method, Trend trend, const Weights& weights) {
    const LevelAndGrowth last = smooth(adjusted_, weights, best_start(adjusted_, weights, trend)).last;
    write_adjusted(method, [&](std::size_t h) { return last.ahead(h, weights.phi); });
  }
  void write_seasonal(Method method, SeasonForm form, const SeasonalWeights& weights) {
    const SeasonalStates last =
        smooth_season(values_, period_, form, weights, seasonal_start(values_, period_, form, Trend::kLinear)).last;
    write(method,
          [&](std::size_t h) { return seasonal_ahead(last, values_.size(), period_, form, weights.trend.phi, h); });
  }
  void write_naive() {
    const double last = values_.back();
    write(Method::kNaive, [&](std::size_t) { return last; });
    const double step = values_.size() > 1 ? (last - values_[0]) / static_cast<double>(values_.size() - 1) : 0;
    write(Method::kDrift, [&](std::size_t h) { return last + step * static_cast<double>(h); });
    const std::size_t season = std::min(period_, values_.size());
    write(Method::kSeasonalNaive, [&](std::size_t h) { return values_[values_.size() - season + (h - 1) % season]; });
    write_adjusted(Method::kNaive2, [&](std::size_t) { return adjusted_.back(); });
  }
  void write_ets() {
    const EtsState state = run_ets(values_, period_, estimates_.ets);
    write(Method::kEts, [&](std::size_t h) { return state.ahead(h); });
  }
  void write_theta() {
    const ThetaState state = theta(adjusted_, estimates_.theta_weight);
    write_adjusted(Method::kTheta, [&](std::size_t h) { return state.ahead(h); });
  }
  void write_combinations(MethodSet methods) {
    const auto of = [&](Method method, std::size_t h) { return row(method)[h - 1]; };
    if (methods.has(Method::kComb))
      write(Method::kComb,
            [&](std::size_t h) { return (of(Method::kSes, h) + of(Method::kHolt, h) + of(Method::kDamped, h)) / 3; });
    if (methods.has(Method::kEnsemble))
      write(Method::kEnsemble, [&](std::size_t h) {
        return median_of_three(of(Method::kTheta, h), of(Method::kDamped, h), of(Method::kEts, h));
      });
  }

 private:
  std::span<double> row(Method method) {
    return forecasts_.subspan(static_cast<std::size_t>(method) * horizon_, horizon_);
  }

  std::span<const double> values_;
  std::vector<double> adjusted_;
  std::size_t period_;
  const Estimates& estimates_;
  std::size_t horizon_;
  std::span<double> forecasts_;
};

}  // namespace

std::string_view to_string(Method method) { return kNamings[static_cast<std::size_t>(method)].name; }
std::string_view describe(Method method) { return kNamings[static_cast<std::size_t>(method)].description; }

std::optional<Method> parse_method(std::string_view text) {
  for (std::size_t i = 0; i < kMethods; ++i)
    if (kNamings[i].name == text) return static_cast<Method>(i);
  return std::nullopt;
}

std::vector<Method> MethodSet::list() const {
  std::vector<Method> methods;
  for (std::size_t i = 0; i < kMethods; ++i)
    if (has(static_cast<Method>(i))) methods.push_back(static_cast<Method>(i));
  return methods;
}

MethodSet applicable(MethodSet wanted, std::span<const double> values, std::size_t least, std::size_t period) {
  if (!can_smooth_season(least, period)) {
    wanted.remove(Method::kHwAdditive);
    wanted.remove(Method::kHwMultiplicative);
  }
  if (!std::ranges::all_of(values, [](double value) { return value > 0; })) wanted.remove(Method::kHwMultiplicative);
  return wanted;
}

Estimates estimate(std::span<const double> values, std::size_t period, MethodSet methods) {
  HT_ASSERT(values.size() >= kMinSmoothed && period >= 1);
  Estimates estimates;
  estimates.seasonal = methods.has_any(kAdjusted) && is_seasonal(values, period) &&
                       std::ranges::all_of(values, [](double value) { return value > 0; });
  estimates.indices = estimates.seasonal ? seasonal_indices(values, period) : std::vector<double>(period, 1.0);
  const std::vector<double> adjusted = without_season(values, estimates);
  const bool ets_alone = methods.has_any(kUseEts) && !estimates.seasonal;  // then it shares the three simple fits
  if (ets_alone || methods.has_any(kUseSes)) estimates.simple.ses = best_weights(adjusted, Trend::kNone);
  if (ets_alone || methods.has_any(kUseHolt)) estimates.simple.holt = best_weights(adjusted, Trend::kLinear);
  if (ets_alone || methods.has_any(kUseDamped)) estimates.simple.damped = best_weights(adjusted, Trend::kDamped);
  if (methods.has_any(kUseTheta)) estimates.theta_weight = best_theta_weight(adjusted);
  if (methods.has_any(kUseEts))
    estimates.ets = choose_ets(values, period, ets_alone ? std::optional(estimates.simple) : std::nullopt);
  if (methods.has(Method::kHwAdditive))
    estimates.hw_additive = best_seasonal_weights(values, period, SeasonForm::kAdditive, Trend::kLinear);
  if (methods.has(Method::kHwMultiplicative))
    estimates.hw_multiplicative = best_seasonal_weights(values, period, SeasonForm::kMultiplicative, Trend::kLinear);
  return estimates;
}

void project(std::span<const double> values, std::size_t period, const Estimates& estimates, MethodSet methods,
             std::size_t horizon, std::span<double> forecasts) {
  HT_ASSERT(!values.empty() && forecasts.size() >= kMethods * horizon);
  Projection projection(values, period, estimates, horizon, forecasts);
  projection.write_naive();
  if (methods.has_any(kUseSes)) projection.write_smoothed(Method::kSes, Trend::kNone, estimates.simple.ses);
  if (methods.has_any(kUseHolt)) projection.write_smoothed(Method::kHolt, Trend::kLinear, estimates.simple.holt);
  if (methods.has_any(kUseDamped)) projection.write_smoothed(Method::kDamped, Trend::kDamped, estimates.simple.damped);
  if (methods.has_any(kUseTheta)) projection.write_theta();
  if (methods.has_any(kUseEts)) projection.write_ets();
  if (methods.has(Method::kHwAdditive))
    projection.write_seasonal(Method::kHwAdditive, SeasonForm::kAdditive, estimates.hw_additive);
  if (methods.has(Method::kHwMultiplicative))
    projection.write_seasonal(Method::kHwMultiplicative, SeasonForm::kMultiplicative, estimates.hw_multiplicative);
  projection.write_combinations(methods);
}

}  // namespace housing::forecast
