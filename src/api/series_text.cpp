#include "api/series_text.hpp"

#include "api/json_provenance.hpp"
#include "api/table_text.hpp"
#include "app/catalogue_view.hpp"
#include "base/csv_field.hpp"

namespace housing::api {
namespace {

using app::Series;

void write_values(base::JsonWriter& json, const Series& series) {
  json.key("periods").begin_array();
  for (const std::int32_t ordinal : series.ordinals)
    json.value(std::string_view(model::Period{series.frequency, ordinal}.to_string()));
  json.end_array().key("values").begin_array();
  for (const std::int64_t value : series.values) {
    if (value == app::kGapValue)
      json.null();
    else
      json.fixed(value, series.decimals);
  }
  json.end_array();
  if (series.of.empty()) return;
  json.key("of").begin_array();
  for (std::size_t i = 0; i < series.of.size(); ++i) {
    if (series.values[i] == app::kGapValue)
      json.null();
    else
      json.value(std::uint64_t{series.of[i]});
  }
  json.end_array();
}

// What real values were deflated with.
void write_deflator(base::JsonWriter& json, const app::World& world, const app::Deflator& deflator) {
  json.key("deflator").begin_object().member("metric", deflator.metric().id);
  json.member("newest", std::string_view(deflator.newest().to_string())).key("prov");
  const std::string formula = "as published, rounded to " + std::to_string(deflator.metric().decimals) + " decimals";
  write_provenance(json, world, deflator.metric(), *deflator.shard(), formula);
  json.end_object();
}

void write_recessions(base::JsonWriter& json, const std::vector<model::RecessionBand>& bands) {
  json.key("recessions").begin_array();
  for (const model::RecessionBand& band : bands)
    json.begin_object()
        .member("from", std::string_view(band.from.to_string()))
        .member("to", std::string_view(band.to.to_string()))
        .end_object();
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
    const model::Period first{series.frequency, series.ordinals[part.first]};
    json.begin_object().member("from", std::string_view(first.to_string())).key("prov");
    write_provenance(json, world, *series.metric, *part.shard, formula_of(series));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string formula_of(const Series& series) { return series.formula; }

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
    json.member("unit", series.unit_text()).member("decimals", series.decimals);
    json.member("frequency", to_string(series.frequency));
    json.member("transform", to_string(series.transform));
    write_values(json, series);
    write_origin(json, world, series);
    json.end_object();
  }
  json.end_array().key("notes").begin_array();
  if (world.synthetic()) json.value(kSyntheticNote);
  for (const std::string& note : answer.notes) json.value(std::string_view(note));
  json.end_array();
  if (answer.deflator) write_deflator(json, world, *answer.deflator);
  if (answer.recessions) write_recessions(json, *answer.recessions);
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
  json.end_object();
  return out;
}

std::string series_csv(const app::World& world, const app::SeriesAnswer& answer) {
  std::string out = "region,region_name,metric,period,value,unit,transform,";
  out.append(kOriginColumns).push_back('\n');
  for (const Series& series : answer.series) {
    std::string before;
    base::append_csv_field(before, series.region.text());
    before.push_back(',');
    base::append_csv_field(before, world.label(series.region));
    before.push_back(',');
    base::append_csv_field(before, series.metric->id);
    before.push_back(',');
    std::string unit = ",";
    unit.append(series.unit_text()).append(",").append(to_string(series.transform)).append(",");
    std::vector<std::string> after;  // of each part
    for (const app::SeriesPart& part : series.parts)
      append_origin_fields(after.emplace_back(unit), world, {series.metric, part.shard, formula_of(series)});
    std::size_t part = 0;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      while (part + 1 < series.parts.size() && series.parts[part + 1].first <= i) ++part;
      out.append(before).append(model::Period{series.frequency, series.ordinals[i]}.to_string()).push_back(',');
      if (series.values[i] != app::kGapValue) base::append_fixed_padded(out, series.values[i], series.decimals);
      out.append(after[part]).push_back('\n');
    }
  }
  return out;
}

}  // namespace housing::api
