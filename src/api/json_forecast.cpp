#include "api/json_forecast.hpp"

#include <cmath>

#include "api/json_provenance.hpp"
#include "forecast/scores.hpp"

namespace housing::api {
namespace {

using base::JsonWriter;
using forecast::Method;

constexpr int kScoreDecimals = 4;

void write_score(JsonWriter& json, double score) {
  if (std::isfinite(score))
    json.fixed(std::llround(score * 1e4), kScoreDecimals);
  else
    json.null();
}

void write_value(JsonWriter& json, double value, int decimals) {
  if (std::isfinite(value))
    json.fixed(std::llround(value * std::pow(10.0, decimals)), decimals);
  else
    json.null();
}

std::int64_t percent(double level) { return std::llround(100 * level); }

void write_notes(JsonWriter& json, const std::vector<std::string>& notes) {
  json.key("notes").begin_array();
  for (const std::string& note : notes) json.value(std::string_view(note));
  json.end_array();
}

void close(JsonWriter& json, const app::World& world) {
  if (world.as_of()) json.member("as_of", std::string_view(world.as_of()->to_string()));
  if (world.synthetic()) json.member("synthetic", true);
  json.end_object();
}

// One level's bands of the future; those withheld are null, with the reason.
void write_interval(JsonWriter& json, const forecast::TrackRecord& record, Method method, std::size_t level,
                    int decimals) {
  const std::size_t horizon = record.plan().horizon;
  const std::size_t now = record.forecasts().last();
  json.begin_object().member("level", percent(record.plan().levels[level]));
  for (const bool upper : {false, true}) {
    json.key(upper ? "upper" : "lower").begin_array();
    for (std::size_t h = 1; h <= horizon; ++h) {
      const auto band = record.withheld(method, level, h) ? std::nullopt : record.band(method, now, level, h);
      band ? write_value(json, upper ? band->upper : band->lower, decimals) : void(json.null());
    }
    json.end_array();
  }
  json.key("coverage").begin_array();
  for (const forecast::HorizonScore& row : record.scores(method).by_horizon) write_score(json, row.coverage[level]);
  json.end_array().key("judged").begin_array();
  for (const forecast::HorizonScore& row : record.scores(method).by_horizon) json.value(std::uint64_t{row.banded});
  json.end_array().key("withheld").begin_array();
  for (std::size_t h = 1; h <= horizon; ++h) {
    const auto reason = record.withheld(method, level, h);
    if (!reason) continue;
    json.begin_object().member("horizon", std::uint64_t{h}).member("reason", std::string_view(*reason)).end_object();
  }
  json.end_array().end_object();
}

void write_scores(JsonWriter& json, const forecast::TrackRecord& record, Method method) {
  const forecast::Scores& scores = record.scores(method);
  json.begin_object().key("smape");
  write_score(json, scores.smape);
  json.key("mase");
  write_score(json, scores.mase);
  json.key("owa");
  write_score(json, scores.owa);
  json.key("levels").begin_array();
  for (std::size_t level = 0; level < scores.by_level.size(); ++level) {
    const forecast::LevelScore& row = scores.by_level[level];
    json.begin_object().member("level", percent(record.plan().levels[level])).key("coverage");
    write_score(json, row.coverage);
    json.key("acd");
    write_score(json, row.acd);
    json.key("msis");
    write_score(json, row.msis);
    json.member("bands", std::uint64_t{row.bands}).end_object();
  }
  json.end_array().key("by_horizon").begin_object().key("origins").begin_array();
  for (const auto& row : scores.by_horizon) json.value(std::uint64_t{row.origins});
  json.end_array().key("smape").begin_array();
  for (const auto& row : scores.by_horizon) write_score(json, row.smape);
  json.end_array().key("mase").begin_array();
  for (const auto& row : scores.by_horizon) write_score(json, row.mase);
  json.end_array().end_object().end_object();
}

void write_method(JsonWriter& json, const analyses::Forecast& forecast, Method method) {
  const forecast::TrackRecord& record = *forecast.record;
  const bool asked = forecast.asked.has(method);
  const int decimals = forecast.metric->decimals;
  json.begin_object().member("method", to_string(method)).member("description", describe(method));
  json.member("asked", asked);
  if (method == Method::kEts || method == Method::kEnsemble) {
    if (record.methods().has(method)) json.member("model", std::string_view(record.forecasts().estimates().ets.name()));
  }
  json.key("values").begin_array();
  for (const double value : record.forecasts().of(method, record.forecasts().last()))
    write_value(json, value, decimals);
  json.end_array();
  if (asked) {
    json.key("intervals").begin_array();
    for (std::size_t level = 0; level < record.plan().levels.size(); ++level)
      write_interval(json, record, method, level, decimals);
    json.end_array();
  }
  json.key("scores");
  write_scores(json, record, method);
  json.end_object();
}

std::string formula_of(const analyses::Forecast& forecast) {
  const model::Frequency frequency = forecast.metric->frequency;
  return "forecast from the values of " + forecast.input.first(frequency).to_string() + " to " +
         forecast.input.last(frequency).to_string() + "; methods and bands as in docs/methods.md";
}

void write_tally(JsonWriter& json, const analyses::Tally::Cell& cell, const std::vector<double>& levels) {
  const auto n = static_cast<double>(cell.count);
  json.begin_object().member("forecasts", std::uint64_t{cell.count}).key("smape");
  write_score(json, cell.smape / n);
  json.key("mase");
  write_score(json, cell.mase / static_cast<double>(cell.scaled));
  json.key("levels").begin_array();
  for (std::size_t level = 0; level < levels.size(); ++level) {
    const double coverage = static_cast<double>(cell.inside[level]) / static_cast<double>(cell.banded);
    json.begin_object().member("level", percent(levels[level])).key("coverage");
    write_score(json, coverage);
    json.key("msis");
    write_score(json, cell.msis[level] / static_cast<double>(cell.banded_scaled));
    json.member("bands", cell.banded).end_object();
  }
  json.end_array().end_object();
}

double owa_of(const analyses::Tally::Cell& cell, const analyses::Tally::Cell& naive2) {
  const auto mean = [](double sum, std::uint64_t count) { return sum / static_cast<double>(count); };
  return forecast::owa(mean(cell.smape, cell.count), mean(cell.mase, cell.scaled), mean(naive2.smape, naive2.count),
                       mean(naive2.mase, naive2.scaled));
}

void write_half(JsonWriter& json, const analyses::BacktestPlan& plan, const analyses::Tally& tally) {
  const auto methods = plan.methods.list();
  std::size_t naive2 = 0;
  while (methods[naive2] != Method::kNaive2) ++naive2;
  if (tally.over_all(naive2).count == 0) {
    json.null();
    return;
  }
  json.begin_array();
  for (std::size_t i = 0; i < methods.size(); ++i) {
    if (tally.over_all(i).count == 0) continue;
    json.begin_object().member("method", to_string(methods[i])).member("asked", plan.asked.has(methods[i])).key("owa");
    write_score(json, owa_of(tally.over_all(i), tally.over_all(naive2)));
    json.key("overall");
    write_tally(json, tally.over_all(i), plan.levels);
    json.key("by_horizon").begin_array();
    for (std::size_t h = 1; h <= plan.horizon; ++h) write_tally(json, tally.at(i, h), plan.levels);
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

std::string forecast_json(const app::World& world, const analyses::Forecast& forecast) {
  const model::MetricInfo& metric = *forecast.metric;
  const model::Frequency frequency = metric.frequency;
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("region", forecast.region.text());
  json.member("region_name", std::string_view(world.label(forecast.region)));
  json.member("metric", metric.id).member("name", metric.name).member("source", metric.source);
  json.member("unit", to_string(metric.unit)).member("decimals", metric.decimals);
  json.member("frequency", to_string(frequency)).member("horizon", std::uint64_t{forecast.periods.size()});
  json.key("periods").begin_array();
  for (const model::Period& period : forecast.periods) json.value(std::string_view(period.to_string()));
  json.end_array().key("last").begin_object();
  json.member("period", std::string_view(forecast.input.last(frequency).to_string())).key("value");
  write_value(json, forecast.input.values.back(), metric.decimals);
  json.end_object().key("observations").begin_object();
  json.member("count", std::uint64_t{forecast.input.values.size()});
  json.member("from", std::string_view(forecast.input.first(frequency).to_string()));
  json.member("to", std::string_view(forecast.input.last(frequency).to_string())).end_object();
  json.member("origins", std::uint64_t{forecast.record ? forecast.record->past_origins() : 0});
  json.member("hindsight", true).key("withheld");
  forecast.withheld ? json.value(std::string_view(*forecast.withheld)) : json.null();
  json.key("methods").begin_array();
  if (forecast.record)
    for (const Method method : forecast.record->methods().list()) write_method(json, forecast, method);
  json.end_array();
  write_notes(json, forecast.notes);
  json.key("prov");
  write_provenance(json, world, metric, *forecast.input.shard, formula_of(forecast));
  close(json, world);
  return out;
}

std::string backtest_json(const app::World& world, const analyses::Backtest& backtest) {
  const analyses::BacktestPlan& plan = backtest.plan;
  std::string out;
  JsonWriter json(out);
  json.begin_object().member("metric", plan.metric->id).member("name", plan.metric->name);
  json.member("source", plan.metric->source).member("frequency", to_string(plan.metric->frequency));
  json.member("horizon", std::uint64_t{plan.horizon}).key("regions").begin_object();
  json.member("scored", std::uint64_t{backtest.regions}).member("too_short", std::uint64_t{backtest.short_regions});
  json.member("looked_at", std::uint64_t{plan.regions.size()})
      .member("of", std::uint64_t{plan.regions_of})
      .end_object();
  json.member("origins", backtest.origins).member("vintages", std::uint64_t{backtest.vintages});
  json.key("hindsight");
  write_half(json, plan, backtest.hindsight);
  json.key("as_first_published");
  write_half(json, plan, backtest.published);
  std::vector<std::string> notes = {
      "hindsight: forecasts made of the past as it is known now; as_first_published: of the releases of the time."};
  if (plan.regions.size() < plan.regions_of)
    notes.push_back(std::to_string(plan.regions.size()) + " of " + std::to_string(plan.regions_of) +
                    " regions, evenly spaced in order of id; housing backtest scores all.");
  write_notes(json, notes);
  close(json, world);
  return out;
}

}  // namespace housing::api
