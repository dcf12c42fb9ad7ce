// What publishers call the places of the present view, beside what the gazetteer knows: names, size ranks, and the
// places nobody could resolve. Kept as one small object that a new manifest names.
#pragma once

#include <string>
#include <vector>

#include "model/region.hpp"
#include "ports/object_store.hpp"
#include "series/manifest.hpp"

namespace housing::app {

struct PlaceName {
  model::RegionId id;
  std::string name;             // the newest publisher's spelling
  std::int32_t size_rank = -1;  // -1 unknown
};

// Of all shards of the manifest, by id; the newest release's spelling wins. Errors: kIo, kCorrupt.
base::Result<std::vector<PlaceName>> collect_place_names(ports::ObjectStore& store, const series::Manifest& manifest);

// Writes the object for all shards of the manifest and gives its key. Errors: kIo, kCorrupt.
base::Result<std::string> store_place_names(ports::ObjectStore& store, const series::Manifest& manifest);

// Reads it back; nothing when the manifest names none. Errors: kNotFound, kCorrupt.
base::Result<std::vector<PlaceName>> load_place_names(ports::ObjectStore& store, const series::Manifest& manifest);

}  // namespace housing::app
