// A block's row as numbers, transformed: what series, alerts and their rehearsal all calculate with.
// Gaps: NaN. Units: those of the metric for level and diff, percent for mom, yoy and annualised, none for log and
// index.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "app/transform_rules.hpp"
#include "series/block.hpp"

namespace housing::app {

// As long as the row. `index_from`: the column whose value, or the first one after it, is an index's base.
// A transform that the frequency does not know, and one that needs more than the row, gives NaN throughout.
std::vector<double> transformed(const series::Block& block, const series::Cells& row, Transform transform,
                                std::size_t index_from = 0);

// The same of any numbers that belong to the frequency's ordinals.
std::vector<double> transformed(std::vector<double> numbers, std::span<const std::int32_t> ordinals,
                                model::Frequency frequency, Transform transform, std::size_t index_from = 0);

}  // namespace housing::app
