#include "stats/column_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "base/assert.hpp"

namespace housing::stats {
namespace {

using model::Cell;
using model::WideCell;

template <class T>
constexpr T kGapOf = std::numeric_limits<T>::min();
static_assert(kGapOf<Cell> == model::kGap && kGapOf<WideCell> == model::kWideGap);

constexpr double kPercentScale = 10'000;
// Adding and taking away 1.5 * 2^52 rounds a double below 2^51 to a whole number, half to even: what nearbyint() does,
// in a form that compilers vectorise.
constexpr double kRounder = 6755399441055744.0;

template <class T>
std::size_t present_of(std::span<const T> cells) {
  std::size_t present = 0;
  for (const T cell : cells) present += cell != kGapOf<T> ? 1U : 0U;
  return present;
}

bool is_chosen(std::span<const std::uint64_t> chosen, std::size_t i) {
  return chosen.empty() || ((chosen[i / 64] >> (i % 64)) & 1U) != 0;
}

constexpr std::size_t kRun = 64;

// Whether any of the cells beats the worst kept so far. Without a branch a cell, so that the compiler takes many at
// once.
template <class T>
bool any_better(const T* cells, std::size_t count, T worst, bool greatest) {
  unsigned better = 0;
  if (greatest)
    for (std::size_t i = 0; i < count; ++i) better |= cells[i] > worst ? 1U : 0U;
  else
    for (std::size_t i = 0; i < count; ++i) better |= ((cells[i] < worst) & (cells[i] != kGapOf<T>)) ? 1U : 0U;
  return better != 0;
}

// A heap of the best so far, the worst of them on top; most runs of cells hold nothing better.
template <class T>
std::vector<std::uint32_t> top_of(std::span<const T> cells, std::size_t count, bool greatest,
                                  std::span<const std::uint64_t> chosen) {
  std::vector<std::uint32_t> heap;
  if (count == 0) return heap;
  heap.reserve(std::min(count, cells.size()));
  const auto better = [&](std::uint32_t a, std::uint32_t b) {
    if (cells[a] != cells[b]) return greatest ? cells[a] > cells[b] : cells[a] < cells[b];
    return a < b;
  };
  const auto offer = [&](std::uint32_t i) {
    const T cell = cells[i];
    if (cell == kGapOf<T>) return;
    if (heap.size() == count) {
      const T worst = cells[heap.front()];  // an equal cell comes later and loses
      if (greatest ? cell <= worst : cell >= worst) return;
    }
    if (!is_chosen(chosen, i)) return;
    if (heap.size() == count) {
      std::ranges::pop_heap(heap, better);
      heap.pop_back();
    }
    heap.push_back(i);
    std::ranges::push_heap(heap, better);
  };
  for (std::size_t first = 0; first < cells.size(); first += kRun) {
    const std::size_t end = std::min(first + kRun, cells.size());
    if (heap.size() == count && !any_better(cells.data() + first, end - first, cells[heap.front()], greatest)) continue;
    for (std::size_t i = first; i < end; ++i) offer(static_cast<std::uint32_t>(i));
  }
  std::ranges::sort_heap(heap, better);
  return heap;
}

struct Keyed {
  std::uint64_t key;
  std::uint32_t position;
};

// Least significant digit first, skipping digits that all keys share.
std::vector<Keyed> radix_sorted(std::vector<Keyed> items, int key_bits) {
  constexpr int kDigitBits = 11;
  constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;
  std::vector<Keyed> other(items.size());
  for (int shift = 0; shift < key_bits; shift += kDigitBits) {
    std::array<std::uint32_t, kBuckets> starts{};
    for (const Keyed& item : items) ++starts[(item.key >> shift) & (kBuckets - 1)];
    if (!items.empty() && starts[(items.front().key >> shift) & (kBuckets - 1)] == items.size()) continue;
    std::uint32_t next = 0;
    for (std::uint32_t& start : starts) {
      const std::uint32_t size = start;
      start = next;
      next += size;
    }
    for (const Keyed& item : items) other[starts[(item.key >> shift) & (kBuckets - 1)]++] = item;
    items.swap(other);
  }
  return items;
}

template <class T>
std::vector<Keyed> sorted_of(std::span<const T> cells) {
  std::vector<Keyed> items;
  items.reserve(cells.size());
  for (std::uint32_t i = 0; i < cells.size(); ++i)  // less the least value: order kept, no sign
    if (cells[i] != kGapOf<T>)
      items.push_back({static_cast<std::uint64_t>(cells[i]) - static_cast<std::uint64_t>(kGapOf<T>), i});
  std::uint64_t all = 0;
  for (const Keyed& item : items) all |= item.key;
  return radix_sorted(std::move(items), static_cast<int>(std::bit_width(all)));
}

// Calls visit(first, end, items) for each run of equal cells in ascending order.
template <class Visit>
void each_tie(const std::vector<Keyed>& items, Visit visit) {
  for (std::size_t first = 0; first < items.size();) {
    std::size_t end = first + 1;
    while (end < items.size() && items[end].key == items[first].key) ++end;
    visit(first, end);
    first = end;
  }
}

template <class T>
void percentiles_of(std::span<const T> cells, std::span<Cell> out) {
  HT_ASSERT(out.size() == cells.size());
  std::ranges::fill(out, model::kGap);
  const auto items = sorted_of(cells);
  const auto n = static_cast<double>(items.size());
  each_tie(items, [&](std::size_t first, std::size_t end) {
    const double percentile = 100 * (static_cast<double>(first) + 0.5 * static_cast<double>(end - first)) / n;
    const auto cell = static_cast<Cell>(std::nearbyint(percentile * kPercentScale));
    for (std::size_t i = first; i < end; ++i) out[items[i].position] = cell;
  });
}

template <class T>
void ranks_of(std::span<const T> cells, std::span<Cell> out) {
  HT_ASSERT(out.size() == cells.size());
  std::ranges::fill(out, model::kGap);
  const auto items = sorted_of(cells);
  each_tie(items, [&](std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) out[items[i].position] = static_cast<Cell>(items.size() - end + 1);
  });
}

// Counts into bins over the range, then looks only into the bin that holds the middle.
template <class T>
double middle_of(std::span<T> cells) {
  constexpr std::size_t kBins = 2'048;
  constexpr std::size_t kFew = 256;
  T least = cells.front();
  T greatest = cells.front();
  for (const T cell : cells) {
    least = std::min(least, cell);
    greatest = std::max(greatest, cell);
  }
  const std::size_t upper = cells.size() / 2;
  const auto exact = [&](std::span<T> some, std::size_t nth) {
    const auto at = some.begin() + static_cast<std::ptrdiff_t>(nth);
    std::ranges::nth_element(some, at);
    return static_cast<double>(*at);
  };
  std::vector<T> bin;
  std::size_t before = 0;
  std::span<T> where = cells;
  if (cells.size() > kFew && greatest > least) {
    const auto range = static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least);
    const int shift = std::max(0, static_cast<int>(std::bit_width(range)) - 11);
    const auto bin_of = [&](T cell) {
      return static_cast<std::size_t>((static_cast<std::uint64_t>(cell) - static_cast<std::uint64_t>(least)) >> shift);
    };
    std::array<std::uint32_t, kBins> counts{};
    for (const T cell : cells) ++counts[bin_of(cell)];
    std::size_t first = 0;
    while (before + counts[first] <= upper) before += counts[first++];
    // An even number needs the one before the middle too, which may lie in the bin before.
    std::size_t begin = first;
    if (cells.size() % 2 == 0 && before == upper) {
      while (counts[--begin] == 0) {
      }
      before -= counts[begin];
    }
    for (const T cell : cells)
      if (const std::size_t at = bin_of(cell); at >= begin && at <= first) bin.push_back(cell);
    where = bin;
  }
  const double middle = exact(where, upper - before);
  if (cells.size() % 2 != 0) return middle;
  const auto end = where.begin() + static_cast<std::ptrdiff_t>(upper - before);
  return (middle + static_cast<double>(*std::max_element(where.begin(), end))) / 2;
}

