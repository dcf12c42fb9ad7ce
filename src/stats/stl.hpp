// STL: a series taken apart into season, trend and remainder by repeated loess.
// Source: Cleveland, Cleveland, McRae, Terpenning, "STL: A Seasonal-Trend Decomposition Procedure Based on Loess",
// Journal of Official Statistics 6 (1990) 3-73. Names here -> there: period n_p, seasonal n_s, trend n_t, low_pass n_l,
// inner n_i, outer n_o.
//
// Units: those of the values; season + trend + remainder = values. Gaps: refused, but for stand-ins; see season.hpp.
// Errors: kInvalidInput naming what is wrong. Complexity: O(passes n window / jump). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.hpp"

namespace housing::stats {

inline constexpr std::size_t kMaxStlWindow = 100'001;
inline constexpr int kMaxStlPasses = 100;

struct StlParameters {
  std::size_t period = 12;
  std::size_t seasonal = 13;  // windows: odd, at least 3
  std::size_t trend = 0;      // 0: the least odd >= 1.5 period / (1 - 1.5 / seasonal)
  std::size_t low_pass = 0;   // 0: the least odd >= period
  int seasonal_degree = 1;    // 0 or 1
  int trend_degree = 1;
  int low_pass_degree = 1;
  std::size_t seasonal_jump = 0;  // 0: a tenth of the window, rounded up
  std::size_t trend_jump = 0;
  std::size_t low_pass_jump = 0;
  int inner = 2;  // passes; 1 is enough with robustness
  int outer = 0;  // robustness passes; 0: none
};
// With every 0 replaced by what it stands for.
StlParameters with_defaults(StlParameters parameters);

struct StlResult {
  std::vector<double> season;
  std::vector<double> trend;
  std::vector<double> remainder;
  std::vector<double> weights;  // robustness weights of the last pass; ones without robustness, 0 of stand-ins
};

// Requires at least two periods of values. `present`: 1 for each value, or 0 for one that only stands in for a missing
// one and has no weight anywhere (an addition to the paper); empty: all are there. A stand-in counts only where a
// window holds no other value.
base::Result<StlResult> stl(std::span<const double> values, const StlParameters& parameters,
                            std::span<const double> present = {});

}  // namespace housing::stats
