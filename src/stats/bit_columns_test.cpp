#include "stats/bit_columns.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace housing::stats {
namespace {

using model::Cell;
using model::kGap;
using model::WideCell;

bool bit(const Bits& bits, std::size_t i) { return ((bits[i / 64] >> (i % 64)) & 1U) != 0; }

TEST(Within, EqualsTheComparisonOfEachCellAtEveryLength) {
  std::mt19937 random(7);
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 129U, 1'000U}) {
    std::vector<Cell> cells(size);
    for (Cell& cell : cells) cell = random() % 5 == 0 ? kGap : static_cast<Cell>(random() % 200) - 100;
    const Truth truth = within(cells, -20, 30);
    ASSERT_EQ(truth.yes.size(), words_for(size));
    for (std::size_t i = 0; i < size; ++i) {
      const bool inside = cells[i] != kGap && cells[i] >= -20 && cells[i] <= 30;
      EXPECT_EQ(bit(truth.yes, i), inside) << i;
      EXPECT_EQ(bit(truth.no, i), cells[i] != kGap && !inside) << i;
    }
    EXPECT_EQ(count_bits(truth.yes) + count_bits(truth.no) + count_bits(has_value(cells).no), size);
  }
}

TEST(Within, BoundsBeyondTheCellsReachNobodyOrEverybody) {
  const std::vector<Cell> cells = {kGap, model::kMinCell, 0, model::kMaxCell};
  constexpr WideCell kFar = std::numeric_limits<WideCell>::max();
  EXPECT_EQ(within(cells, -kFar, kFar).yes.front(), 0b1110U);
  EXPECT_EQ(within(cells, 3'000'000'000, kFar).no.front(), 0b1110U);
  EXPECT_EQ(within(cells, 5, 4).no.front(), 0b1110U);
  EXPECT_EQ(within(cells, -kFar, kFar).no.front(), 0U);
}

TEST(Within, WideCellsAlike) {
  const std::vector<WideCell> cells = {model::kWideGap, 9'000'000'000, 1};
  const Truth truth = within(cells, 5'000'000'000, 10'000'000'000);
  EXPECT_EQ(truth.yes.front(), 0b010U);
  EXPECT_EQ(truth.no.front(), 0b100U);
}

// Kleene: what is unknown stays so under not, and only a deciding part settles and / or.
TEST(Truth, KeepsWhatIsUnknownApart) {
  const std::vector<Cell> values = {1, 5, kGap};  // true, false, unknown of "<= 3"
  const std::vector<Cell> others = {kGap, kGap, 9};
  const Truth a = within(values, 0, 3);
  const Truth b = within(others, 0, 3);  // unknown, unknown, false
  EXPECT_EQ(negated(a).yes.front(), 0b010U);
  EXPECT_EQ(negated(a).no.front(), 0b001U);
  Truth both = a;
  conjoin(both, b);
  EXPECT_EQ(both.yes.front(), 0U);
  EXPECT_EQ(both.no.front(), 0b110U);
  Truth either = a;
  disjoin(either, b);
  EXPECT_EQ(either.yes.front(), 0b001U);
  EXPECT_EQ(either.no.front(), 0U);
  EXPECT_EQ(count_common(a.yes, either.yes), 1);
}

}  // namespace
}  // namespace housing::stats
