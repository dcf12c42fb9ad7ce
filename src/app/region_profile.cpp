#include "app/region_profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/transform_rules.hpp"
#include "places/near_places.hpp"
#include "stats/growth.hpp"

namespace housing::app {
namespace {

using series::Block;

RegionSummary summary_of(const World& world, const model::RegionId& id) {
  return {id, world.name(id), world.label(id)};
}

std::optional<double> latest_change(const Block& block, const series::Cells& row, std::uint32_t column,
                                    std::optional<Lag> lag, bool in_points) {
  if (!lag) return std::nullopt;
  const std::size_t first = column > kLagColumns ? column - kLagColumns : 0;
  const double scale = in_points ? std::pow(10.0, -block.decimals()) : 1;  // percent needs none
  std::vector<double> numbers;
  for (std::size_t i = first; i <= column; ++i)
    numbers.push_back(row[i] == model::kWideGap ? std::numeric_limits<double>::quiet_NaN()
                                                : static_cast<double>(row[i]) * scale);
  const auto ordinals = block.ordinals().subspan(first, numbers.size());
  const auto changes = in_points ? stats::difference(numbers, ordinals, lag->step, lag->slack)
                                 : stats::percent_change(numbers, ordinals, lag->step, lag->slack);
  if (std::isnan(changes.back())) return std::nullopt;
  return changes.back();
}

std::optional<Rank> rank_among_peers(const Block& block, model::RegionType type, std::uint32_t column,
                                     model::WideCell value) {
  const Block::RowRange rows = block.rows_of(type);
  std::uint32_t above = 0;
  std::uint32_t equal = 0;
  std::uint32_t of = 0;
  const series::Cells peers = block.column(column).subspan(rows.begin, rows.end - rows.begin);
  for (std::size_t i = 0; i < peers.size(); ++i) {
    const model::WideCell cell = peers[i];
    if (cell == model::kWideGap) continue;
    ++of;
    above += cell > value ? 1 : 0;
    equal += cell == value ? 1 : 0;
  }
  if (of < 2) return std::nullopt;
  return Rank{above + 1, of, 100.0 * (of - above - equal + 0.5 * equal) / of};
}

const series::ShardEntry* shard_of(const World& world, const Block& block, std::uint32_t row, std::uint32_t column) {
  const series::ShardEntry* shard = nullptr;
  for (const Block::Origin& origin : block.origins(row)) {
    if (origin.first_column > column) break;
    shard = origin.shard == Block::kNoShard ? nullptr : world.manifest().find(block.shards()[origin.shard]);
  }
  return shard;
}

std::optional<LatestValue> latest_of(const World& world, const model::MetricInfo& metric, const model::RegionId& id) {
  const Block* block = world.block(metric);
  if (block == nullptr) return std::nullopt;
  const auto row = block->find_row(id);
  if (!row) return std::nullopt;
  const auto cells = block->row(*row);
  auto column = static_cast<std::uint32_t>(cells.size());
  while (column > 0 && cells[column - 1] == model::kWideGap) --column;
  if (column == 0) return std::nullopt;
  --column;
  LatestValue latest;
  latest.metric = &metric;
  latest.decimals = block->decimals();
  latest.period = {block->frequency(), block->ordinals()[column]};
  latest.value = cells[column];
  latest.in_points = metric.unit == model::Unit::kPercent;  // a rate's change in percent of itself would mislead
  const auto change = [&](Transform transform) {
    return latest_change(*block, cells, column, lag_of(transform, block->frequency()), latest.in_points);
  };
  latest.mom = change(Transform::kMom);
  latest.yoy = change(Transform::kYoy);
  latest.rank = rank_among_peers(*block, id.type(), column, cells[column]);
  latest.shard = shard_of(world, *block, *row, column);
  return latest;
}

void add_related(const World& world, const places::Place& place, RegionProfile& profile) {
  profile.former = place.is_former();
  if (place.vintage() > 0) profile.vintage = place.vintage();
  auto& related = place.is_former() ? profile.succeeded_by : profile.preceded_by;
  for (const auto& link : place.links()) related.push_back(summary_of(world, link.id()));
  profile.breaks = boundary_breaks(world, profile.region.id);
  profile.centroid = place.location();
  for (const places::NearPlace& near : places::near_places(world.gazetteer(), place))
    profile.neighbours.push_back({summary_of(world, near.place.id()), near.distance_km});
}

void add_places(const World& world, RegionProfile& profile) {
  for (const model::RegionId& parent : parents_of(world, profile.region.id))
    profile.parents.push_back(summary_of(world, parent));
  const auto place = world.gazetteer().find(profile.region.id);
  if (!place) return;
  for (const auto& alias : place->aliases()) profile.aliases.emplace_back(alias);
  profile.children_total = place->children().size();
  for (const auto& child : place->children()) {
    if (profile.children.size() == kMaxProfileChildren) break;
    profile.children.push_back(summary_of(world, child.id()));
  }
  if (place->population() > 0) profile.population = place->population();
  add_related(world, *place, profile);
}

}  // namespace

std::vector<model::RegionId> parents_of(const World& world, const model::RegionId& region) {
  std::vector<model::RegionId> parents;
  if (const auto place = world.gazetteer().find(region)) {
    for (const auto& parent : place->parents()) parents.push_back(parent.id());
  } else if (const auto state = world.gazetteer().state_of_code(region)) {
    parents.push_back(state->id());
    for (const auto& parent : state->parents()) parents.push_back(parent.id());
  }
  return parents;
}

Answered<RegionProfile> answer_region(const World& world, std::string_view id) {
  auto region = known_region(world, id, "id");
  if (!region) return std::unexpected(region.error());
  RegionProfile profile;
  profile.region = summary_of(world, *region);
  add_places(world, profile);
  for (const model::MetricInfo& metric : model::all_metrics())
    if (auto latest = latest_of(world, metric, *region)) profile.latest.push_back(std::move(*latest));
  return profile;
}

}  // namespace housing::app
