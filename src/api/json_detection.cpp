#include "api/json_detection.hpp"

#include <cmath>

#include "api/json_provenance.hpp"
#include "api/series_text.hpp"
#include "app/catalogue_view.hpp"
#include "app/series_transform.hpp"

namespace housing::api {
namespace {

using analyses::OwnSeries;
using base::JsonWriter;

constexpr int kScoreDecimals = 2;
constexpr int kPercentDecimals = 2;
constexpr int kChanceDecimals = 4;
constexpr int kSpreadDecimals = 6;

void write_number(JsonWriter& json, double number, int decimals) {
  if (std::isfinite(number))
    json.fixed(std::llrint(number * std::pow(10.0, decimals)), decimals);
  else
    json.null();
}

void write_member(JsonWriter& json, std::string_view name, double number, int decimals) {
  json.key(name);
  write_number(json, number, decimals);
}

void write_member(JsonWriter& json, std::string_view name, const std::optional<double>& number, int decimals) {
  write_member(json, name, number.value_or(std::nan("")), decimals);
}

void write_period(JsonWriter& json, std::string_view name, const model::Period& period) {
  json.member(name, std::string_view(period.to_string()));
}

void write_place(JsonWriter& json, const app::World& world, const model::RegionId& region) {
  json.member("region", region.text()).member("label", std::string_view(world.label(region)));
}

void write_series(JsonWriter& json, const app::World& world, const OwnSeries& own) {
  write_place(json, world, own.region);
  json.member("metric", own.metric->id)
      .member("name", own.metric->name)
      .member("source", app::source_of(world, *own.metric).id);
  json.member("unit", to_string(own.metric->unit)).member("decimals", own.decimals());
  json.member("frequency", to_string(own.line.frequency)).member("method", std::string_view(own.method));
}

void write_end(JsonWriter& json, const app::World& world, const std::vector<std::string>& notes) {
  json.key("notes").begin_array();
  if (world.synthetic()) json.value(kSyntheticNote);
  for (const std::string& note : notes) json.value(std::string_view(note));
  json.end_array();
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
}

void write_origin(JsonWriter& json, const app::World& world, const OwnSeries& own, const std::string& formula) {
  json.key("prov");
  if (const series::ShardEntry* newest = own.newest())
    write_provenance(json, world, *own.metric, *newest, formula);
  else
    json.null();
}

void write_trend(JsonWriter& json, const OwnSeries& own) {
  json.key("trend").begin_object().key("periods").begin_array();
  for (std::size_t i = 0; i < own.season.trend.size(); ++i)
    if (std::isfinite(own.season.trend[i])) json.value(std::string_view(own.period(i).to_string()));
  json.end_array().key("values").begin_array();
  for (const double value : own.season.trend)
    if (std::isfinite(value)) write_number(json, value, own.decimals());
  json.end_array().end_object();
}

void write_test(JsonWriter& json, const analyses::TurningAnswer& answer) {
  json.key("test");
  if (!answer.test) {
    json.null();
    return;
  }
  const stats::TrendTest& test = *answer.test;
  const int decimals = answer.series.decimals();
  json.begin_object();
  write_period(json, "from", answer.test_from);
  write_period(json, "to", answer.test_to);
  json.member("of", std::uint64_t{test.used}).member("s", test.s);
  write_member(json, "z", test.z, kChanceDecimals);
  write_member(json, "p", test.p, kChanceDecimals);
  const bool certain = test.p < analyses::kSignificant;
  json.member("direction", !certain ? "none" : test.s > 0 ? "rising" : "falling");
  write_member(json, "slope_per_year", test.slope, decimals);
  write_member(json, "slope_lower", test.slope_lower, decimals);
  write_member(json, "slope_upper", test.slope_upper, decimals);
  json.end_object();
}

}  // namespace

std::string anomalies_json(const app::World& world, const analyses::AnomalyAnswer& answer) {
  const OwnSeries& own = answer.series;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_series(json, world, own);
  write_member(json, "threshold", answer.threshold, 1);
  write_member(json, "spread", answer.spread, kSpreadDecimals);
  json.member("of", std::uint64_t{answer.of}).member("revised", std::uint64_t{answer.revised});
  json.key("anomalies").begin_array();
  for (const analyses::Anomaly& one : answer.found) {
    json.begin_object();
    write_period(json, "period", own.period(one.at));
    json.member("class", to_string(one.kind));
    write_member(json, "value", one.value, own.line.decimals);
    write_member(json, "expected", one.expected, own.decimals());
    write_member(json, "z", one.z, kScoreDecimals);
    if (one.first_said) write_member(json, "first_said", *one.first_said, own.line.decimals);
    json.end_object();
  }
  json.end_array();
  write_origin(json, world, own, std::string("z = (R_t - median R)/(1.4826 MAD R), R the remainder of ") + own.method);
  write_end(json, world, answer.notes);
  json.end_object();
  return out;
}

std::string turning_points_json(const app::World& world, const analyses::TurningAnswer& answer) {
  const OwnSeries& own = answer.series;
  const bool in_points = own.metric->unit == model::Unit::kPercent;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_series(json, world, own);
  json.member("change_unit", in_points ? "points" : "percent");
  json.key("rules").begin_object();
  json.member("reach", std::uint64_t{answer.rules.reach}).member("phase", std::uint64_t{answer.rules.phase});
  json.member("cycle", std::uint64_t{answer.rules.cycle}).end_object();
  json.key("turning_points").begin_array();
  for (const analyses::TurningPointOf& point : answer.points) {
    json.begin_object();
    write_period(json, "period", own.period(point.at));
    json.member("kind", point.peak ? "peak" : "trough");
    write_member(json, "trend", point.trend, own.decimals());
    write_member(json, "change", point.change, kPercentDecimals);
    json.end_object();
  }
  json.end_array().key("now").begin_object();
  write_period(json, "period", own.period(answer.newest));
  write_member(json, "trend", own.season.trend[answer.newest], own.decimals());
  if (answer.points.empty())
    json.key("phase").null();
  else
    json.member("phase", answer.points.back().peak ? "falling" : "rising");
  write_member(json, "change", answer.change, kPercentDecimals);
  json.end_object();
  write_test(json, answer);
  write_trend(json, own);
  write_origin(json, world, own, "trend by " + own.method);
  write_end(json, world, answer.notes);
  json.end_object();
  return out;
}

std::string disagreement_json(const app::World& world, const analyses::DisagreementAnswer& answer) {
  constexpr int kDecimals = app::kTransformedDecimals;
  const auto period = [&](std::int32_t ordinal) { return model::Period{answer.frequency, ordinal}; };
  const auto latest = static_cast<std::size_t>(answer.latest - answer.ordinals.front());
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_place(json, world, answer.region);
  json.member("unit", to_string(model::Unit::kIndex)).member("decimals", kDecimals);
  json.member("frequency", to_string(answer.frequency));
  write_period(json, "base", period(answer.base));
  write_period(json, "latest", period(answer.latest));
  json.key("spread").begin_object().member("of", std::uint64_t{answer.spread.of});
  write_member(json, "least", answer.spread.least, kDecimals);
  write_member(json, "greatest", answer.spread.greatest, kDecimals);
  write_member(json, "difference", answer.spread.difference, kDecimals);
  json.end_object().key("periods").begin_array();
  for (const std::int32_t ordinal : answer.ordinals) json.value(std::string_view(period(ordinal).to_string()));
  json.end_array().key("indices").begin_array();
  for (const analyses::DisagreementRow& row : answer.rows) {
    json.begin_object();
    json.member("metric", row.metric->id)
        .member("name", row.metric->name)
        .member("source", app::source_of(world, *row.metric).id);
    write_place(json, world, row.region);
    json.member("published_by", to_string(row.metric->frequency));
    json.member("seasonal_adjustment", to_string(row.metric->adjustment));
    json.member("measures", row.measure->measures).member("reason", row.measure->reason);
    write_member(json, "latest", row.index[latest], kDecimals);
    json.key("values").begin_array();
    for (const double value : row.index) write_number(json, value, kDecimals);
    json.end_array().key("prov");
    if (row.newest != nullptr)
      write_provenance(json, world, *row.metric, *row.newest, row.formula);
    else
      json.null();
    json.end_object();
  }
  json.end_array();
  write_end(json, world, answer.notes);
  json.end_object();
  return out;
}

}  // namespace housing::api
