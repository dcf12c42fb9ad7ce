#include "app/catalogue_view.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_set>

#include "app/next_due.hpp"
#include "base/assert.hpp"

namespace housing::app {

const model::SourceInfo& source_of(const World& world, const model::MetricInfo& metric) {
  const model::SourceInfo* source = model::find_source(world.synthetic() ? "demo" : metric.source);
  HT_ASSERT(source != nullptr);
  return *source;
}

std::vector<MetricCoverage> metric_coverage(const World& world) {
  std::vector<MetricCoverage> result;
  for (const model::MetricInfo& metric : model::all_metrics()) {
    MetricCoverage coverage;
    coverage.metric = &metric;
    if (const series::Block* block = world.block(metric)) {
      coverage.regions = static_cast<std::uint32_t>(block->regions().size());
      for (std::size_t type = 0; type < model::kRegionTypes; ++type) {
        const auto rows = block->rows_of(static_cast<model::RegionType>(type));
        coverage.by_type[type] = rows.end - rows.begin;
      }
      coverage.first = {block->frequency(), block->ordinals().front()};
      coverage.last = {block->frequency(), block->ordinals().back()};
      for (const std::string& id : block->shards()) {
        const series::ShardEntry* shard = world.manifest().find(id);
        if (shard != nullptr && (coverage.newest == nullptr || wins_over(*shard, *coverage.newest)))
          coverage.newest = shard;
      }
    }
    result.push_back(coverage);
  }
  return result;
}

std::vector<SourceCoverage> source_coverage(const World& world) {
  std::vector<SourceCoverage> result;
  for (const model::SourceInfo& source : model::all_sources()) {
    if ((source.id == "demo") != world.synthetic()) continue;
    SourceCoverage& coverage = result.emplace_back();
    coverage.source = &source;
    coverage.next_due = next_due(world.manifest(), source.id);
  }
  std::map<const model::SourceInfo*, std::unordered_set<model::RegionId>> regions;
  std::map<const model::SourceInfo*, std::span<const model::RegionId>> last_regions;
  for (const MetricCoverage& coverage : metric_coverage(world)) {
    if (coverage.regions == 0) continue;
    const auto found = std::ranges::find(result, &source_of(world, *coverage.metric), &SourceCoverage::source);
    if (found == result.end()) continue;
    const model::Date first = coverage.first.begin();
    const model::Date last = coverage.last.end();
    found->first = found->metrics.empty() ? first : std::min(found->first, first);
    found->last = found->metrics.empty() ? last : std::max(found->last, last);
    found->metrics.push_back(coverage.metric);
    // A publisher's metrics often have the very same places, one after another.
    const auto held = world.block(*coverage.metric)->regions();
    const auto& before = last_regions[found->source];
    if (!std::ranges::equal(held, before)) regions[found->source].insert(held.begin(), held.end());
    last_regions[found->source] = held;
    if (coverage.newest != nullptr && (found->newest == nullptr || wins_over(*coverage.newest, *found->newest)))
      found->newest = coverage.newest;
  }
  for (SourceCoverage& coverage : result)
    coverage.regions = static_cast<std::uint32_t>(regions[coverage.source].size());
  return result;
}

}  // namespace housing::app
