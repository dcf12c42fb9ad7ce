#include "api/json_analyses.hpp"

#include <bit>
#include <cmath>

#include "api/json_provenance.hpp"
#include "app/catalogue_view.hpp"

namespace housing::api {
namespace {

using analyses::Column;
using analyses::Columns;
using base::JsonWriter;

std::string formula_of(const analyses::Measure& measure) {
  if (measure.derived != nullptr) return std::string(measure.derived->formula);
  switch (measure.transform) {
    case app::Transform::kLevel: return "as published";
    case app::Transform::kRank: return "1 + how many regions of the type have a greater value";
    case app::Transform::kPercentile: return "100*(less + equal/2)/n among the regions of the type";
    case app::Transform::kHistory: return "100*(less + equal/2)/n among the region's own values up to then";
    default: return measure.text() + ", as /api/v1/series computes it";
  }
}

// A number of the column's unit from one in units of 10^-decimals.
double unscaled(double number, int decimals) { return number / std::pow(10.0, decimals); }

void write_classes(JsonWriter& json, const analyses::Classes& classes, int decimals) {
  json.key("classes").begin_object().member("method", to_string(classes.method)).key("breaks").begin_array();
  for (const double at : classes.breaks) json.value(unscaled(at, decimals));
  json.end_array().key("counts").begin_array();
  for (const std::uint32_t count : classes.counts) json.value(std::uint64_t{count});
  json.end_array().end_object();
}

void write_histogram(JsonWriter& json, const analyses::ScreenColumn& column) {
  const analyses::Histogram& histogram = *column.histogram;
  json.key("histogram").begin_object().key("edges").begin_array();
  for (const double edge : histogram.edges) json.value(unscaled(edge, column.column->decimals));
  json.end_array().key("all").begin_array();
  if (!histogram.edges.empty())
    for (const std::uint32_t count : histogram.all) json.value(std::uint64_t{count});
  json.end_array().key("matching").begin_array();
  if (!histogram.edges.empty())
    for (const std::uint32_t count : histogram.matching) json.value(std::uint64_t{count});
  json.end_array().end_object();
}

void write_regions(JsonWriter& json, const app::World& world, const analyses::Axis& axis,
                   const std::vector<std::uint32_t>& places) {
  json.key("regions").begin_array();
  for (const std::uint32_t place : places) json.value(axis.regions[place].text());
  json.end_array().key("labels").begin_array();
  for (const std::uint32_t place : places) json.value(std::string_view(world.label(axis.regions[place])));
  json.end_array();
}

std::string measure_object(Columns& columns, const Column& column) {
  std::string out;
  JsonWriter json(out);
  write_measure(json, columns, column);
  return out;
}

}  // namespace

void write_cell(JsonWriter& json, std::int64_t cell, int decimals) {
  if (cell == model::kWideGap)
    json.null();
  else
    json.fixed(cell, decimals);
}

void write_measure(JsonWriter& json, Columns& columns, const Column& column) {
  const analyses::Measure& measure = column.key.measure;
  json.begin_object().member("measure", std::string_view(measure.text())).member("name", measure.name());
  json.member("metric", measure.metric->id).member("transform", to_string(measure.transform));
  json.member("unit", to_string(column.unit)).member("decimals", column.decimals);
  json.member("period", std::string_view(column.key.period().to_string()));
  json.member("source", app::source_of(columns.world(), *measure.metric).id).key("prov");
  const auto releases = columns.releases(*measure.metric, column.key.type, column.key.ordinal);
  if (releases.empty())
    json.null();
  else
    write_provenance(json, columns.world(), *measure.metric, *releases.front(), formula_of(measure));
  json.end_object();
}

void write_level(JsonWriter& json, const app::World& world, const analyses::Level& level) {
  json.member("type", to_string(level.type)).member("within", level.area.text());
  json.member("places", std::uint64_t{level.places});
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
}

std::string ranking_json(Columns& columns, const analyses::Ranking& ranking) {
  const app::World& world = columns.world();
  const Column& column = *ranking.column;
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("measure").raw(measure_object(columns, column));
  write_level(json, world, ranking.level);
  json.member("order", ranking.greatest_first ? "desc" : "asc").member("of", std::uint64_t{ranking.of});
  json.key("margins");
  ranking.margin != nullptr ? json.value(ranking.margin->key.measure.metric->id) : json.null();
  json.key("rows").begin_array();
  const auto cells = column.cells();
  for (const analyses::RankedRow& row : ranking.rows) {
    const model::RegionId& region = ranking.level.axis->regions[row.place];
    json.begin_object().member("rank", std::uint64_t{row.rank}).member("region", region.text());
    json.member("label", std::string_view(world.label(region))).key("value");
    write_cell(json, cells[row.place], column.decimals);
    if (row.best_rank > 0) {
      json.key("margin");
      write_cell(json, ranking.margin->cells()[row.place], ranking.margin->decimals);
      json.key("ranks")
          .begin_array()
          .value(std::uint64_t{row.best_rank})
          .value(std::uint64_t{row.worst_rank})
          .end_array();
    }
    json.end_object();
  }
  json.end_array().key("next");
  ranking.next ? json.value(std::uint64_t{*ranking.next}) : json.null();
  json.end_object();
  return out;
}

std::string map_json(Columns& columns, const analyses::MapAnswer& answer) {
  const Column& column = *answer.column;
  std::string out;
  out.reserve(answer.present * 24);
  JsonWriter json(out);
  json.begin_object().key("measure").raw(measure_object(columns, column));
  write_level(json, columns.world(), answer.level);
  json.member("of", std::uint64_t{answer.present});
  write_classes(json, answer.classes, column.decimals);
  const auto cells = column.cells();
  json.key("regions").begin_array();
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (answer.level.holds(i) && cells[i] != model::kWideGap) json.value(answer.level.axis->regions[i].text());
  json.end_array().key("values").begin_array();
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (answer.level.holds(i) && cells[i] != model::kWideGap) json.fixed(cells[i], column.decimals);
  json.end_array().end_object();
  return out;
}

std::string screen_json(Columns& columns, const analyses::Screen& screen) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_level(json, columns.world(), screen.level);
  json.key("where");
  screen.where ? json.value(std::string_view(screen.where->text())) : json.null();
  json.member("matched", std::uint64_t{screen.matched}).member("unknown", std::uint64_t{screen.unknown});
  json.key("sort");
  screen.sort ? json.value(std::string_view(screen.columns[*screen.sort].measure.text())) : json.null();
  json.member("order", screen.greatest_first ? "desc" : "asc");
  write_regions(json, columns.world(), *screen.level.axis, screen.places);
  json.key("columns").begin_array();
  for (const analyses::ScreenColumn& column : screen.columns) {
    json.begin_object().key("measure").raw(measure_object(columns, *column.column));
    json.member("of", std::uint64_t{column.present}).key("values").begin_array();
    const auto cells = column.column->cells();
    for (const std::uint32_t place : screen.places) write_cell(json, cells[place], column.column->decimals);
    json.end_array();
    if (column.histogram) write_histogram(json, column);
    json.end_object();
  }
  json.end_array();
  if (!screen.all.empty()) {
    json.key("matches").begin_array();
    for (const std::uint32_t place : screen.all) json.value(screen.level.axis->regions[place].text());
    json.end_array();
  }
  json.key("next");
  screen.next ? json.value(std::uint64_t{*screen.next}) : json.null();
  json.end_object();
  return out;
}

