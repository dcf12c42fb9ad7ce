// Bands around forecasts that keep their promise as measured, not as a model assumes: conformal prediction over rolling
// origins.
//
// At each origin and for each horizon h the errors already seen h steps ahead, absolute and divided by the error scale
// of their origin, are the calibration scores; the band is forecast +- quantile of the scores x today's scale. The
// scale is the running mean absolute deviation of the last kScaleWindow one-step forecasts, and at least kLeastScale of
// that of all. Sources: split conformal prediction, Vovk, Gammerman, Shafer 2005; Lei et al. 2018. Errors of a series
// are not exchangeable, for which there are two corrections:
//  - h-step errors of neighbouring origins overlap, so n of them are counted as k = n / (1 + kOverlap (h - 1)) in the
//    finite-sample correction: the quantile is taken at level x (1 + 1 / k);
//  - the level aimed at is adapted by what was missed so far (adaptive conformal inference, Gibbs and Candes 2021):
//    a <- a + kAdaptation (1 - level - missed), each miss being known h steps later. An a below zero asks for more than
//    the largest score: the band grows in proportion.
// Every band of the past is made of what was known at its origin, so that the share of values inside them is a coverage
// out of sample.
//
// Gaps: NaN where there are fewer than kMinScores calibration scores. Bands of a higher level are never narrower.
// Complexity: O(origins x horizon x (log origins + levels)). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace housing::forecast {

inline constexpr std::size_t kScaleWindow = 12;
inline constexpr std::size_t kMinScaleErrors = 6;
inline constexpr double kLeastScale = 0.3;
inline constexpr double kLeastShareOfValue = 1e-5;  // of the value at the origin: what a scale is at least
inline constexpr std::size_t kMinScores = 20;
inline constexpr double kOverlap = 0.25;
inline constexpr double kAdaptation = 0.03;

// Half widths of bands, by origin, level and horizon.
class HalfWidths {
 public:
  HalfWidths(std::size_t origins, std::size_t levels, std::size_t horizon);
  double at(std::size_t origin, std::size_t level, std::size_t h) const { return widths_[place(origin, level, h)]; }
  double& at(std::size_t origin, std::size_t level, std::size_t h) { return widths_[place(origin, level, h)]; }

 private:
  std::size_t place(std::size_t origin, std::size_t level, std::size_t h) const {
    return (origin * levels_ + level) * horizon_ + h - 1;
  }
  std::size_t levels_;
  std::size_t horizon_;
  std::vector<double> widths_;
};

// errors[origin * horizon + h - 1]: actual - forecast, NaN where the future is not known; origins in order, one period
// apart; sizes[origin]: the last value known. `levels` ascend, in (0, 1).
HalfWidths calibrate(std::span<const double> errors, std::span<const double> sizes, std::size_t horizon,
                     std::span<const double> levels);

}  // namespace housing::forecast
