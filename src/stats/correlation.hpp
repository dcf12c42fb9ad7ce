// Correlation of one row with many: Pearson's r over the positions where both have a value.
//
// Shapes: `rows` holds rows of `width` numbers one after another; `one` has `width`. Gaps: NaN. Source: Pearson.
// Complexity: O(rows x width). Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace housing::stats {

struct Correlation {
  float r = 0;               // NaN where fewer than kMinCommon positions are shared or one side does not vary
  std::uint32_t common = 0;  // positions where both have a value
};

inline constexpr std::uint32_t kMinCommon = 24;

// Rows made ready once: each centred and scaled to length one when it has no gaps.
struct ScaledRows {
  std::size_t width = 0;
  std::vector<float> values;           // NaN-free: gaps are zero, see `complete`
  std::vector<std::uint8_t> complete;  // whether the row had no gap and varies
  std::vector<float> raw;              // as given, for rows with gaps
};

ScaledRows scaled_rows(std::vector<float> rows, std::size_t width);
std::vector<Correlation> correlate(const ScaledRows& rows, std::size_t one);

}  // namespace housing::stats
