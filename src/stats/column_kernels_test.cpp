#include "stats/column_kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace housing::stats {
namespace {

using model::Cell;
using model::kGap;
using model::WideCell;

std::vector<Cell> some_cells(std::size_t size, unsigned seed, Cell low, Cell high) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<Cell> number(low, high);
  std::vector<Cell> cells(size);
  for (Cell& cell : cells) cell = random() % 7 == 0 ? kGap : number(random);
  return cells;
}

TEST(PercentChangeCells, RoundsAndKeepsGaps) {
  const std::vector<Cell> now = {110, kGap, 100, 100, 4'000'007, 50};
  const std::vector<Cell> then = {100, 100, kGap, 0, 4'000'000, 100};
  std::vector<Cell> out(now.size());
  EXPECT_EQ(percent_change_cells(now, then, out), 3);
  EXPECT_EQ(out, (std::vector<Cell>{100'000, kGap, kGap, kGap, 2, -500'000}));
}

TEST(PercentChangeCells, EqualsThePlainFormulaForEveryCell) {
  const auto now = some_cells(1'003, 1, 1, 90'000'000);
  const auto then = some_cells(1'003, 2, 1'000'000, 90'000'000);
  std::vector<Cell> out(now.size());
  const auto present = percent_change_cells(now, then, out);
  ASSERT_TRUE(present);
  std::size_t expected_present = 0;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (now[i] == kGap || then[i] == kGap) {
      EXPECT_EQ(out[i], kGap);
      continue;
    }
    ++expected_present;
    EXPECT_EQ(out[i], std::llrint(100.0 * (double(now[i]) / double(then[i]) - 1) * 10'000)) << i;
  }
  EXPECT_EQ(*present, expected_present);
}

TEST(PercentChangeCells, TellsWhenAChangeDoesNotFit) {
  const std::vector<Cell> now = {2'000'000'000};
  const std::vector<Cell> then = {1};
  std::vector<Cell> out(1);
  EXPECT_FALSE(percent_change_cells(now, then, out));
}

TEST(TopCells, TakesTheBestInOrderWithTiesByPosition) {
  const std::vector<Cell> cells = {5, kGap, 9, 5, -3, 9};
  EXPECT_EQ(top_cells(cells, 3, true), (std::vector<std::uint32_t>{2, 5, 0}));
  EXPECT_EQ(top_cells(cells, 9, false), (std::vector<std::uint32_t>{4, 0, 3, 2, 5}));
  EXPECT_TRUE(top_cells(cells, 0, true).empty());
  const std::vector<std::uint64_t> chosen = {0b011001};
  EXPECT_EQ(top_cells(cells, 2, true, chosen), (std::vector<std::uint32_t>{0, 3}));
}

TEST(TopCells, AgreesWithAFullSort) {
  const auto cells = some_cells(3'000, 3, -500, 500);
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < cells.size(); ++i)
    if (cells[i] != kGap) all.push_back(i);
  std::ranges::stable_sort(all, [&](auto a, auto b) { return cells[a] > cells[b]; });
  all.resize(50);
  EXPECT_EQ(top_cells(cells, 50, true), all);
}

TEST(SortedPositions, AscendWithTiesByPosition) {
  const auto cells = some_cells(5'000, 4, -2'000'000'000, 2'000'000'000);
  std::vector<std::uint32_t> expected;
  for (std::uint32_t i = 0; i < cells.size(); ++i)
    if (cells[i] != kGap) expected.push_back(i);
  std::ranges::stable_sort(expected, [&](auto a, auto b) { return cells[a] < cells[b]; });
  EXPECT_EQ(sorted_positions(cells), expected);
  const std::vector<WideCell> wide = {9'000'000'000, model::kWideGap, -9'000'000'000, 0};
  EXPECT_EQ(sorted_positions(wide), (std::vector<std::uint32_t>{2, 3, 0}));
}

// [10,20,20,30,40] -> 10, 40, 40, 70, 90: the mid-rank rule of docs/methods.md.
TEST(PercentileCells, IsTheMidRank) {
  const std::vector<Cell> cells = {10, 20, 20, kGap, 30, 40};
  std::vector<Cell> out(cells.size());
  percentile_cells(cells, out);
  EXPECT_EQ(out, (std::vector<Cell>{100'000, 400'000, 400'000, kGap, 700'000, 900'000}));
}

TEST(RankCells, SharesTheBetterRankAndIgnoresMonotoneChanges) {
  const std::vector<Cell> cells = {10, 20, 20, kGap, 30};
  std::vector<Cell> out(cells.size());
  rank_cells(cells, out);
  EXPECT_EQ(out, (std::vector<Cell>{4, 2, 2, kGap, 1}));

  const auto some = some_cells(2'000, 5, 0, 30'000);
  std::vector<WideCell> cubed;
  for (const Cell cell : some) cubed.push_back(cell == kGap ? model::kWideGap : WideCell{cell} * cell * cell);
  std::vector<Cell> ranks(some.size());
  std::vector<Cell> ranks_of_cubes(some.size());
  rank_cells(some, ranks);
  rank_cells(cubed, ranks_of_cubes);
  EXPECT_EQ(ranks, ranks_of_cubes);
}

TEST(TopCells, AgreesFromTheOtherEndAndUnderAChoice) {
  const auto cells = some_cells(2'000, 9, -90, 90);
  std::vector<std::uint64_t> chosen(2'000 / 64 + 1, 0x5555555555555555U);
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < cells.size(); ++i)
    if (cells[i] != kGap && i % 2 == 0) all.push_back(i);
  std::ranges::stable_sort(all, [&](auto a, auto b) { return cells[a] < cells[b]; });
  all.resize(70);
  EXPECT_EQ(top_cells(cells, 70, false, chosen), all);
}

TEST(MedianCells, IsTheMiddleOfASort) {
  std::mt19937 random(21);
  for (const std::size_t size : {1U, 2U, 3U, 255U, 256U, 257U, 1'000U, 4'001U}) {
    for (const Cell spread : {1, 40, 2'000'000'000}) {
      std::uniform_int_distribution<Cell> number(-spread, spread);
      std::vector<Cell> cells(size);
      for (Cell& cell : cells) cell = number(random);
      if (size > 300) cells[7] = model::kMaxCell;  // one far away makes the bins coarse
      std::vector<Cell> sorted = cells;
      std::ranges::sort(sorted);
      const double expected = size % 2 == 1 ? sorted[size / 2] : (double(sorted[size / 2 - 1]) + sorted[size / 2]) / 2;
      EXPECT_DOUBLE_EQ(median_cells(cells), expected) << size << " " << spread;
    }
  }
  std::vector<WideCell> wide = {9'000'000'000, -5, 7};
  EXPECT_DOUBLE_EQ(median_cells(wide), 7);
}

TEST(ColumnKernels, OfNothingAreNothing) {
  EXPECT_TRUE(top_cells(std::span<const Cell>(), 5, true).empty());
  EXPECT_TRUE(sorted_positions(std::span<const Cell>()).empty());
  percentile_cells(std::span<const Cell>(), {});
  EXPECT_EQ(count_present(std::vector<Cell>{kGap, 0, 1}), 2);
}

}  // namespace
}  // namespace housing::stats