std::string maps_binary(Columns& columns, const analyses::MapsAnswer& answer) {
  const app::World& world = columns.world();
  std::string text;
  JsonWriter json(text);
  json.begin_object().member("measure", std::string_view(answer.measure.text())).member("name", answer.measure.name());
  json.member("unit", to_string(answer.unit)).member("decimals", answer.decimals);
  json.member("source", app::source_of(world, *answer.measure.metric).id);
  write_level(json, world, answer.level);
  json.member("least", unscaled(answer.least, answer.decimals)).member("step", unscaled(answer.step, answer.decimals));
  write_classes(json, answer.classes, answer.decimals);
  json.key("periods").begin_array();
  for (const std::int32_t ordinal : answer.ordinals)
    json.value(std::string_view(model::Period{answer.measure.metric->frequency, ordinal}.to_string()));
  json.end_array().key("regions").begin_array();
  for (const std::uint32_t place : answer.places) json.value(answer.level.axis->regions[place].text());
  json.end_array().key("prov");
  const auto releases = columns.releases(*answer.measure.metric, answer.level.type, answer.ordinals.back());
  if (releases.empty())
    json.null();
  else
    write_provenance(json, world, *answer.measure.metric, *releases.front(), formula_of(answer.measure));
  json.end_object();
  while (text.size() % 4 != 0) text.push_back(' ');

  std::string out = "HTM1";
  const auto length = static_cast<std::uint32_t>(text.size());
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((length >> shift) & 0xff));
  out.append(text);
  static_assert(std::endian::native == std::endian::little);
  out.append(reinterpret_cast<const char*>(answer.codes.data()), answer.codes.size() * sizeof(std::uint16_t));
  return out;
}

}  // namespace housing::api
