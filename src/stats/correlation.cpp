#include "stats/correlation.hpp"

#include <cmath>
#include <limits>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

// Four sums at a time, so that the compiler may keep them in one register without changing the order of any of them.
float dot(const float* a, const float* b, std::size_t width) {
  float sums[8] = {};
  std::size_t i = 0;
  for (; i + 8 <= width; i += 8)
    for (std::size_t k = 0; k < 8; ++k) sums[k] += a[i + k] * b[i + k];
  float sum = 0;
  for (; i < width; ++i) sum += a[i] * b[i];
  for (const float part : sums) sum += part;
  return sum;
}

Correlation with_gaps(const float* a, const float* b, std::size_t width) {
  double sum_a = 0;
  double sum_b = 0;
  std::uint32_t common = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    ++common;
    sum_a += a[i];
    sum_b += b[i];
  }
  if (common < kMinCommon) return {kNaN, common};
  const double mean_a = sum_a / common;
  const double mean_b = sum_b / common;
  double aa = 0;
  double bb = 0;
  double ab = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    const double x = a[i] - mean_a;
    const double y = b[i] - mean_b;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  if (aa <= 0 || bb <= 0) return {kNaN, common};
  return {static_cast<float>(ab / std::sqrt(aa * bb)), common};
}

}  // namespace

ScaledRows scaled_rows(std::vector<float> rows, std::size_t width) {
  HT_ASSERT(width > 0 && rows.size() % width == 0);
  ScaledRows scaled;
  scaled.width = width;
  scaled.values.assign(rows.size(), 0);
  scaled.complete.assign(rows.size() / width, 0);
  for (std::size_t row = 0; row < scaled.complete.size(); ++row) {
    const float* from = rows.data() + row * width;
    double sum = 0;
    bool complete = true;
    for (std::size_t i = 0; i < width; ++i) {
      complete = complete && !std::isnan(from[i]);
      sum += from[i];
    }
    if (!complete || width < kMinCommon) continue;
    const double mean = sum / static_cast<double>(width);
    double squares = 0;
    for (std::size_t i = 0; i < width; ++i) squares += (from[i] - mean) * (from[i] - mean);
    if (squares <= 0) continue;
    const double inverse = 1 / std::sqrt(squares);
    for (std::size_t i = 0; i < width; ++i)
      scaled.values[row * width + i] = static_cast<float>((from[i] - mean) * inverse);
    scaled.complete[row] = 1;
  }
  scaled.raw = std::move(rows);
  return scaled;
}

std::vector<Correlation> correlate(const ScaledRows& rows, std::size_t one) {
  HT_ASSERT(one < rows.complete.size());
  std::vector<Correlation> all(rows.complete.size());
  const std::size_t width = rows.width;
  const float* const scaled = rows.values.data() + one * width;
  const float* const raw = rows.raw.data() + one * width;
  for (std::size_t row = 0; row < all.size(); ++row) {
    if (rows.complete[one] != 0 && rows.complete[row] != 0)
      all[row] = {dot(scaled, rows.values.data() + row * width, width), static_cast<std::uint32_t>(width)};
    else
      all[row] = with_gaps(raw, rows.raw.data() + row * width, width);
  }
  return all;
}

}  // namespace housing::stats
