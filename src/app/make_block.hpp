// Making blocks: which shards a metric's view is made of, what that view is called, and laying it out.
// Errors: kIo, kCorrupt, kNotFound (a shard the manifest names is missing).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ports/object_store.hpp"
#include "series/manifest.hpp"

namespace housing::app {

// The shards that hold the metric, the weakest release first.
std::vector<const series::ShardEntry*> shards_of(const series::Manifest& manifest, std::string_view metric);

// A block's key names its content: format, metric, and the shards it is made of, in order.
std::string block_key(std::string_view metric, const std::vector<const series::ShardEntry*>& entries);

// Lays `entries` over one another, as shards_of() orders them, into a block at `path`.
base::Status write_block(ports::ObjectStore& store, std::string_view metric,
                         const std::vector<const series::ShardEntry*>& entries, const std::filesystem::path& path);

}  // namespace housing::app
