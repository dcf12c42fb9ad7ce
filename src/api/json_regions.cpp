#include "api/json_regions.hpp"

#include <cmath>

#include "api/json_provenance.hpp"
#include "app/catalogue_view.hpp"
#include "base/json_writer.hpp"

namespace housing::api {
namespace {

using base::JsonWriter;

constexpr int kChangeDecimals = 2;
constexpr int kDegreeDecimals = 4;  // what the gazetteer keeps; some ten metres
constexpr int kKilometreDecimals = 1;

void write_number_or_null(JsonWriter& json, std::string_view name, const std::optional<double>& number) {
  json.key(name);
  if (number)
    json.fixed(std::llrint(*number * 100), kChangeDecimals);
  else
    json.null();
}

void write_members(JsonWriter& json, const app::RegionSummary& region) {
  json.member("id", region.id.text()).member("name", std::string_view(region.name));
  json.member("label", std::string_view(region.label)).member("type", to_string(region.id.type()));
}

void write_summary(JsonWriter& json, const app::RegionSummary& region) {
  json.begin_object();
  write_members(json, region);
  json.end_object();
}

void write_summaries(JsonWriter& json, std::string_view name, const std::vector<app::RegionSummary>& regions) {
  json.key(name).begin_array();
  for (const app::RegionSummary& region : regions) write_summary(json, region);
  json.end_array();
}

void write_location(JsonWriter& json, const app::RegionProfile& profile) {
  json.key("centroid");
  if (profile.centroid) {
    json.begin_object().key("lat").fixed(std::llrint(profile.centroid->latitude * 1e4), kDegreeDecimals);
    json.key("lon").fixed(std::llrint(profile.centroid->longitude * 1e4), kDegreeDecimals).end_object();
  } else {
    json.null();
  }
  json.key("neighbours").begin_array();
  for (const app::NeighbourSummary& near : profile.neighbours) {
    json.begin_object();
    write_members(json, near.region);
    if (near.distance_km) json.key("distance_km").fixed(std::llrint(*near.distance_km * 10), kKilometreDecimals);
    json.end_object();
  }
  json.end_array();
}

// Whether and how the place's boundaries have changed.
void write_history(JsonWriter& json, const app::RegionProfile& profile) {
  json.member("former", profile.former).key("vintage");
  if (profile.vintage)
    json.value(std::int64_t{*profile.vintage});
  else
    json.null();
  write_summaries(json, "succeeded_by", profile.succeeded_by);
  write_summaries(json, "preceded_by", profile.preceded_by);
  json.key("breaks").begin_array();
  for (const app::BoundaryBreak& each : profile.breaks)
    json.begin_object()
        .member("from", std::string_view(std::to_string(each.year)))
        .member("note", std::string_view(each.note))
        .end_object();
  json.end_array();
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
    for (const model::RegionId& parent : app::parents_of(world, id)) json.value(parent.text());
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
  json.end_array();
  write_summaries(json, "parents", profile.parents);
  write_summaries(json, "children", profile.children);
  json.member("children_total", static_cast<std::uint64_t>(profile.children_total));
  json.key("population");
  if (profile.population)
    json.value(std::uint64_t{*profile.population});
  else
    json.null();
  write_location(json, profile);
  write_history(json, profile);
  json.key("latest").begin_array();
  for (const app::LatestValue& latest : profile.latest) write_latest(json, world, latest, id.type());
  json.end_array();
  close(json, world);
  return out;
}

std::string region_coverage_json(const app::World& world, const app::RegionCoverage& coverage) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("region", coverage.region.text());
  json.member("label", std::string_view(world.label(coverage.region))).key("coverage").begin_array();
  for (const app::RegionMetric& one : coverage.metrics) {
    const model::MetricInfo& metric = *one.metric;
    json.begin_object().member("metric", metric.id).member("name", metric.name);
    json.member("source", app::source_of(world, metric).id).member("frequency", to_string(metric.frequency));
    json.member("from", std::string_view(one.from.to_string())).member("to", std::string_view(one.to.to_string()));
    json.member("values", std::uint64_t{one.values}).member("gaps", std::uint64_t{one.gaps});
    json.key("last_release");
    write_release(json, one.newest);
    json.end_object();
  }
  json.end_array();
  close(json, world);
  return out;
}

}  // namespace housing::api
