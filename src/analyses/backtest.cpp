#include "analyses/backtest.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "forecast/scores.hpp"

namespace housing::analyses {
namespace {

using app::reject;
using forecast::Method;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

app::Answered<std::vector<model::RegionId>> regions_for(const app::World& world, const BacktestQuestion& question,
                                                        const series::Block& block) {
  std::vector<model::RegionId> regions;
  for (const std::string& text : question.regions) {
    auto region = app::known_region(world, text, "region");
    if (!region) return std::unexpected(region.error());
    regions.push_back(*region);
  }
  if (!regions.empty()) return regions;
  if (question.type.empty()) return std::vector(block.regions().begin(), block.regions().end());
  const auto type = model::parse_region_type(question.type);
  if (!type)
    return reject("unknown-type", "type", "There is no type of region '" + question.type.substr(0, 40) + "'.",
                  {"state", "metro", "county", "zip"});
  const auto rows = block.rows_of(*type);
  return std::vector(block.regions().begin() + rows.begin, block.regions().begin() + rows.end);
}

// Days on which something of the metric was released, earliest first, at most the latest kMaxVintages.
std::vector<model::Date> release_days(const app::World& world, const model::MetricInfo& metric) {
  std::set<model::Date> days;
  for (const series::ShardEntry& shard : world.manifest().shards)
    if (!shard.judgement.withdrawn && std::ranges::find(shard.metrics, metric.id) != shard.metrics.end())
      days.insert(shard.release.date);
  while (days.size() > kMaxVintages) days.erase(days.begin());
  return {days.begin(), days.end()};
}

struct Vintage {
  model::Date day;
  std::shared_ptr<const app::World> world;
};

base::Result<std::vector<Vintage>> vintages_of(const app::World& world, app::WorldHolder* worlds,
                                               const model::MetricInfo& metric) {
  std::vector<Vintage> vintages;
  if (worlds == nullptr) return vintages;
  const auto days = release_days(world, metric);
  for (std::size_t i = 0; i + 1 < days.size(); ++i) {  // the last one is the present
    HT_TRY(auto past, worlds->at(days[i]));
    vintages.push_back({days[i], std::move(past)});
  }
  return vintages;
}

forecast::TrackPlan track_plan(const BacktestPlan& plan) {
  return {.period = season_of(plan.metric->frequency),
          .horizon = plan.horizon,
          .levels = plan.levels,
          .methods = plan.methods};
}

// What `record` said at `origin`, without what came.
PastForecast said_at(const forecast::TrackRecord& record, std::size_t origin, std::size_t h, const BacktestPlan& plan) {
  PastForecast past;
  past.h = h;
  past.scale = record.scale(origin);
  for (const Method method : plan.methods.list()) {
    const bool has = record.methods().has(method);
    past.forecasts.push_back(has ? record.forecasts().of(method, origin)[h - 1] : kNone);
    for (std::size_t level = 0; level < plan.levels.size(); ++level)
      past.bands.push_back(has ? record.band(method, origin, level, h) : std::nullopt);
  }
  return past;
}

// The region's forecasts of the present and of the releases that were an origin's.
class RegionRun {
 public:
  RegionRun(const BacktestPlan& plan, ForecastInput input)
      : plan_(plan), input_(std::move(input)), record_(input_.values, track_plan(plan)) {}

  void add_vintage(const Vintage& vintage, const model::RegionId& region) {
    const auto input = forecast_input(*vintage.world, region, *plan_.metric);
    if (!input || input->values.size() < record_.forecasts().first()) return;
    const std::int32_t last = input->ordinals.back();
    if (last >= input_.ordinals.back() || vintages_.contains(last)) return;  // the earliest is the first published
    vintages_.emplace(last, Said{vintage.day, forecast::TrackRecord(input->values, track_plan(plan_))});
  }

  std::vector<PastForecast> forecasts() const {
    std::vector<PastForecast> all;
    const std::size_t count = input_.values.size();
    for (std::size_t origin = record_.forecasts().first(); origin < count; ++origin) {
      const auto vintage = vintages_.find(input_.ordinals[origin - 1]);
      for (std::size_t h = 1; h <= plan_.horizon && origin + h <= count; ++h) {
        PastForecast past = vintage == vintages_.end()
                                ? said_at(record_, origin, h, plan_)
                                : said_at(vintage->second.record, vintage->second.record.values().size(), h, plan_);
        if (vintage != vintages_.end()) past.as_of = vintage->second.day;
        past.origin = {plan_.metric->frequency, input_.ordinals[origin - 1]};
        past.period = {plan_.metric->frequency, input_.ordinals[origin + h - 1]};
        past.actual = input_.values[origin + h - 1];
        all.push_back(std::move(past));
      }
    }
    return all;
  }
  std::size_t origins() const { return record_.past_origins(); }

