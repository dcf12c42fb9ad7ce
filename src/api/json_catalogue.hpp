// The catalogue's answers: metrics, sources, imports.
#pragma once

#include <string>

#include "app/import.hpp"
#include "app/world.hpp"
#include "base/json_writer.hpp"

namespace housing::api {

std::string metrics_json(const app::World& world);
std::string sources_json(const app::World& world);
std::string imports_json(const app::World& world);  // newest first
// One of them, as an object.
void write_import(base::JsonWriter& json, const series::ShardEntry& shard);

// What `housing import --json` prints; docs/data-model.md has its form.
std::string import_summary_json(const app::ImportSummary& summary);

}  // namespace housing::api
