// A block's row as numbers, transformed: what series, alerts and their rehearsal all calculate with.
// Gaps: NaN. Units: those of the metric for level, percent for changes, none for an index.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "app/transform_rules.hpp"
#include "series/block.hpp"

namespace housing::app {

// As long as the row. `index_from`: the column whose value, or the first one after it, is an index's base.
// A transform that the frequency does not know gives NaN throughout.
std::vector<double> transformed(const series::Block& block, const series::Cells& row, Transform transform,
                                std::size_t index_from = 0);

}  // namespace housing::app
