// Bit columns: which regions of an axis meet a condition, 64 to a word, for screens of many conditions.
//
// A condition over a gap is neither met nor failed (Kleene's three values), so each comes as two sets: `yes` and `no`.
// Shapes: words_for(n) words; bits behind the last place are zero. Complexity: O(n / 64) words a combination.
// Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/value.hpp"

namespace housing::stats {

using Bits = std::vector<std::uint64_t>;

constexpr std::size_t words_for(std::size_t places) { return (places + 63) / 64; }

struct Truth {
  Bits yes;
  Bits no;
};

// yes: low <= cell <= high; no: a cell outside; neither: a gap.
Truth within(std::span<const model::Cell> cells, model::WideCell low, model::WideCell high);
Truth within(std::span<const model::WideCell> cells, model::WideCell low, model::WideCell high);
// yes: there is a cell; no: a gap.
Truth has_value(std::span<const model::Cell> cells);
Truth has_value(std::span<const model::WideCell> cells);

// `into` becomes its conjunction, disjunction with `other`; negated() exchanges the two.
void conjoin(Truth& into, const Truth& other);
void disjoin(Truth& into, const Truth& other);
Truth negated(Truth truth);

std::size_t count_bits(std::span<const std::uint64_t> bits);
std::size_t count_common(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b);

}  // namespace housing::stats