 private:
  struct Said {
    model::Date day;
    forecast::TrackRecord record;
  };
  const BacktestPlan& plan_;
  ForecastInput input_;
  forecast::TrackRecord record_;
  std::map<std::int32_t, Said> vintages_;  // by last period
};

std::vector<model::RegionId> sample_of(const std::vector<model::RegionId>& regions) {
  if (regions.size() <= kSampledRegions) return regions;
  std::vector<model::RegionId> sample;
  for (std::size_t i = 0; i < kSampledRegions; ++i) sample.push_back(regions[i * regions.size() / kSampledRegions]);
  return sample;
}

}  // namespace

app::Answered<BacktestPlan> plan_backtest(const app::World& world, const BacktestQuestion& question) {
  if (question.metric.empty()) return reject("missing-parameter", "metric", "Say which metric: metric=home_value");
  const auto metric = app::known_metric(question.metric, "metric");
  if (!metric) return std::unexpected(metric.error());
  const auto horizon = parse_horizon(question.horizon, (*metric)->frequency);
  if (!horizon) return std::unexpected(horizon.error());
  const auto methods = parse_methods(question.methods, "methods");
  if (!methods) return std::unexpected(methods.error());
  const series::Block* block = world.block(**metric);
  if (block == nullptr) return reject("no-data", "metric", "No " + std::string((*metric)->id) + " was imported.");
  auto regions = regions_for(world, question, *block);
  if (!regions) return std::unexpected(regions.error());
  BacktestPlan plan{.metric = *metric,
                    .regions = {},
                    .regions_of = regions->size(),
                    .horizon = *horizon,
                    .levels = forecast::TrackPlan{}.levels,
                    .asked = *methods,
                    .methods = *methods};
  plan.regions = question.sampled ? sample_of(*regions) : std::move(*regions);
  plan.methods = methods->with(forecast::kBaselines).with({Method::kEts});
  return plan;
}

Tally::Tally(std::size_t methods, std::size_t horizon, std::size_t levels)
    : horizon_(horizon), cells_(methods * horizon) {
  for (Cell& cell : cells_) cell.inside.resize(levels), cell.msis.resize(levels);
}

void Tally::add(const PastForecast& past, const std::vector<double>& levels) {
  const bool scaled = past.scale > 0;
  for (std::size_t method = 0; method < past.forecasts.size(); ++method) {
    const double forecast = past.forecasts[method];
    if (std::isnan(forecast)) continue;
    Cell& cell = cells_[method * horizon_ + past.h - 1];
    cell.count += 1;
    cell.smape += forecast::smape_term(past.actual, forecast);
    if (scaled) cell.scaled += 1, cell.mase += std::abs(past.actual - forecast) / past.scale;
    if (!past.bands[method * levels.size()]) continue;
    cell.banded += 1;
    cell.banded_scaled += scaled ? 1 : 0;
    for (std::size_t level = 0; level < levels.size(); ++level) {
      const forecast::Band& band = *past.bands[method * levels.size() + level];
      cell.inside[level] += past.actual >= band.lower && past.actual <= band.upper ? 1 : 0;
      if (scaled)
        cell.msis[level] += forecast::interval_score(past.actual, band.lower, band.upper, levels[level]) / past.scale;
    }
  }
}

Tally::Cell Tally::over_all(std::size_t method) const {
  Cell sum = at(method, 1);
  for (std::size_t h = 2; h <= horizon_; ++h) {
    const Cell& cell = at(method, h);
    sum.count += cell.count, sum.scaled += cell.scaled, sum.smape += cell.smape, sum.mase += cell.mase;
    sum.banded += cell.banded, sum.banded_scaled += cell.banded_scaled;
    for (std::size_t level = 0; level < sum.inside.size(); ++level)
      sum.inside[level] += cell.inside[level], sum.msis[level] += cell.msis[level];
  }
  return sum;
}

base::Result<Backtest> run_backtest(const app::World& world, app::WorldHolder* worlds, const BacktestPlan& plan,
                                    const PastForecastSink& sink) {
  HT_TRY(const auto vintages, vintages_of(world, worlds, *plan.metric));
  const Tally empty(plan.methods.list().size(), plan.horizon, plan.levels.size());
  Backtest backtest{.plan = plan, .hindsight = empty, .published = empty};
  std::set<model::Date> used;
  for (const model::RegionId& region : plan.regions) {
    auto input = forecast_input(world, region, *plan.metric);
    if (!input || input->values.size() <= forecast::least_observations(season_of(plan.metric->frequency))) {
      ++backtest.short_regions;
      continue;
    }
    RegionRun run(plan, std::move(*input));
    for (const Vintage& vintage : vintages) run.add_vintage(vintage, region);
    const std::vector<PastForecast> forecasts = run.forecasts();
    for (const PastForecast& past : forecasts) {
      (past.as_of ? backtest.published : backtest.hindsight).add(past, plan.levels);
      if (past.as_of) used.insert(*past.as_of);
    }
    ++backtest.regions;
    backtest.origins += run.origins();
    if (sink) HT_CHECK_OK(sink(region, forecasts));
  }
  for (const Vintage& vintage : vintages)
    if (const auto failure = vintage.world->failure()) return std::unexpected(*failure);
  if (const auto failure = world.failure()) return std::unexpected(*failure);
  backtest.vintages = used.size();
  return backtest;
}

}  // namespace housing::analyses
