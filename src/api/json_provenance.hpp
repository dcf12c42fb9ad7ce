// How a number's origin is written: the `prov` member of every answer that carries numbers.
#pragma once

#include "app/world.hpp"
#include "base/json_writer.hpp"

namespace housing::api {

// {"source","dataset","release","release_from","retrieved","file","sha256","licence","attribution","url","formula"}.
// `formula` says how the printed value comes from the published one ("as published", "100*(x_t/x_{t-12}-1)").
void write_provenance(base::JsonWriter& json, const app::World& world, const model::MetricInfo& metric,
                      const series::ShardEntry& shard, std::string_view formula);

// {"date","from"} of a release, or null.
void write_release(base::JsonWriter& json, const series::ShardEntry* shard);

}  // namespace housing::api
