#include "app/region_coverage.hpp"

namespace housing::app {
namespace {

using series::Block;

std::optional<RegionMetric> coverage_of(const World& world, const model::MetricInfo& metric,
                                        const model::RegionId& region) {
  const Block* block = world.block(metric);
  const auto row = block != nullptr ? block->find_row(region) : std::nullopt;
  if (!row) return std::nullopt;
  const series::Cells cells = block->row(*row);
  const auto origins = block->origins(*row);
  RegionMetric found;
  found.metric = &metric;
  std::uint32_t gaps = 0;  // since the last value
  for (std::size_t i = 0; i < origins.size(); ++i) {
    if (origins[i].shard == Block::kNoShard) continue;
    const std::size_t end = i + 1 < origins.size() ? origins[i + 1].first_column : cells.size();
    bool supplies = false;
    for (std::size_t column = origins[i].first_column; column < end; ++column) {
      if (cells[column] == model::kWideGap) {
        ++gaps;
        continue;
      }
      supplies = true;
      found.to = {block->frequency(), block->ordinals()[column]};
      if (found.values == 0)
        found.from = found.to;
      else
        found.gaps += gaps;
      gaps = 0;
      ++found.values;
    }
    const series::ShardEntry* shard = world.manifest().find(block->shards()[origins[i].shard]);
    if (supplies && shard != nullptr && (found.newest == nullptr || wins_over(*shard, *found.newest)))
      found.newest = shard;
  }
  if (found.values == 0) return std::nullopt;
  return found;
}

}  // namespace

Answered<RegionCoverage> answer_region_coverage(const World& world, std::string_view id) {
  auto region = known_region(world, id, "id");
  if (!region) return std::unexpected(region.error());
  RegionCoverage coverage;
  coverage.region = *region;
  for (const model::MetricInfo& metric : model::all_metrics())
    if (const auto one = coverage_of(world, metric, *region)) coverage.metrics.push_back(*one);
  return coverage;
}

}  // namespace housing::app
