#include "api/json_catalogue.hpp"

#include <ranges>

#include "api/json_provenance.hpp"
#include "app/catalogue_view.hpp"
#include "base/json_writer.hpp"

namespace housing::api {
namespace {

using base::JsonWriter;

void write_coverage(JsonWriter& json, const app::MetricCoverage& coverage) {
  if (coverage.regions == 0) {
    json.null();
    return;
  }
  json.begin_object().member("regions", std::uint64_t{coverage.regions});
  json.member("from", std::string_view(coverage.first.to_string()));
  json.member("to", std::string_view(coverage.last.to_string()));
  json.key("by_type").begin_object();
  for (std::size_t type = 0; type < model::kRegionTypes; ++type)
    if (coverage.by_type[type] > 0)
      json.member(to_string(static_cast<model::RegionType>(type)), std::uint64_t{coverage.by_type[type]});
  json.end_object().end_object();
}

void write_metric(JsonWriter& json, const app::World& world, const app::MetricCoverage& coverage) {
  const model::MetricInfo& metric = *coverage.metric;
  const model::SourceInfo& source = app::source_of(world, metric);
  json.begin_object().member("id", metric.id).member("name", metric.name).member("source", source.id);
  json.member("producer", world.synthetic() ? source.name : metric.producer);
  json.member("unit", to_string(metric.unit)).member("decimals", metric.decimals);
  json.member("frequency", to_string(metric.frequency));
  json.member("seasonal_adjustment", to_string(metric.adjustment));
  json.member("aggregation", to_string(metric.aggregation));
  json.member("definition", world.synthetic() ? "Synthetic, made up by this program; it stands in for: " +
                                                    std::string(metric.definition)
                                              : std::string(metric.definition));
  json.member("licence", source.licence);
  json.member("redistribution", to_string(world.synthetic() ? source.redistribution : metric.redistribution));
  json.key("coverage");
  write_coverage(json, coverage);
  json.key("last_release");
  write_release(json, coverage.newest);
  json.end_object();
}

// Over all metrics of a source: how many places, from when to when.
void write_reach(JsonWriter& json, const app::SourceCoverage& coverage) {
  json.key("coverage");
  if (coverage.metrics.empty()) {
    json.null();
    return;
  }
  json.begin_object().member("regions", std::uint64_t{coverage.regions});
  json.member("from", std::string_view(coverage.first.to_string()));
  json.member("to", std::string_view(coverage.last.to_string())).end_object();
}

void write_metric_ids(JsonWriter& json, const std::vector<std::string>& metrics) {
  json.key("metrics").begin_array();
  for (const std::string& metric : metrics) json.value(std::string_view(metric));
  json.end_array();
}

std::string closed(std::string out, const app::World& world) {
  if (world.as_of()) out.append(",\"as_of\":\"").append(world.as_of()->to_string()).push_back('"');
  if (world.synthetic()) out.append(",\"synthetic\":true");
  out.push_back('}');
  return out;
}

}  // namespace

void write_import(JsonWriter& json, const series::ShardEntry& shard) {
  const auto text = [&](std::string_view name, std::string_view value) { json.member(name, value); };
  json.begin_object();
  text("id", shard.id), text("dataset", shard.dataset), text("source", shard.source), text("path", shard.file);
  text("sha256", shard.sha256), text("retrieved", shard.retrieved);
  text("release", shard.release.date.to_string()), text("release_from", to_string(shard.release.from));
  json.member("kept", shard.kept).member("refused", shard.refused).member("cells_refused", shard.cells_refused);
  json.member("regions", shard.regions);
  write_metric_ids(json, shard.metrics);
  json.key("periods");
  if (shard.first_period.empty()) {  // a list of places alone
    json.null();
  } else {
    json.begin_object();
    text("from", shard.first_period), text("to", shard.last_period);
    json.end_object();
  }
  if (shard.judgement.withdrawn) {
    json.key("withdrawn").begin_object();
    text("at", shard.judgement.at), text("reason", shard.judgement.reason);
    json.end_object();
  }
  json.end_object();
}

std::string metrics_json(const app::World& world) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("metrics").begin_array();
  for (const app::MetricCoverage& coverage : app::metric_coverage(world)) write_metric(json, world, coverage);
  json.end_array();
  return closed(std::move(out), world);
}

std::string sources_json(const app::World& world) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("sources").begin_array();
  for (const app::SourceCoverage& coverage : app::source_coverage(world)) {
    const model::SourceInfo& source = *coverage.source;
    json.begin_object().member("id", source.id).member("name", source.name).member("url", source.url);
    json.member("licence", source.licence).member("redistribution", to_string(source.redistribution));
    json.member("attribution", source.attribution).member("cadence", source.cadence);
    json.key("metrics").begin_array();
    for (const model::MetricInfo* metric : coverage.metrics) json.value(metric->id);
    json.end_array().key("last_release");
    write_release(json, coverage.newest);
    json.member_or_null("next_due", coverage.next_due ? coverage.next_due->to_string() : std::string());
    write_reach(json, coverage);
    json.end_object();
  }
  json.end_array();
  return closed(std::move(out), world);
}

std::string imports_json(const app::World& world) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("imports").begin_array();
  for (const series::ShardEntry& shard : std::views::reverse(world.manifest().shards)) write_import(json, shard);
  json.end_array();
  return closed(std::move(out), world);
}

std::string import_summary_json(const app::ImportSummary& summary) {
  std::string out;
  JsonWriter json(out);
  const auto text = [&](std::string_view name, std::string_view value) { json.member(name, value); };
  json.begin_object().key("files").begin_array();
  for (const app::ImportedFile& file : summary.files) {
    json.begin_object();
    text("path", file.path), text("source", file.source), text("dataset", file.dataset);
    text("release", file.release.date.to_string()), text("release_from", to_string(file.release.from));
    json.member("kept", file.kept).member("refused", file.refused).member("cells_refused", file.cells_refused);
    write_metric_ids(json, file.metrics);
    json.key("refusals").begin_array();
    for (const sources::Refusal& refusal : file.refusals) {
      json.begin_object().member("line", refusal.line).member("column", refusal.column);
      text("reason", refusal.reason);
      json.end_object();
    }
    json.end_array().member("unchanged", file.unchanged);
    if (file.withdrawn) json.member("withdrawn", true);
    json.end_object();
  }
  json.end_array().key("unrecognised").begin_array();
  for (const app::UnrecognisedFile& file : summary.unrecognised) {
    json.begin_object();
    text("path", file.path), text("reason", file.reason);
    json.end_object();
  }
  json.end_array().end_object();
  return out;
}

}  // namespace housing::api
