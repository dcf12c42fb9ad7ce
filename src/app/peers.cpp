#include "app/peers.hpp"

#include <limits>

#include "base/assert.hpp"

namespace housing::app {
namespace {

struct Counts {
  std::uint32_t above = 0;
  std::uint32_t equal = 0;
  std::uint32_t of = 0;
};

template <class Cell>
Counts count(std::span<const Cell> cells, Cell value, Cell gap) {
  Counts counts;
  for (const Cell cell : cells) {
    counts.of += cell != gap ? 1 : 0;
    counts.above += cell > value && cell != gap ? 1 : 0;
    counts.equal += cell == value ? 1 : 0;
  }
  return counts;
}

Counts count(const series::Cells& cells, model::WideCell value) {
  if (cells.is_wide()) {
    const auto copied = cells.copied();
    return count<model::WideCell>(copied, value, model::kWideGap);
  }
  return count<model::Cell>(cells.narrow(), static_cast<model::Cell>(value), model::kGap);
}

}  // namespace

Standings standings_of(const World& world, const model::MetricInfo& metric, const model::RegionId& region,
                       std::size_t first, std::size_t end) {
  const series::Block* block = world.block(metric);
  HT_ASSERT(block != nullptr);
  const auto row = block->find_row(region);
  HT_ASSERT(row.has_value());
  const std::size_t columns = block->ordinals().size();
  const std::vector<double> gaps(columns, std::numeric_limits<double>::quiet_NaN());
  Standings result{.rank = gaps, .percentile = gaps, .of = std::vector<std::uint32_t>(columns, 0)};
  const auto cells = block->row(*row);
  const auto rows = block->rows_of(region.type());
  for (std::size_t column = first; column < end; ++column) {
    if (cells[column] == model::kWideGap) continue;
    const auto peers = block->column(static_cast<std::uint32_t>(column)).subspan(rows.begin, rows.end - rows.begin);
    const Counts counts = count(peers, cells[column]);
    const double below = counts.of - counts.above - counts.equal;
    result.rank[column] = counts.above + 1;
    result.percentile[column] = 100 * (below + 0.5 * counts.equal) / counts.of;
    result.of[column] = counts.of;
  }
  return result;
}

std::size_t peers_of(const World& world, const model::MetricInfo& metric, model::RegionType type) {
  const series::Block* block = world.block(metric);
  if (block == nullptr) return 0;
  const auto rows = block->rows_of(type);
  return rows.end - rows.begin;
}

}  // namespace housing::app
