#include "stats/bit_columns.hpp"

#include <emmintrin.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

using model::Cell;
using model::WideCell;

// Sixteen comparisons to sixteen bits: the four masks of four lanes are packed to bytes, and the bytes' signs taken.
int signs_of(__m128i a, __m128i b, __m128i c, __m128i d) {
  return _mm_movemask_epi8(_mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d)));
}

struct Pair {
  std::uint64_t outside = 0;
  std::uint64_t gap = 0;
};

// Of 64 cells from `cells` on.
Pair compare_64(const Cell* cells, __m128i low, __m128i high, __m128i gap) {
  Pair result;
  for (int part = 0; part < 4; ++part) {
    __m128i outside[4];
    __m128i gaps[4];
    for (int i = 0; i < 4; ++i) {
      const __m128i four = _mm_loadu_si128(reinterpret_cast<const __m128i*>(cells + part * 16 + i * 4));
      outside[i] = _mm_or_si128(_mm_cmplt_epi32(four, low), _mm_cmpgt_epi32(four, high));
      gaps[i] = _mm_cmpeq_epi32(four, gap);
    }
    result.outside |= static_cast<std::uint64_t>(signs_of(outside[0], outside[1], outside[2], outside[3]) & 0xffff)
                      << (part * 16);
    result.gap |= static_cast<std::uint64_t>(signs_of(gaps[0], gaps[1], gaps[2], gaps[3]) & 0xffff) << (part * 16);
  }
  return result;
}

Truth empty_truth(std::size_t places) { return {Bits(words_for(places)), Bits(words_for(places))}; }

template <class T>
void set_one(Truth& truth, std::size_t i, T cell, T gap, WideCell low, WideCell high) {
  if (cell == gap) return;
  const bool inside = low <= cell && cell <= high;
  (inside ? truth.yes : truth.no)[i / 64] |= std::uint64_t{1} << (i % 64);
}

}  // namespace

Truth within(std::span<const Cell> cells, WideCell low, WideCell high) {
  Truth truth = empty_truth(cells.size());
  if (low > model::kMaxCell || high < model::kMinCell || low > high) {  // no cell can lie inside
    for (std::size_t i = 0; i < cells.size(); ++i) set_one<Cell>(truth, i, cells[i], model::kGap, 1, 0);
    return truth;
  }
  const auto low_cell = static_cast<Cell>(std::max<WideCell>(low, model::kMinCell));
  const auto high_cell = static_cast<Cell>(std::min<WideCell>(high, model::kMaxCell));
  const __m128i lows = _mm_set1_epi32(low_cell);
  const __m128i highs = _mm_set1_epi32(high_cell);
  const __m128i gaps = _mm_set1_epi32(model::kGap);
  const std::size_t whole = cells.size() / 64;
  for (std::size_t word = 0; word < whole; ++word) {
    const Pair pair = compare_64(cells.data() + word * 64, lows, highs, gaps);
    truth.yes[word] = ~pair.outside;
    truth.no[word] = pair.outside & ~pair.gap;
  }
  for (std::size_t i = whole * 64; i < cells.size(); ++i) set_one(truth, i, cells[i], model::kGap, low_cell, high_cell);
  return truth;
}

Truth within(std::span<const WideCell> cells, WideCell low, WideCell high) {
  Truth truth = empty_truth(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) set_one(truth, i, cells[i], model::kWideGap, low, high);
  return truth;
}

Truth has_value(std::span<const Cell> cells) {
  Truth truth = empty_truth(cells.size());
  const __m128i any = _mm_set1_epi32(0);
  const __m128i gaps = _mm_set1_epi32(model::kGap);
  const std::size_t whole = cells.size() / 64;
  for (std::size_t word = 0; word < whole; ++word) {
    truth.no[word] = compare_64(cells.data() + word * 64, any, any, gaps).gap;
    truth.yes[word] = ~truth.no[word];
  }
  for (std::size_t i = whole * 64; i < cells.size(); ++i)
    (cells[i] != model::kGap ? truth.yes : truth.no)[i / 64] |= std::uint64_t{1} << (i % 64);
  return truth;
}

Truth has_value(std::span<const WideCell> cells) {
  Truth truth = empty_truth(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    (cells[i] != model::kWideGap ? truth.yes : truth.no)[i / 64] |= std::uint64_t{1} << (i % 64);
  return truth;
}

void conjoin(Truth& into, const Truth& other) {
  HT_ASSERT(into.yes.size() == other.yes.size());
  for (std::size_t i = 0; i < into.yes.size(); ++i) {
    into.yes[i] &= other.yes[i];
    into.no[i] |= other.no[i];
  }
}

void disjoin(Truth& into, const Truth& other) {
  HT_ASSERT(into.yes.size() == other.yes.size());
  for (std::size_t i = 0; i < into.yes.size(); ++i) {
    into.yes[i] |= other.yes[i];
    into.no[i] &= other.no[i];
  }
}

Truth negated(Truth truth) {
  std::swap(truth.yes, truth.no);
  return truth;
}

std::size_t count_bits(std::span<const std::uint64_t> bits) {
  std::size_t count = 0;
  for (const std::uint64_t word : bits) count += static_cast<std::size_t>(std::popcount(word));
  return count;
}

std::size_t count_common(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  HT_ASSERT(a.size() == b.size());
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += static_cast<std::size_t>(std::popcount(a[i] & b[i]));
  return count;
}

}  // namespace housing::stats
