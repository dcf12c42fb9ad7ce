#include "api/json_provenance.hpp"

#include "app/catalogue_view.hpp"

namespace housing::api {

void write_provenance(base::JsonWriter& json, const app::World& world, const model::MetricInfo& metric,
                      const series::ShardEntry& shard, std::string_view formula) {
  const model::SourceInfo& source = app::source_of(world, metric);
  json.begin_object();
  json.member("id", std::string_view(shard.id));
  json.member("source", source.id).member("dataset", std::string_view(shard.dataset));
  json.member("release", std::string_view(shard.release.date.to_string()));
  json.member("release_from", to_string(shard.release.from));
  json.member("retrieved", std::string_view(shard.retrieved));
  json.member("file", std::string_view(shard.file)).member("sha256", std::string_view(shard.sha256));
  json.member("licence", source.licence).member("attribution", source.attribution);
  json.member("redistribution", to_string(world.synthetic() ? source.redistribution : metric.redistribution));
  json.member("url", shard.url.empty() ? source.url : std::string_view(shard.url));
  json.member("formula", formula);
  json.end_object();
}

void write_release(base::JsonWriter& json, const series::ShardEntry* shard) {
  if (shard == nullptr) {
    json.null();
    return;
  }
  json.begin_object().member("date", std::string_view(shard->release.date.to_string()));
  json.member("from", to_string(shard->release.from)).end_object();
}

}  // namespace housing::api
