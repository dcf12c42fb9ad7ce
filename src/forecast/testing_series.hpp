// Series for tests: simulated ones, the same bits on every machine. Tests only.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace housing::forecast {

// Normal deviates by a counter (splitmix64) and Box-Muller.
class Noise {
 public:
  explicit Noise(std::uint64_t seed) : state_(seed) {}
  double operator()() {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

 private:
  double uniform() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
  }
  std::uint64_t state_;
};

enum class Simulated { kWalkWithDrift, kSeasonalAutoregression, kStochasticVolatility };

inline std::vector<double> simulate(Simulated kind, std::uint64_t seed, std::size_t count) {
  Noise noise(seed);
  std::vector<double> values(count);
  double state = 0;
  double volatility = 0;
  std::vector<double> season(12);
  for (double& part : season) part = 20 * noise();
  for (std::size_t i = 0; i < count; ++i) {
    switch (kind) {
      case Simulated::kWalkWithDrift:
        state += 1 + 10 * noise();
        values[i] = 2000 + state;
        break;
      case Simulated::kSeasonalAutoregression:
        state = 0.6 * state + 8 * noise();
        season[i % 12] += noise();
        values[i] = 500 + state + season[i % 12];
        break;
      case Simulated::kStochasticVolatility:
        volatility = 0.95 * volatility + 0.3 * noise();
        state += 0.003 + 0.01 * std::exp(volatility / 2) * noise();
        values[i] = 1000 * std::exp(state);
        break;
    }
  }
  return values;
}

}  // namespace housing::forecast
