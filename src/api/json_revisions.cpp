#include "api/json_revisions.hpp"

#include "api/json_catalogue.hpp"
#include "api/json_provenance.hpp"
#include "base/json_writer.hpp"

namespace housing::api {
namespace {

using base::JsonWriter;

void close(JsonWriter& json, const app::World& world) {
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
  json.end_object();
}

void write_which(JsonWriter& json, std::string_view name, const series::ShardEntry& entry) {
  json.key(name).begin_object().member("id", std::string_view(entry.id));
  json.member("release", std::string_view(entry.release.date.to_string()));
  json.member("release_from", to_string(entry.release.from)).end_object();
}

void write_values(JsonWriter& json, const std::vector<app::ValueOfRelease>& values, int decimals) {
  json.begin_array();
  for (const app::ValueOfRelease& value : values) {
    json.begin_object().member("id", std::string_view(value.shard->id));
    json.member("release", std::string_view(value.shard->release.date.to_string())).key("value");
    if (value.value == model::kWideGap)
      json.null();
    else
      json.fixed(value.value, decimals);
    json.end_object();
  }
  json.end_array();
}

void write_step(JsonWriter& json, const app::RevisionStep& step, const model::MetricInfo& metric) {
  json.begin_object().member("dataset", std::string_view(step.newer->dataset));
  write_which(json, "from", *step.older);
  write_which(json, "to", *step.newer);
  json.member("kind", to_string(step.kind)).member("compared", step.compared).member("revised", step.revised);
  json.member("added", step.added).member("withdrawn", step.withdrawn);
  json.member("median_absolute", step.median_absolute);
  json.key("largest");
  if (step.largest_region.empty()) {
    json.null();
  } else {
    json.begin_object().member("region", std::string_view(step.largest_region));
    json.member("period", std::string_view(model::Period{metric.frequency, step.largest_ordinal}.to_string()));
    json.member("absolute", step.largest_absolute).end_object();
  }
  json.key("by_lag").begin_array();
  for (const app::LagRevision& lag : step.by_lag)
    json.begin_object()
        .member("lag", std::int64_t{lag.lag})
        .member("compared", lag.compared)
        .member("revised", lag.revised)
        .member("median_absolute", lag.median_absolute)
        .end_object();
  json.end_array().end_object();
}

}  // namespace

std::string revisions_json(const app::World& world, const app::RevisionsAnswer& answer) {
  const model::MetricInfo& metric = *answer.metric;
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("metric", metric.id).member("unit", answer.in_points ? "points" : "percent");
  json.member("region", answer.region ? answer.region->text() : std::string_view("")).key("steps").begin_array();
  for (const app::RevisionStep& step : answer.steps) write_step(json, step, metric);
  json.end_array().key("history").begin_array();
  for (const app::CellHistory& cell : answer.history) {
    json.begin_object().member("period", std::string_view(model::Period{metric.frequency, cell.ordinal}.to_string()));
    json.key("values");
    write_values(json, cell.values, metric.decimals);
    json.end_object();
  }
  json.end_array().key("notes").begin_array();
  for (const std::string& note : answer.notes) json.value(std::string_view(note));
  json.end_array();
  close(json, world);
  return out;
}

std::string passport_json(const app::World& world, const app::Passport& passport) {
  const model::MetricInfo& metric = *passport.metric;
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("region", passport.region.text());
  json.member("region_name", std::string_view(world.label(passport.region)));
  json.member("metric", metric.id).member("name", metric.name).member("definition", metric.definition);
  json.member("period", std::string_view(passport.period.to_string())).key("value");
  if (passport.value == model::kWideGap)
    json.null();
  else
    json.fixed(passport.value, metric.decimals);
  json.member("unit", to_string(metric.unit)).member("decimals", metric.decimals);
  json.key("cell").begin_object();
  json.key("line");
  passport.line == 0 ? json.null() : json.value(passport.line);
  json.key("column");
  passport.column == 0 ? json.null() : json.value(std::uint64_t{passport.column});
  json.member("text", std::string_view(passport.text));
  json.member("publisher_id", std::string_view(passport.publisher_id));
  json.member("publisher_name", std::string_view(passport.publisher_name)).end_object();
  json.key("prov");
  write_provenance(json, world, metric, *passport.shard,
                   "as published, rounded to " + std::to_string(metric.decimals) + " decimals, half to even");
  json.key("history");
  write_values(json, passport.history, metric.decimals);
  close(json, world);
  return out;
}

std::string import_json(const app::World& world, const series::ShardEntry& entry) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("import");
  write_import(json, entry);
  close(json, world);
  return out;
}

}  // namespace housing::api
