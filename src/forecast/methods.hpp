// The methods, by name, and how each is fitted and looks ahead.
//
// As the M4 competition's benchmarks do, `naive2`, `ses`, `holt`, `damped`, `theta` and `comb` work on what is left
// after dividing by the seasonal indices when is_seasonal() says so, and multiply by them afterwards; `ets`,
// `hw_additive` and `hw_multiplicative` have seasons of their own. `comb` is the mean of ses, holt and damped,
// `ensemble` the median of theta, damped and ets. Values that are not all positive are not adjusted for a season.
//
// Fitting (estimate) is apart from looking ahead (project), so that a track record can keep weights for some periods
// and methods share what they have in common. Gaps: none are allowed. Thread-safety: pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "forecast/ets.hpp"
#include "forecast/holt_winters.hpp"
#include "forecast/smoothing.hpp"

namespace housing::forecast {

enum class Method : std::uint8_t {
  kNaive,
  kDrift,
  kSeasonalNaive,
  kNaive2,
  kSes,
  kHolt,
  kDamped,
  kHwAdditive,
  kHwMultiplicative,
  kEts,
  kTheta,
  kComb,
  kEnsemble,
};
inline constexpr std::size_t kMethods = 13;

std::string_view to_string(Method method);  // "naive", "snaive", "hw_additive" …
std::optional<Method> parse_method(std::string_view text);
// For people: "Seasonal naive: the value of a year before".
std::string_view describe(Method method);

class MethodSet {
 public:
  constexpr MethodSet() = default;
  constexpr MethodSet(std::initializer_list<Method> methods) {
    for (const Method method : methods) add(method);
  }
  static constexpr MethodSet all() {
    MethodSet set;
    set.bits_ = (1u << kMethods) - 1;
    return set;
  }
  constexpr void add(Method method) { bits_ |= 1u << static_cast<unsigned>(method); }
  constexpr void remove(Method method) { bits_ &= ~(1u << static_cast<unsigned>(method)); }
  constexpr bool has(Method method) const { return (bits_ >> static_cast<unsigned>(method) & 1u) != 0; }
  constexpr bool has_any(MethodSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr MethodSet with(MethodSet other) const {
    MethodSet set = *this;
    set.bits_ |= other.bits_;
    return set;
  }
  std::vector<Method> list() const;  // in the order of the enumeration

 private:
  std::uint32_t bits_ = 0;
};

// What the page always shows beside the method asked for; Naive2 for OWA.
inline constexpr MethodSet kBaselines{Method::kNaive, Method::kDrift,  Method::kSeasonalNaive, Method::kNaive2,
                                      Method::kTheta, Method::kDamped, Method::kComb};

// Of `wanted`, those that can be fitted to all of these values and to the first `least` of them.
MethodSet applicable(MethodSet wanted, std::span<const double> values, std::size_t least, std::size_t period);

struct Estimates {
  std::vector<double> indices;  // all 1 without a season
  bool seasonal = false;
  SimpleFits simple;
  double theta_weight = 0;
  EtsModel ets;
  SeasonalWeights hw_additive;
  SeasonalWeights hw_multiplicative;
};

// Shapes: at least kMinSmoothed values.
Estimates estimate(std::span<const double> values, std::size_t period, MethodSet methods);

// forecasts[method * horizon + h - 1]; methods not in the set are left as they are. `estimates` may come from fewer of
// the values, from the same first one on.
void project(std::span<const double> values, std::size_t period, const Estimates& estimates, MethodSet methods,
             std::size_t horizon, std::span<double> forecasts);

}  // namespace housing::forecast
