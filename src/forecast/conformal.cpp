#include "forecast/conformal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/assert.hpp"

namespace housing::forecast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Error scales of the origins; NaN before there are errors.
std::vector<double> scales_of(std::span<const double> errors, std::span<const double> sizes, std::size_t horizon) {
  std::vector<double> scales(sizes.size(), kNone);
  std::vector<double> seen;
  double all = 0;
  for (std::size_t origin = 1; origin < sizes.size(); ++origin) {
    seen.push_back(std::abs(errors[(origin - 1) * horizon]));
    all += seen.back();
    if (seen.size() < kMinScaleErrors) continue;
    const std::size_t count = std::min(seen.size(), kScaleWindow);
    const double recent = std::accumulate(seen.end() - static_cast<std::ptrdiff_t>(count), seen.end(), 0.0);
    scales[origin] =
        std::max({recent / static_cast<double>(count), kLeastScale * all / static_cast<double>(seen.size()),
                  kLeastShareOfValue * std::abs(sizes[origin])});
    if (!(scales[origin] > 0)) scales[origin] = kNone;
  }
  return scales;
}

// Of ascending values, between neighbours in proportion. Beyond the largest it grows by twice what is wanted.
double quantile(const std::vector<double>& sorted, double level) {
  const auto last = static_cast<double>(sorted.size() - 1);
  if (level > 1) return sorted.back() * (1 + 2 * (level - 1));
  const double place = std::clamp(level * static_cast<double>(sorted.size()) - 1, 0.0, last);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 >= sorted.size()) return sorted.back();
  return std::lerp(sorted[below], sorted[below + 1], place - static_cast<double>(below));
}

// One horizon, origin after origin.
class Calibrator {
 public:
  Calibrator(std::span<const double> levels, std::size_t h, HalfWidths& widths)
      : levels_(levels), h_(h), widths_(widths) {
    for (const double level : levels) missing_.push_back(1 - level);
  }
  // The outcome of the origin `then` became known.
  void learn(std::size_t then, double error, double scale) {
    for (std::size_t l = 0; l < levels_.size(); ++l) {
      const double width = widths_.at(then, l, h_);
      if (!std::isnan(width)) missing_[l] += kAdaptation * (1 - levels_[l] - (error > width ? 1 : 0));
    }
    if (!std::isnan(scale)) scores_.insert(std::ranges::upper_bound(scores_, error / scale), error / scale);
  }
  void set_widths(std::size_t origin, double scale) {
    if (scores_.size() < kMinScores || std::isnan(scale)) return;
    const double overlap = 1 + kOverlap * static_cast<double>(h_ - 1);
    const double correction = 1 + overlap / static_cast<double>(scores_.size());
    double widest = 0;
    for (std::size_t l = 0; l < levels_.size(); ++l) {
      const double level = std::max(0.0, 1 - missing_[l]) * correction;
      widest = std::max(widest, quantile(scores_, level) * scale);
      widths_.at(origin, l, h_) = widest;
    }
  }

 private:
  std::span<const double> levels_;
  std::size_t h_;
  HalfWidths& widths_;
  std::vector<double> missing_;
  std::vector<double> scores_;  // ascending
};

}  // namespace

HalfWidths::HalfWidths(std::size_t origins, std::size_t levels, std::size_t horizon)
    : levels_(levels), horizon_(horizon), widths_(origins * levels * horizon, kNone) {}

HalfWidths calibrate(std::span<const double> errors, std::span<const double> sizes, std::size_t horizon,
                     std::span<const double> levels) {
  HT_ASSERT(horizon > 0 && errors.size() == sizes.size() * horizon);
  HalfWidths widths(sizes.size(), levels.size(), horizon);
  const std::vector<double> scales = scales_of(errors, sizes, horizon);
  for (std::size_t h = 1; h <= horizon; ++h) {
    Calibrator calibrator(levels, h, widths);
    for (std::size_t origin = 0; origin < sizes.size(); ++origin) {
      if (origin >= h)
        calibrator.learn(origin - h, std::abs(errors[(origin - h) * horizon + h - 1]), scales[origin - h]);
      calibrator.set_widths(origin, scales[origin]);
    }
  }
  return widths;
}

}  // namespace housing::forecast
