// Column kernels: what is asked of many regions at one period, over cells that lie one after another. Fixed point
// throughout: cells are integers of 10^-decimals, gaps are model::kGap.
//
// Shapes: `out` is as long as the input. Errors: none; a result that 32 bits do not hold is told by the return value.
// Complexity: O(n), vectorised by the compiler (this file is compiled for that; see CMakeLists.txt).
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/value.hpp"

namespace housing::stats {

// 100 (now / then - 1) in units of 10^-4 percent, rounded half to even; a gap where either is one or `then` is zero.
// Gives how many are no gap; nothing when a change does not fit (`out` is of no use then).
std::optional<std::size_t> percent_change_cells(std::span<const model::Cell> now, std::span<const model::Cell> then,
                                                std::span<model::Cell> out);

// How many cells are no gap.
std::size_t count_present(std::span<const model::Cell> cells);
std::size_t count_present(std::span<const model::WideCell> cells);

// Positions of the `count` greatest (or least) cells, the best first; equal cells in order of position; gaps never.
// `chosen`: a bit for each cell that may be taken (64 a word); empty: all. O(n + count log count).
std::vector<std::uint32_t> top_cells(std::span<const model::Cell> cells, std::size_t count, bool greatest,
                                     std::span<const std::uint64_t> chosen = {});
std::vector<std::uint32_t> top_cells(std::span<const model::WideCell> cells, std::size_t count, bool greatest,
                                     std::span<const std::uint64_t> chosen = {});

// The order of all cells that are no gap, ascending; equal cells in order of position. O(n) by radix.
std::vector<std::uint32_t> sorted_positions(std::span<const model::Cell> cells);
std::vector<std::uint32_t> sorted_positions(std::span<const model::WideCell> cells);

// The median; of an even number the mean of the two in the middle. May reorder the cells. Requires: one cell at least,
// no gaps. O(n).
double median_cells(std::span<model::Cell> cells);
double median_cells(std::span<model::WideCell> cells);

// Mid-rank percentile of each cell among those that are no gap: 100 (#less + #equal / 2) / n, in units of 10^-4.
void percentile_cells(std::span<const model::Cell> cells, std::span<model::Cell> out);
void percentile_cells(std::span<const model::WideCell> cells, std::span<model::Cell> out);
// Rank of each cell, the greatest is 1, equal cells share the best rank.
void rank_cells(std::span<const model::Cell> cells, std::span<model::Cell> out);
void rank_cells(std::span<const model::WideCell> cells, std::span<model::Cell> out);

}  // namespace housing::stats
