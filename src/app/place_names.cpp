#include "app/place_names.hpp"

#include <algorithm>
#include <map>

#include "app/object_keys.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "series/shard.hpp"

namespace housing::app {

base::Result<std::vector<PlaceName>> collect_place_names(ports::ObjectStore& store, const series::Manifest& manifest) {
  std::vector<const series::ShardEntry*> entries;
  for (const series::ShardEntry& entry : manifest.shards)
    if (!entry.judgement.withdrawn) entries.push_back(&entry);
  std::ranges::sort(entries, [](const auto* a, const auto* b) { return wins_over(*b, *a); });

  std::map<model::RegionId, PlaceName> names;
  for (const series::ShardEntry* entry : entries) {
    HT_TRY(const auto path, store.local_file(entry->shard_key));
    HT_TRY(const auto shard, series::ShardReader::open(path));
    for (const series::ShardPlace& place : shard.places()) {
      PlaceName& name = names.try_emplace(place.id, PlaceName{place.id, place.name, -1}).first->second;
      name.name = place.name;
      if (place.size_rank >= 0) name.size_rank = place.size_rank;
    }
  }
  std::vector<PlaceName> collected;
  collected.reserve(names.size());
  for (auto& [id, name] : names) collected.push_back(std::move(name));
  return collected;
}

base::Result<std::string> store_place_names(ports::ObjectStore& store, const series::Manifest& manifest) {
  HT_TRY(const auto names, collect_place_names(store, manifest));
  std::string text;
  base::JsonWriter json(text);
  json.begin_array();
  for (const PlaceName& name : names)
    json.begin_array()
        .value(name.id.text())
        .value(std::string_view(name.name))
        .value(std::int64_t{name.size_rank})
        .end_array();
  json.end_array();
  std::string key = content_key("places/", text, ".json");
  HT_CHECK_OK(store.put(key, text));
  return key;
}

base::Result<std::vector<PlaceName>> load_place_names(ports::ObjectStore& store, const series::Manifest& manifest) {
  std::vector<PlaceName> names;
  if (manifest.places_key.empty()) return names;
  HT_TRY(const std::string text, store.get(manifest.places_key));
  HT_TRY(const auto json, base::Json::parse(text));
  for (const base::Json& item : json.items()) {
    const auto& parts = item.items();
    const auto id = parts.size() == 3 ? model::RegionId::parse(parts[0].text_or("")) : std::nullopt;
    if (!id) return base::fail(base::ErrorCode::kCorrupt, manifest.places_key + ": an entry that names no place");
    names.push_back({*id, std::string(parts[1].text_or("")), static_cast<std::int32_t>(parts[2].integer_or(-1))});
  }
  return names;
}

}  // namespace housing::app
