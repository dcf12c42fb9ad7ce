#include "app/make_block.hpp"

#include <algorithm>

#include "app/object_keys.hpp"
#include "series/block.hpp"

namespace housing::app {

using series::ShardEntry;

std::vector<const ShardEntry*> shards_of(const series::Manifest& manifest, std::string_view metric) {
  std::vector<const ShardEntry*> entries;
  for (const ShardEntry& entry : manifest.shards)
    if (!entry.judgement.withdrawn && std::ranges::find(entry.metrics, metric) != entry.metrics.end())
      entries.push_back(&entry);
  std::ranges::sort(entries, [](const ShardEntry* a, const ShardEntry* b) { return wins_over(*b, *a); });
  return entries;
}

std::string block_key(std::string_view metric, const std::vector<const ShardEntry*>& entries) {
  std::string recipe = std::to_string(series::kBlockVersion) + "\n" + std::string(metric) + "\n";
  for (const ShardEntry* entry : entries) recipe += entry->id + " " + entry->release.date.to_string() + "\n";
  std::string name(metric);
  std::ranges::replace(name, '@', '=');
  return content_key("blocks/" + name + "/", recipe, ".block");
}

base::Status write_block(ports::ObjectStore& store, std::string_view metric,
                         const std::vector<const ShardEntry*>& entries, const std::filesystem::path& path) {
  std::vector<series::ShardReader> shards;
  shards.reserve(entries.size());
  for (const ShardEntry* entry : entries) {
    HT_TRY(const auto local, store.local_file(entry->shard_key));
    HT_TRY(auto shard, series::ShardReader::open(local));
    shards.push_back(std::move(shard));
  }
  std::vector<series::BlockInput> inputs;
  for (std::size_t i = 0; i < shards.size(); ++i)
    for (const auto& table : shards[i].tables())
      if (table.metric == metric) inputs.push_back({&shards[i], &table, entries[i]->id});
  return series::materialise(inputs, path);
}

}  // namespace housing::app
