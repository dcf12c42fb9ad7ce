#include "api/series_text.hpp"

#include "api/json_provenance.hpp"
#include "app/catalogue_view.hpp"
#include "base/csv_field.hpp"

namespace housing::api {
namespace {

using app::Series;
using app::Transform;

std::string formula_of(const Series& series) {
  const auto lag = app::lag_of(series.transform, series.metric->frequency);
  switch (series.transform) {
    case Transform::kLevel: return "as published, rounded to " + std::to_string(series.decimals) + " decimals";
    case Transform::kMom:
    case Transform::kYoy:
      return series.metric->frequency == model::Frequency::kWeek
                 ? "100*(x_t/x_s-1), s " + std::to_string(lag->step) + " days before t, within 3 days"
                 : "100*(x_t/x_{t-" + std::to_string(lag->step) + "}-1)";
    case Transform::kIndex: return "100*x_t/x_b, b the first period of the window that has a value";
  }
  return {};
}

void write_values(base::JsonWriter& json, const Series& series) {
  json.key("periods").begin_array();
  for (const std::int32_t ordinal : series.ordinals)
    json.value(std::string_view(model::Period{series.metric->frequency, ordinal}.to_string()));
  json.end_array().key("values").begin_array();
  for (const std::int64_t value : series.values) {
    if (value == app::kGapValue)
      json.null();
    else
      json.fixed(value, series.decimals);
  }
  json.end_array();
}

void write_origin(base::JsonWriter& json, const app::World& world, const Series& series) {
  json.key("prov");
  const series::ShardEntry* newest = series.newest();
  if (newest == nullptr) {
    json.null();
    return;
  }
  write_provenance(json, world, *series.metric, *newest, formula_of(series));
  if (series.parts.size() < 2) return;
  json.key("prov_parts").begin_array();
  for (const app::SeriesPart& part : series.parts) {
    const model::Period first{series.metric->frequency, series.ordinals[part.first]};
    json.begin_object().member("from", std::string_view(first.to_string())).key("prov");
    write_provenance(json, world, *series.metric, *part.shard, formula_of(series));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

const std::string_view kSyntheticNote =
    "Synthetic demonstration data: every number is made up by this program; no place has these prices.";

std::string series_json(const app::World& world, const app::SeriesAnswer& answer) {
  constexpr std::size_t kBytesAValue = 24;  // a period and a number, quoted and separated
  std::size_t values = 0;
  for (const Series& series : answer.series) values += series.values.size() + kBytesAValue * 2;
  std::string out;
  out.reserve(values * kBytesAValue);
  base::JsonWriter json(out);
  json.begin_object().key("series").begin_array();
  for (const Series& series : answer.series) {
    json.begin_object();
    json.member("region", series.region.text()).member("metric", series.metric->id);
    json.member("source", app::source_of(world, *series.metric).id);
    json.member("unit", to_string(series.unit)).member("decimals", series.decimals);
    json.member("frequency", to_string(series.metric->frequency));
    json.member("transform", to_string(series.transform));
    write_values(json, series);
    write_origin(json, world, series);
    json.end_object();
  }
  json.end_array().key("notes").begin_array();
  if (world.synthetic()) json.value(kSyntheticNote);
  for (const std::string& note : answer.notes) json.value(std::string_view(note));
  json.end_array();
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
  json.end_object();
  return out;
}

std::string series_csv(const app::World& world, const app::SeriesAnswer& answer) {
  std::string out = "region,region_name,metric,period,value,unit,transform,source,release\n";
  for (const Series& series : answer.series) {
    std::string before;
    base::append_csv_field(before, series.region.text());
    before.push_back(',');
    base::append_csv_field(before, world.label(series.region));
    before.push_back(',');
    base::append_csv_field(before, series.metric->id);
    before.push_back(',');
    std::string after = ",";
    after.append(to_string(series.unit)).append(",").append(to_string(series.transform)).append(",");
    base::append_csv_field(after, app::source_of(world, *series.metric).id);
    after.push_back(',');
    std::size_t part = 0;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      while (part + 1 < series.parts.size() && series.parts[part + 1].first <= i) ++part;
      out.append(before).append(model::Period{series.metric->frequency, series.ordinals[i]}.to_string()).push_back(',');
      if (series.values[i] != app::kGapValue) base::append_fixed_padded(out, series.values[i], series.decimals);
      out.append(after).append(series.parts[part].shard->release.date.to_string()).push_back('\n');
    }
  }
  return out;
}

}  // namespace housing::api
