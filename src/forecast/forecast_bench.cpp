// How long fitting and scoring take: forecast_bench SERIES ROUNDS prints JSON, CPU time, the best of the rounds. Checks
// that every round gives the same bits.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "forecast/testing_series.hpp"
#include "forecast/track_record.hpp"

namespace housing::forecast {
namespace {

constexpr std::size_t kMonths = 300;
constexpr std::size_t kHorizon = 12;

double cpu_ms() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double sum_of_fits(const std::vector<std::vector<double>>& all, Method method) {
  double sum = 0;
  std::vector<double> forecasts(kMethods * kHorizon);
  for (const auto& values : all) {
    project(values, 12, estimate(values, 12, {method}), {method}, kHorizon, forecasts);
    sum += forecasts[static_cast<std::size_t>(method) * kHorizon + kHorizon - 1];
  }
  return sum;
}

double sum_of_records(const std::vector<std::vector<double>>& all, MethodSet methods) {
  double sum = 0;
  for (const auto& values : all) {
    const TrackRecord record(values, {.methods = methods});
    const auto band = record.band(Method::kEnsemble, kMonths, 1, kHorizon);
    sum += band ? band->upper : 0;
  }
  return sum;
}

template <class F>
double best_ms(const F& work, int rounds, std::size_t series) {
  double best = 1e300;
  double first = 0;
  for (int round = 0; round < rounds; ++round) {
    const double begin = cpu_ms();
    const double sum = work();
    best = std::min(best, cpu_ms() - begin);
    if (round == 0) first = sum;
    if (sum != first) {
      std::fprintf(stderr, "forecast_bench: two rounds differ: %.17g and %.17g\n", first, sum);
      std::exit(1);
    }
  }
  return best / static_cast<double>(series);
}

int run(std::size_t count, int rounds) {
  std::vector<std::vector<double>> all;
  for (std::size_t i = 0; i < count; ++i)
    all.push_back(simulate(i % 2 == 0 ? Simulated::kStochasticVolatility : Simulated::kWalkWithDrift, i + 1, kMonths));
  const auto fits = [&](Method method) { return best_ms([&] { return sum_of_fits(all, method); }, rounds, count); };
  std::printf("{\"series\":%zu,\"months\":%zu", count, kMonths);
  for (const Method method :
       {Method::kNaive2, Method::kSes, Method::kHolt, Method::kDamped, Method::kTheta, Method::kEts})
    std::printf(",\"%s_ms\":%.5f", std::string(to_string(method)).c_str(), fits(method));
  const MethodSet default_set = kBaselines.with({Method::kEnsemble});
  const auto record = [&](MethodSet methods) {
    return best_ms([&] { return sum_of_records(all, methods); }, rounds, count);
  };
  std::printf(",\"record_ms\":%.3f,\"record_all_ms\":%.3f}\n", record(default_set), record(MethodSet::all()));
  return 0;
}

}  // namespace
}  // namespace housing::forecast

int main(int argc, char** argv) {
  const auto number = [&](int i, int otherwise) { return argc > i ? std::atoi(argv[i]) : otherwise; };
  return housing::forecast::run(static_cast<std::size_t>(number(1, 40)), number(2, 3));
}
