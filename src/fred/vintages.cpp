#include "fred/vintages.hpp"

#include <algorithm>
#include <map>

#include "app/make_block.hpp"
#include "series/shard.hpp"

namespace housing::fred {
namespace {

using series::Block;
using series::ShardEntry;
using series::ShardReader;

using Known = std::map<std::int32_t, model::WideCell>;

// Lays what the release says of the place over what was known. Gives whether it has a row for it.
base::Result<bool> lay_over(Known& known, ports::ObjectStore& store, const ShardEntry& entry, const SeriesKey& key) {
  HT_TRY(const auto path, store.local_file(entry.shard_key));
  HT_TRY(const auto shard, ShardReader::open(path));
  const auto table = std::ranges::find(shard.tables(), key.metric->id, &ShardReader::Table::metric);
  if (table == shard.tables().end()) return false;
  bool found = false;
  for (std::size_t row = 0; row < table->places.size(); ++row) {
    if (shard.places()[table->places[row]].id != key.region) continue;
    found = true;
    const series::Cells cells = table->row(row);
    for (std::size_t i = 0; i < cells.size(); ++i) known[table->ordinals[i]] = cells[i];
  }
  return found;
}

Row row_of(const Known& known, const ShardEntry& newest) {
  Row row;
  row.newest = &newest;
  for (const auto& [ordinal, value] : known) {
    row.ordinals.push_back(ordinal);
    row.values.push_back(value);
  }
  return row;
}

}  // namespace

std::optional<Row> present_row(const app::World& world, const SeriesKey& key) {
  const Block* block = world.block(*key.metric);
  const auto index = block != nullptr ? block->find_row(key.region) : std::nullopt;
  if (!index) return std::nullopt;
  Row row;
  const series::Cells cells = block->row(*index);
  const auto origins = block->origins(*index);
  for (std::size_t i = 0; i < origins.size(); ++i) {
    if (origins[i].shard == Block::kNoShard) continue;
    const ShardEntry* entry = world.manifest().find(block->shards()[origins[i].shard]);
    if (entry != nullptr && (row.newest == nullptr || wins_over(*entry, *row.newest))) row.newest = entry;
    const std::size_t end = i + 1 < origins.size() ? origins[i + 1].first_column : cells.size();
    for (std::size_t column = origins[i].first_column; column < end; ++column) {
      row.ordinals.push_back(block->ordinals()[column]);
      row.values.push_back(cells[column]);
    }
  }
  return row;
}

base::Result<std::vector<Vintage>> vintages_of(const app::World& world, ports::ObjectStore& store,
                                               const SeriesKey& key) {
  std::vector<Vintage> vintages;
  Known known;
  for (const ShardEntry* entry : app::shards_of(world.manifest(), key.metric->id)) {
    Known next = known;
    HT_TRY(const bool found, lay_over(next, store, *entry, key));
    if (!found || (!vintages.empty() && next == known)) continue;
    known = std::move(next);
    // Releases of one day make one vintage.
    if (!vintages.empty() && vintages.back().date == entry->release.date) vintages.pop_back();
    vintages.push_back({entry->release.date, row_of(known, *entry)});
  }
  if (vintages.size() > kMaxVintages)
    vintages.erase(vintages.begin(), vintages.end() - static_cast<std::ptrdiff_t>(kMaxVintages));
  return vintages;
}

}  // namespace housing::fred
