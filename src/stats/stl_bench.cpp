// STL of 300 months: as the paper runs its own example, and as the series of this program are adjusted.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <vector>

#include "stats/season.hpp"
#include "stats/stl.hpp"
#include "stats/testing_series.hpp"

namespace housing::stats {
namespace {

constexpr std::size_t kMonths = 300;

void BM_StlOfThePaper(benchmark::State& state) {
  const StlParameters parameters{.seasonal = 35,
                                 .trend = 19,
                                 .low_pass = 13,
                                 .seasonal_jump = 4,
                                 .trend_jump = 2,
                                 .low_pass_jump = 2,
                                 .inner = 1,
                                 .outer = 2};
  const std::span<const double> values(testing::kCarbonDioxide.data(), kMonths);
  for (auto _ : state) {
    const auto result = stl(values, parameters);
    if (!result || result->season.size() != kMonths) std::abort();
    benchmark::DoNotOptimize(result->trend.data());
  }
}
BENCHMARK(BM_StlOfThePaper)->Unit(benchmark::kMicrosecond);

void BM_SeasonOfOurs(benchmark::State& state) {
  const std::span<const double> values(testing::kCarbonDioxide.data(), kMonths);
  for (auto _ : state) {
    const auto result = take_apart(values, 12, true);
    if (!result || result->season.size() != kMonths) std::abort();
    benchmark::DoNotOptimize(result->trend.data());
  }
}
BENCHMARK(BM_SeasonOfOurs)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace housing::stats

BENCHMARK_MAIN();