template <class T>
std::vector<std::uint32_t> positions_of(std::span<const T> cells) {
  const auto items = sorted_of(cells);
  std::vector<std::uint32_t> positions(items.size());
  std::ranges::transform(items, positions.begin(), &Keyed::position);
  return positions;
}

}  // namespace

std::optional<std::size_t> percent_change_cells(std::span<const Cell> now, std::span<const Cell> then,
                                                std::span<Cell> out) {
  HT_ASSERT(now.size() == then.size() && now.size() == out.size());
  constexpr double kLimit = model::kMaxCell;
  const Cell* const a = now.data();
  const Cell* const b = then.data();
  Cell* const to = out.data();
  std::uint32_t present = 0;
  std::uint32_t too_large = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const bool known = (a[i] != model::kGap) & (b[i] != model::kGap) & (b[i] != 0);
    const double divisor = known ? static_cast<double>(b[i]) : 1.0;
    const double change = 100.0 * (static_cast<double>(a[i]) / divisor - 1.0) * kPercentScale;
    const bool fits = (change <= kLimit) & (change >= -kLimit);
    const double held = fits ? change : 0.0;
    const double rounded = (held + kRounder) - kRounder;
    to[i] = known ? static_cast<Cell>(rounded) : model::kGap;
    present += known ? 1U : 0U;
    too_large += (known & !fits) ? 1U : 0U;
  }
  if (too_large > 0) return std::nullopt;
  return present;
}

std::size_t count_present(std::span<const Cell> cells) { return present_of(cells); }
std::size_t count_present(std::span<const WideCell> cells) { return present_of(cells); }

std::vector<std::uint32_t> top_cells(std::span<const Cell> cells, std::size_t count, bool greatest,
                                     std::span<const std::uint64_t> chosen) {
  return top_of(cells, count, greatest, chosen);
}
std::vector<std::uint32_t> top_cells(std::span<const WideCell> cells, std::size_t count, bool greatest,
                                     std::span<const std::uint64_t> chosen) {
  return top_of(cells, count, greatest, chosen);
}

std::vector<std::uint32_t> sorted_positions(std::span<const Cell> cells) { return positions_of(cells); }
std::vector<std::uint32_t> sorted_positions(std::span<const WideCell> cells) { return positions_of(cells); }

double median_cells(std::span<Cell> cells) { return middle_of(cells); }
double median_cells(std::span<WideCell> cells) { return middle_of(cells); }

void percentile_cells(std::span<const Cell> cells, std::span<Cell> out) { percentiles_of(cells, out); }
void percentile_cells(std::span<const WideCell> cells, std::span<Cell> out) { percentiles_of(cells, out); }
void rank_cells(std::span<const Cell> cells, std::span<Cell> out) { ranks_of(cells, out); }
void rank_cells(std::span<const WideCell> cells, std::span<Cell> out) { ranks_of(cells, out); }

}  // namespace housing::stats
