#include "stats/loess.hpp"

#include <algorithm>
#include <cmath>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

// The paper's program takes a point this near for no distance at all, and one this far for none of the neighbours.
constexpr double kNear = 0.001;
constexpr double kFar = 0.999;
// A line is fitted only when the neighbours spread by more than this share of the series.
constexpr double kLeastSpread = 0.001;

double tricube(double distance, double reach) {
  if (distance > kFar * reach) return 0;
  if (distance <= kNear * reach) return 1;
  const double ratio = distance / reach;
  const double rest = 1 - ratio * ratio * ratio;
  return rest * rest * rest;
}

}  // namespace

void Loess::fill_tricube(double reach, std::size_t count) {
  if (reach == reach_ && tricube_.size() >= count) return;
  reach_ = reach;
  tricube_.resize(count);
  for (std::size_t i = 0; i < count; ++i) tricube_[i] = tricube(static_cast<double>(i), reach);
}

std::optional<double> Loess::at(std::span<const double> values, std::span<const double> weights, double position,
                                std::size_t first, std::size_t end) {
  const std::size_t n = values.size();
  HT_ASSERT(first < end && end <= n && (weights.empty() || weights.size() == n));
  double reach = std::max(position - static_cast<double>(first), static_cast<double>(end - 1) - position);
  const auto distances = static_cast<std::size_t>(reach) + 1;
  if (window_ > n) reach += static_cast<double>((window_ - n) / 2);
  fill_tricube(reach, distances);  // positions are whole, so is every distance
  local_.resize(end - first);
  double sum = 0;
  double moment = 0;
  for (std::size_t j = first; j < end; ++j) {
    const auto distance = static_cast<std::size_t>(std::abs(static_cast<double>(j) - position));
    const double weight = weights.empty() ? tricube_[distance] : weights[j] * tricube_[distance];
    local_[j - first] = weight;
    sum += weight;
    moment += weight * static_cast<double>(j);
  }
  if (!(sum > 0)) return std::nullopt;
  double slope = 0;
  double centre = 0;
  if (degree_ > 0) {
    centre = moment / sum;
    double spread = 0;
    for (std::size_t j = first; j < end; ++j) {
      const double off = static_cast<double>(j) - centre;
      spread += local_[j - first] * off * off;
    }
    spread /= sum;
    if (std::sqrt(spread) > kLeastSpread * static_cast<double>(n - 1)) slope = (position - centre) / spread;
  }
  double fitted = 0;
  for (std::size_t j = first; j < end; ++j)
    fitted += local_[j - first] * (1 + slope * (static_cast<double>(j) - centre)) * values[j];
  return fitted / sum;
}

void Loess::fit(std::span<const double> values, std::span<const double> weights, std::size_t position,
                std::size_t first, std::size_t end, std::span<double> out) {
  out[position] = at(values, weights, static_cast<double>(position), first, end).value_or(values[position]);
}

void Loess::smooth(std::span<const double> values, std::span<const double> weights, std::span<double> out) {
  const std::size_t n = values.size();
  HT_ASSERT(out.size() == n && jump_ > 0);
  if (n < 2) {
    std::ranges::copy(values, out.begin());
    return;
  }
  const std::size_t jump = std::min(jump_, n - 1);
  const std::size_t half = (window_ + 1) / 2;
  std::size_t first = 0;
  std::size_t end = std::min(window_, n);
  std::size_t last = 0;
  for (std::size_t i = 0; i < n; i += jump) {
    // The window is centred where it can be and stands still at the ends.
    if (window_ < n) {
      first = i + 1 < half ? 0 : std::min(i + 1 - half, n - window_);
      end = first + window_;
    }
    fit(values, weights, i, first, end, out);
    last = i;
  }
  if (jump == 1) return;
  const auto draw = [&out](std::size_t from, std::size_t to) {
    const double step = (out[to] - out[from]) / static_cast<double>(to - from);
    for (std::size_t j = from + 1; j < to; ++j) out[j] = out[from] + step * static_cast<double>(j - from);
  };
  for (std::size_t i = 0; i + jump <= last; i += jump) draw(i, i + jump);
  if (last == n - 1) return;
  fit(values, weights, n - 1, first, end, out);
  draw(last, n - 1);
}

}  // namespace housing::stats
