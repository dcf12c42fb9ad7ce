#include "app/world.hpp"

#include <algorithm>
#include <set>

#include "app/make_block.hpp"
#include "app/place_names.hpp"
#include "app/publish.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "series/shard.hpp"

namespace housing::app {
namespace {

// The publisher's size rank and name, and whether there is data: what the index should know beyond the gazetteer.
std::vector<places::ExtraPlace> extras_of(const std::vector<PlaceName>& names,
                                          const std::unordered_map<model::RegionId, int>& counts,
                                          std::vector<std::string_view>& aliases) {
  aliases.reserve(names.size());
  std::vector<places::ExtraPlace> extras;
  extras.reserve(std::max(names.size(), counts.size()));
  for (const PlaceName& name : names) {
    places::ExtraPlace& extra = extras.emplace_back();
    extra.id = name.id;
    extra.name = name.name;
    // Zillow counts ranks from 0, the nation's.
    extra.size_rank = name.size_rank >= 0 ? static_cast<std::uint32_t>(name.size_rank) + 1 : 0;
    if (const auto count = counts.find(name.id); count != counts.end())
      extra.metrics = static_cast<std::uint32_t>(count->second);
    if (name.id.type() == model::RegionType::kMetro || name.id.type() == model::RegionType::kMetroDivision) {
      aliases.push_back(name.name);
      extra.aliases = std::span(aliases).last(1);
    }
  }
  return extras;
}

std::map<std::string, std::string, std::less<>> judgements_of(const series::Manifest& manifest) {
  std::map<std::string, std::string, std::less<>> said;
  for (const series::ShardEntry& entry : manifest.shards) {
    const series::Judgement& judgement = entry.judgement;
    if (judgement.at.empty()) continue;
    for (const std::string& metric : entry.metrics)
      said[metric] += entry.id + " " + judgement.at + (judgement.withdrawn ? " withdrawn\n" : " restored\n");
  }
  for (auto& [metric, text] : said) text = base::sha256_hex(text).substr(0, kPublicationDigits);
  return said;
}

}  // namespace

base::Result<std::shared_ptr<const World>> World::load(ports::ObjectStore& store, const places::Gazetteer& gazetteer) {
  const auto world = std::shared_ptr<World>(new World(gazetteer));
  HT_TRY(auto present, current_publication(store));
  world->manifest_ = std::move(present.manifest);
  world->version_ = present.name();
  HT_TRY(const auto names, load_place_names(store, world->manifest_));
  for (const auto& [metric, key] : world->manifest_.blocks) {
    HT_TRY(const auto path, store.local_file(key));
    HT_TRY(auto block, series::Block::open(path));
    for (const model::RegionId& region : block.regions()) ++world->metric_counts_[region];
    world->blocks_.emplace(metric, std::make_shared<const series::Block>(std::move(block)));
  }
  world->set_places(names);
  world->judgements_ = judgements_of(world->manifest_);
  return world;
}

const std::string& World::judgements(std::string_view metric) const {
  static const std::string kNone;
  const auto found = judgements_.find(metric);
  return found == judgements_.end() ? kNone : found->second;
}

void World::set_places(const std::vector<PlaceName>& names) {
  for (const PlaceName& name : names)
    if (!gazetteer_.find(name.id)) publisher_names_.emplace(name.id, name.name);
  std::vector<std::string_view> aliases;
  const auto extras = extras_of(names, metric_counts_, aliases);
  search_ = std::make_unique<places::SearchIndex>(gazetteer_, extras);
}

base::Result<std::shared_ptr<const World>> World::past(model::Date as_of, ports::ObjectStore& store,
                                                       std::shared_ptr<PastBlocks> blocks) const {
  const auto world = std::shared_ptr<World>(new World(gazetteer_));
  world->as_of_ = as_of;
  world->past_ = std::move(blocks);
  series::Manifest& manifest = world->manifest_;
  manifest.kind = manifest_.kind;
  std::set<std::string> ids;                                 // in an order that does not depend on that of the imports
  std::map<std::string, std::set<model::RegionId>> regions;  // by metric
  for (const series::ShardEntry& entry : manifest_.shards) {
    if (entry.release.date > as_of) continue;
    manifest.shards.push_back(entry);
    if (entry.judgement.withdrawn) continue;
    ids.insert(entry.id);
    HT_TRY(const auto path, store.local_file(entry.shard_key));
    HT_TRY(const auto shard, series::ShardReader::open(path));
    for (const auto& table : shard.tables())
      for (const std::uint32_t place : table.places) regions[table.metric].insert(shard.places()[place].id);
  }
  // Named, so that they are listed; made when asked for.
  for (const auto& [metric, holders] : regions) {
    manifest.blocks.emplace(metric, block_key(metric, shards_of(manifest, metric)));
    for (const model::RegionId& region : holders) ++world->metric_counts_[region];
  }
  std::string recipe;
  for (const std::string& id : ids) recipe += id + "\n";
  world->version_ = base::sha256_hex(recipe + as_of.to_string()).substr(0, kPublicationDigits);
  HT_TRY(const auto names, collect_place_names(store, manifest));
  world->set_places(names);
  return world;
}

const series::Block* World::past_block(const model::MetricInfo& metric) const {
  if (!manifest_.blocks.contains(std::string(metric.id))) return nullptr;
  const std::scoped_lock lock(past_mutex_);
  if (const auto found = past_blocks_.find(metric.id); found != past_blocks_.end()) return found->second.get();
  auto block = past_->get(manifest_, metric.id);
  if (!block) {
    failure_ = block.error();
    return nullptr;
  }
  return past_blocks_.emplace(metric.id, std::move(*block)).first->second.get();
}

std::optional<base::Error> World::failure() const {
  const std::scoped_lock lock(past_mutex_);
  return failure_;
}

const series::Block* World::block(const model::MetricInfo& metric) const {
  if (past_ != nullptr) return past_block(metric);
  const auto found = blocks_.find(metric.id);
  return found == blocks_.end() ? nullptr : found->second.get();
}

int World::metric_count(const model::RegionId& region) const {
  const auto found = metric_counts_.find(region);
  return found == metric_counts_.end() ? 0 : found->second;
}

std::vector<model::RegionId> World::regions_with_data(model::RegionType type) const {
  std::vector<model::RegionId> regions;
  for (const auto& [region, count] : metric_counts_)
    if (region.type() == type) regions.push_back(region);
  std::ranges::sort(regions);
  return regions;
}

std::string World::label(const model::RegionId& region) const {
  if (const auto place = gazetteer_.find(region)) return place->label();
  std::string label = name(region);
  if (const auto state = gazetteer_.state_of_code(region)) label.append(", ").append(state->aliases()[0]);
  return label;
}

std::string World::name(const model::RegionId& region) const {
  if (const auto place = gazetteer_.find(region)) return std::string(place->name());
  const auto found = publisher_names_.find(region);
  return found == publisher_names_.end() ? std::string(region.text()) : found->second;
}

bool World::knows(const model::RegionId& region) const {
  return gazetteer_.find(region).has_value() || metric_counts_.contains(region) || publisher_names_.contains(region);
}

std::vector<std::string> World::suggest(std::string_view text, std::size_t limit) const {
  const std::string wanted = base::lower(text.substr(0, model::RegionId::kMaxLength));
  struct Candidate {
    int distance;
    std::string id;
  };
  std::vector<Candidate> candidates;
  constexpr int kFar = 2;
  const auto consider = [&](const model::RegionId& id) {
    const int distance = base::edit_distance(wanted, id.text(), kFar);
    if (distance <= kFar) candidates.push_back({distance, std::string(id.text())});
  };
  for (const auto& place : gazetteer_.all()) consider(place.id());
  for (const auto& [id, name] : publisher_names_) consider(id);
  if (candidates.empty())  // perhaps a name where an id belongs
    for (const places::Hit& hit : search_->search({.text = text, .limit = limit}))
      candidates.push_back({0, std::string(hit.id.text())});
  std::ranges::stable_sort(candidates, {}, &Candidate::distance);
  std::vector<std::string> ids;
  for (Candidate& candidate : candidates)
    if (ids.size() < limit) ids.push_back(std::move(candidate.id));
  return ids;
}

base::Result<std::shared_ptr<const World>> WorldHolder::at(std::optional<model::Date> as_of) {
  auto present = get();
  if (!as_of) return present;
  const std::scoped_lock lock(past_mutex_);
  if (past_of_ != present->version()) {  // a late import may belong to an earlier day
    past_.clear();
    past_of_ = present->version();
  }
  const auto found = std::ranges::find(past_, as_of, [](const auto& world) { return world->as_of(); });
  if (found != past_.end() && !(*found)->failure()) {
    past_.splice(past_.begin(), past_, found);
    return past_.front();
  }
  if (found != past_.end()) past_.erase(found);
  HT_TRY(auto world, present->past(*as_of, store_, past_blocks_));
  past_.push_front(world);
  if (past_.size() > kMaxPastWorlds) past_.pop_back();
  return world;
}

base::Result<bool> WorldHolder::refresh() {
  const std::scoped_lock lock(refreshing_);
  auto pointer = store_.get_pointer(series::kPointerKey);
  if (!pointer && pointer.error().code != base::ErrorCode::kNotFound)
    return std::unexpected(std::move(pointer.error()));
  const std::string version = pointer ? pointer->version : std::string();
  if (get() != nullptr && version == pointer_version_) return false;
  HT_TRY(auto world, World::load(store_, gazetteer_));
  {
    const std::scoped_lock swap_lock(swapping_);
    world_.swap(world);
  }
  pointer_version_ = version;
  return true;
}

}  // namespace housing::app
