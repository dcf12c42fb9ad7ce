#include "api/json_regions.hpp"

#include <cmath>

#include "api/json_provenance.hpp"
#include "app/catalogue_view.hpp"
#include "base/json_writer.hpp"

namespace housing::api {
namespace {

using base::JsonWriter;

constexpr int kChangeDecimals = 2;

void write_number_or_null(JsonWriter& json, std::string_view name, const std::optional<double>& number) {
  json.key(name);
  if (number)
    json.fixed(std::llrint(*number * 100), kChangeDecimals);
  else
    json.null();
}

void write_summary(JsonWriter& json, const app::RegionSummary& region) {
  json.begin_object().member("id", region.id.text()).member("name", std::string_view(region.name));
  json.member("label", std::string_view(region.label)).member("type", to_string(region.id.type())).end_object();
}

void write_rank(JsonWriter& json, const std::optional<app::Rank>& rank, model::RegionType among) {
  json.key("rank");
  if (!rank) {
    json.null();
    return;
  }
  json.begin_object().member("position", std::uint64_t{rank->position}).member("of", std::uint64_t{rank->of});
  json.key("percentile").fixed(std::llrint(rank->percentile * 100), kChangeDecimals);
  json.member("among", to_string(among)).end_object();
}

void write_latest(JsonWriter& json, const app::World& world, const app::LatestValue& latest, model::RegionType type) {
  const model::MetricInfo& metric = *latest.metric;
  json.begin_object().member("metric", metric.id).member("name", metric.name);
  json.member("source", app::source_of(world, metric).id).member("unit", to_string(metric.unit));
  json.member("decimals", latest.decimals).member("frequency", to_string(metric.frequency));
  json.member("period", std::string_view(latest.period.to_string()));
  json.key("value").fixed(latest.value, latest.decimals);
  json.key("change").begin_object();
  json.member("unit", latest.in_points ? "points" : "percent");
  write_number_or_null(json, "mom", latest.mom);
  write_number_or_null(json, "yoy", latest.yoy);
  json.end_object();
  write_rank(json, latest.rank, type);
  json.key("prov");
  if (latest.shard != nullptr)
    write_provenance(json, world, metric, *latest.shard, "as published");
  else
    json.null();
  json.end_object();
}

void close(JsonWriter& json, const app::World& world) {
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
  json.end_object();
}

}  // namespace

std::string regions_json(const app::World& world, const app::RegionPage& page) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("regions").begin_array();
  for (const model::RegionId& id : page.regions) {
    json.begin_object().member("id", id.text()).member("name", std::string_view(world.name(id)));
    json.member("type", to_string(id.type())).member("label", std::string_view(world.label(id)));
    json.key("parents").begin_array();
    if (const auto place = world.gazetteer().find(id))
      for (const auto& parent : place->parents()) json.value(parent.id().text());
    json.end_array().member("metrics", world.metric_count(id)).end_object();
  }
  json.end_array().member_or_null("next", page.next);
  close(json, world);
  return out;
}

std::string region_profile_json(const app::World& world, const app::RegionProfile& profile) {
  std::string out;
  JsonWriter json(out);
  const model::RegionId& id = profile.region.id;
  json.begin_object().member("id", id.text()).member("name", std::string_view(profile.region.name));
  json.member("type", to_string(id.type())).member("label", std::string_view(profile.region.label));
  json.key("aliases").begin_array();
  for (const std::string& alias : profile.aliases) json.value(std::string_view(alias));
  json.end_array().key("parents").begin_array();
  for (const app::RegionSummary& parent : profile.parents) write_summary(json, parent);
  json.end_array().key("children").begin_array();
  for (const app::RegionSummary& child : profile.children) write_summary(json, child);
  json.end_array().member("children_total", static_cast<std::uint64_t>(profile.children_total));
  json.key("population");
  if (profile.population)
    json.value(std::uint64_t{*profile.population});
  else
    json.null();
  json.key("latest").begin_array();
  for (const app::LatestValue& latest : profile.latest) write_latest(json, world, latest, id.type());
  json.end_array();
  close(json, world);
  return out;
}

}  // namespace housing::api
