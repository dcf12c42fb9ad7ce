// How a column's cells come from a block: the transform of one period over all regions of a type. Columns keeps what
// this makes; nobody else asks it. Thread-safety: pure functions.
#pragma once

#include <span>
#include <vector>

#include "analyses/columns.hpp"
#include "app/deflator.hpp"
#include "series/block.hpp"

namespace housing::analyses {

// Whether the transform can be told from single columns; the seasonal ones and trends need whole series.
bool is_columnar(app::Transform transform);

// One cell for each row of the block that belongs to key.type, in the block's order.
struct RowValues {
  model::Unit unit = model::Unit::kUsd;
  int decimals = 0;
  std::vector<model::Cell> narrow;
  std::vector<model::WideCell> wide;  // instead, where 32 bits do not hold the numbers

  series::Cells cells() const { return wide.empty() ? series::Cells(narrow) : series::Cells(wide); }
};

// Requires: is_columnar(key.measure.transform). All gaps where the periods it needs are not there. `deflator` is
// that of key.measure.deflator, for `real`.
RowValues row_values(const series::Block& block, const ColumnKey& key, const app::Deflator* deflator);

// Percent change from one period to another, both of the block's frequency; all gaps where one is not there.
RowValues row_changes(const series::Block& block, model::RegionType type, std::int32_t from, std::int32_t to);

}  // namespace housing::analyses
