// Season: a series with gaps taken apart by STL the way this program does it everywhere: for the seasonally adjusted
// series, the trend, and what is left to call an anomaly.
//
// Windows: seasonal kSeasonalWindow, the others the paper's defaults. Robust: one inner and kRobustPasses outer passes,
// so that what is unusual neither bends the season nor the trend: for adjusting and for finding it. Plain: two inner
// passes: for a trend that follows what happened, a surge of some months included. In logarithms, where asked, season
// and remainder are factors and the adjusted series is value / season. Units: those of the values; in logarithms season
// and remainder are ratios. Gaps: before the first and after the last value they stay. Inside, up to kMaxFilledRun in a
// row are counted in `filled` and have no weight: a trend and a season go through them; `adjusted` and `remainder` stay
// gaps. Shapes: as long as the input. Errors: kInvalidInput: too short, longer gaps, logarithms of what is not
// positive. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace housing::stats {

inline constexpr std::size_t kSeasonalWindow = 13;
inline constexpr int kRobustPasses = 10;
inline constexpr std::size_t kLeastSeasons = 3;  // years a series must have

enum class Fit { kRobust, kPlain };

struct Season {
  std::vector<double> season;
  std::vector<double> trend;
  std::vector<double> remainder;  // in logarithms: ln(value / (trend season))
  std::vector<double> adjusted;
  std::size_t filled = 0;
  bool in_logarithms = false;
};

// `period`: values a year, 12 or 4.
base::Result<Season> take_apart(std::span<const double> values, std::size_t period, bool in_logarithms,
                                Fit fit = Fit::kRobust);

// "robust STL, n_p 12, n_s 13, n_t 21, n_l 13, n_i 1, n_o 10, in logarithms": how, for people who want to repeat it.
std::string season_parameters(std::size_t period, bool in_logarithms, Fit fit = Fit::kRobust);

}  // namespace housing::stats
