#include "api/json_likeness.hpp"

#include <cmath>

#include "api/json_analyses.hpp"
#include "api/json_provenance.hpp"
#include "app/catalogue_view.hpp"

namespace housing::api {
namespace {

using analyses::Columns;
using base::JsonWriter;

constexpr double kThousandth = 1'000;
constexpr double kTenThousandth = 10'000;

// Rounded to so many parts of one, so that an answer prints alike everywhere; null where there is no number.
void write_rounded(JsonWriter& json, double number, double parts) {
  if (std::isfinite(number))
    json.value(std::nearbyint(number * parts) / parts);
  else
    json.null();
}

void write_optional(JsonWriter& json, std::string_view name, const std::optional<std::int64_t>& cell, int decimals) {
  json.key(name);
  write_cell(json, cell.value_or(model::kWideGap), decimals);
}

void write_region(JsonWriter& json, const app::World& world, const model::RegionId& region) {
  json.member("region", region.text()).member("label", std::string_view(world.label(region)));
}

void write_frame(JsonWriter& json, const app::World& world) {
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
}

std::string measure_object(Columns& columns, const analyses::Column& column) {
  std::string out;
  JsonWriter json(out);
  write_measure(json, columns, column);
  return out;
}

void write_compared(JsonWriter& json, const app::World& world, const analyses::ComparedRow& row,
                    const analyses::ComparedCell& cell) {
  constexpr int kPercentDecimals = 4;
  if (!cell.value) {
    json.null();
    return;
  }
  json.begin_object();
  write_optional(json, "value", cell.value, row.decimals);
  json.member("period", std::string_view(cell.period->to_string()));
  write_optional(json, "yoy", cell.yoy, kPercentDecimals);
  write_optional(json, "history", cell.history, kPercentDecimals);
  json.key("rank");
  if (cell.rank > 0)
    json.begin_object().member("position", std::uint64_t{cell.rank}).member("of", std::uint64_t{cell.of}).end_object();
  else
    json.null();
  write_optional(json, "margin", cell.margin, row.decimals);
  json.key("prov");
  if (cell.release != nullptr)
    write_provenance(json, world, *row.measure.metric, *cell.release, row.measure.text());
  else
    json.null();
  json.end_object();
}

}  // namespace

std::string comparison_json(Columns& columns, const analyses::Comparison& comparison) {
  const app::World& world = columns.world();
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("regions").begin_array();
  for (const model::RegionId& region : comparison.regions) {
    json.begin_object();
    write_region(json, world, region);
    json.member("type", to_string(region.type())).end_object();
  }
  json.end_array().key("rows").begin_array();
  for (const analyses::ComparedRow& row : comparison.rows) {
    json.begin_object().member("measure", std::string_view(row.measure.text())).member("name", row.measure.name());
    json.member("metric", row.measure.metric->id).member("transform", to_string(row.measure.transform));
    json.member("unit", to_string(row.unit)).member("decimals", row.decimals);
    json.member("source", app::source_of(world, *row.measure.metric).id).key("cells").begin_array();
    for (const analyses::ComparedCell& cell : row.cells) write_compared(json, world, row, cell);
    json.end_array().key("alike").begin_array();
    for (const auto& [a, b] : row.alike)
      json.begin_array().value(comparison.regions[a].text()).value(comparison.regions[b].text()).end_array();
    json.end_array().end_object();
  }
  json.end_array().key("notes").begin_array();
  for (const std::string& note : comparison.notes) json.value(std::string_view(note));
  json.end_array();
  write_frame(json, world);
  json.end_object();
  return out;
}

std::string similar_json(Columns& columns, const analyses::Similar& similar) {
  const app::World& world = columns.world();
  const auto& regions = similar.level.axis->regions;
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_region(json, world, regions[similar.place]);
  write_level(json, world, similar.level);
  json.member("compared", std::uint64_t{similar.compared}).key("features").begin_array();
  for (const analyses::FeatureUse& use : similar.features) {
    json.begin_object().member("feature", use.feature->id).member("weight", use.weight);
    json.member("logarithm", use.feature->logarithm).member("known", use.has_region).key("measure");
    use.column != nullptr ? json.raw(measure_object(columns, *use.column)) : json.null();
    json.key("value");
    if (use.has_region)
      write_cell(json, use.column->cells()[similar.place], use.column->decimals);
    else
      json.null();
    json.end_object();
  }
  json.end_array().key("found").begin_array();
  for (const analyses::SimilarPlace& place : similar.places) {
    json.begin_object();
    write_region(json, world, regions[place.place]);
    json.key("distance");
    write_rounded(json, place.distance, kTenThousandth);
    json.member("features", std::uint64_t{place.common}).key("parts").begin_array();
    for (const auto& part : place.parts) write_rounded(json, part.value_or(std::nan("")), kThousandth);
    json.end_array().key("values").begin_array();
    for (const analyses::FeatureUse& use : similar.features) {
      if (use.column != nullptr)
        write_cell(json, use.column->cells()[place.place], use.column->decimals);
      else
        json.null();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return out;
}

std::string correlated_json(Columns& columns, const analyses::Correlated& correlated) {
  const app::World& world = columns.world();
  const auto& regions = correlated.level.axis->regions;
  const auto period = [&](std::int32_t ordinal) {
    return model::Period{correlated.metric->frequency, ordinal}.to_string();
  };
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_region(json, world, regions[correlated.place]);
  write_level(json, world, correlated.level);
  json.member("metric", correlated.metric->id).member("compared", std::uint64_t{correlated.compared});
  json.member("from", std::string_view(period(correlated.first)))
      .member("to", std::string_view(period(correlated.last)));
  json.member("formula", "Pearson's r of x_t/x_{t-1}-1, lag 0").key("prov");
  const auto releases = columns.releases(*correlated.metric, correlated.level.type, correlated.last);
  if (releases.empty())
    json.null();
  else
    write_provenance(json, world, *correlated.metric, *releases.front(), "Pearson's r of x_t/x_{t-1}-1, lag 0");
  json.key("found").begin_array();
  for (const analyses::CorrelatedPlace& place : correlated.places) {
    json.begin_object();
    write_region(json, world, regions[place.place]);
    json.key("r");
    write_rounded(json, place.r, kTenThousandth);
    json.member("months", std::uint64_t{place.common}).end_object();
  }
  json.end_array().end_object();
  return out;
}

std::string temperature_json(Columns& columns, const analyses::Temperature& temperature) {
  constexpr int kScoreDecimals = 4;
  const app::World& world = columns.world();
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_level(json, world, temperature.level);
  json.member("of", std::uint64_t{temperature.of}).member("order", temperature.hottest_first ? "desc" : "asc");
  json.key("inputs").begin_array();
  for (std::size_t i = 0; i < analyses::kInputs; ++i) {
    const auto& input = analyses::temperature_inputs()[i];
    json.begin_object().member("input", input.id).member("less_is_hotter", input.less_is_hotter);
    json.member("weight", 1).key("measure");
    temperature.columns[i] != nullptr ? json.raw(measure_object(columns, *temperature.columns[i])) : json.null();
    json.end_object();
  }
  json.end_array().key("rows").begin_array();
  for (const analyses::TemperatureRow& row : temperature.rows) {
    json.begin_object();
    write_region(json, world, temperature.level.axis->regions[row.place]);
    json.key("score").fixed(row.score, kScoreDecimals).key("percentiles").begin_array();
    for (const auto& percentile : row.percentiles)
      write_cell(json, percentile.value_or(model::kWideGap), kScoreDecimals);
    json.end_array().key("values").begin_array();
    for (const auto& column : temperature.columns) {
      if (column != nullptr)
        write_cell(json, column->cells()[row.place], column->decimals);
      else
        json.null();
    }
    json.end_array().end_object();
  }
  json.end_array().key("next");
  temperature.next ? json.value(std::uint64_t{*temperature.next}) : json.null();
  json.end_object();
  return out;
}

std::string screen_history_json(Columns& columns, const analyses::ScreenHistory& history) {
  const app::World& world = columns.world();
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_level(json, world, history.level);
  json.member("where", std::string_view(history.where.text())).member("outcome", history.outcome->id);
  json.member("horizon", history.horizon).member("frequency", to_string(history.outcome->frequency));
  json.member("hindsight", true).key("summary").begin_object();
  json.member("periods", std::uint64_t{history.counted}).member("ahead", std::uint64_t{history.ahead});
  json.key("mean_excess");
  write_rounded(json, history.mean_excess, kTenThousandth);
  json.key("median_excess");
  write_rounded(json, history.median_excess, kTenThousandth);
  json.member("thin", std::uint64_t{history.thin}).end_object().key("periods").begin_array();
  for (const analyses::HistoryPeriod& period : history.periods) {
    json.begin_object();
    json.member("period", std::string_view(model::Period{history.outcome->frequency, period.ordinal}.to_string()));
    json.member("matched", std::uint64_t{period.matched}).member("with_outcome", std::uint64_t{period.with_outcome});
    json.member("all", std::uint64_t{period.all}).key("mean");
    write_rounded(json, period.mean, kTenThousandth);
    json.key("median");
    write_rounded(json, period.median, kTenThousandth);
    json.key("mean_of_all");
    write_rounded(json, period.mean_of_all, kTenThousandth);
    json.key("median_of_all");
    write_rounded(json, period.median_of_all, kTenThousandth);
    json.end_object();
  }
  json.end_array().key("notes").begin_array();
  json.value(
      "Hindsight: the screen is asked of the values as they are known now, revised since; with as_of, as they were "
      "known that day.");
  if (history.thin > 0)
    json.value(std::string_view("In " + std::to_string(history.thin) + " of the periods fewer than " +
                                std::to_string(analyses::kFewRegions) +
                                " regions matched: what they did is chance as much as anything."));
  json.end_array().end_object();
  return out;
}

}  // namespace housing::api
