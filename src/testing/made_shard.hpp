// Shards written from a few lines of a test.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/value.hpp"
#include "series/shard.hpp"

namespace housing::testing {

struct MadeTable {
  std::string_view metric;  // of the catalogue
  std::vector<std::int32_t> ordinals;
  std::map<std::string, std::vector<model::Cell>> rows;  // by region id
};

model::RegionId region(std::string_view id);

// Writes the tables as one shard and opens it.
series::ShardReader make_shard(const std::filesystem::path& path, const std::vector<MadeTable>& tables);

}  // namespace housing::testing
