#include "app/project.hpp"

#include <algorithm>
#include <map>

namespace housing::app {
namespace {

ports::CellSource cells_of(const series::Block& block, std::size_t& rows) {
  return [&block, &rows](const std::function<base::Status(const ports::ProjectedCell&)>& sink) -> base::Status {
    rows = 0;
    std::vector<std::string> names;
    std::vector<model::Date> begins;
    for (const std::int32_t ordinal : block.ordinals()) {
      const model::Period period{block.frequency(), ordinal};
      names.push_back(period.to_string());
      begins.push_back(period.begin());
    }
    for (std::uint32_t row = 0; row < block.regions().size(); ++row) {
      const auto cells = block.row(row);
      for (std::size_t column = 0; column < cells.size(); ++column) {
        if (cells[column] == model::kWideGap) continue;
        ++rows;
        HT_CHECK_OK(sink({.region = block.regions()[row].text(),
                          .period = names[column],
                          .period_begin = begins[column],
                          .scaled = cells[column]}));
      }
    }
    return {};
  };
}

// The newest release that any cell of the block may come from.
std::string newest_release(const World& world, const series::Block& block) {
  std::string newest;
  for (const std::string& id : block.shards()) {
    const auto entry = std::ranges::find(world.manifest().shards, id, &series::ShardEntry::id);
    if (entry != world.manifest().shards.end()) newest = std::max(newest, entry->release.date.to_string());
  }
  return newest;
}

}  // namespace

base::Result<ProjectReport> project(const World& world, ports::Projection& projection,
                                    std::chrono::nanoseconds deadline) {
  ProjectReport report;
  HT_TRY(const auto present, projection.present(deadline));
  std::map<std::string, std::string> versions;
  for (const ports::ProjectedMetric& metric : present) versions[metric.metric] = metric.version;
  for (const auto& [id, key] : world.manifest().blocks) {
    const model::MetricInfo* metric = model::find_metric(id);
    const series::Block* block = metric == nullptr ? nullptr : world.block(*metric);
    if (block == nullptr || versions[id] == key) continue;
    std::size_t rows = 0;
    HT_CHECK_OK(projection.replace(
        {.metric = id, .version = key, .source = std::string(metric->source), .release = newest_release(world, *block)},
        block->decimals(), cells_of(*block, rows), deadline));
    ++report.copied;
    report.rows += rows;
  }
  for (const ports::ProjectedMetric& metric : present) {
    if (world.manifest().blocks.contains(metric.metric)) continue;
    HT_CHECK_OK(projection.remove(metric.metric, deadline));
    ++report.removed;
  }
  return report;
}

}  // namespace housing::app
