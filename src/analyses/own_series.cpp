#include "analyses/own_series.hpp"

#include <algorithm>
#include <limits>

#include "app/series_transform.hpp"

namespace housing::analyses {

const series::ShardEntry* OwnSeries::newest() const {
  const series::ShardEntry* newest = nullptr;
  for (const series::ShardEntry* owner : line.owners)
    if (owner != nullptr && (newest == nullptr || wins_over(*owner, *newest))) newest = owner;
  return newest;
}

int OwnSeries::decimals() const { return std::max(line.decimals, 2); }

app::Answered<OwnSeries> own_series(const app::World& world, const std::string& region_text,
                                    const std::string& metric_text, stats::Fit fit) {
  if (region_text.empty()) return app::reject("missing-parameter", "region", "Say which region: region=metro-41860");
  if (metric_text.empty()) return app::reject("missing-parameter", "metric", "Say which metric: metric=sale_price");
  const auto metric = app::known_metric(metric_text, "metric");
  if (!metric) return std::unexpected(metric.error());
  const auto region = app::known_region(world, region_text, "region");
  if (!region) return std::unexpected(region.error());
  const auto period = app::season_of((*metric)->frequency);
  if (!period)
    return app::reject("metric-does-not-apply", "metric",
                       std::string((*metric)->id) + " is published by " + std::string(to_string((*metric)->frequency)) +
                           "; this takes a monthly or quarterly metric.",
                       {"sale_price", "inventory", "hpi"});
  auto line = app::published_line(world, *region, **metric);
  if (!line)
    return app::reject("no-data", "metric",
                       "No " + std::string((*metric)->id) + " is published for " + std::string(region->text()) +
                           " in what was imported.");
  const bool logarithms = app::in_logarithms(**metric, line->numbers);
  auto season = stats::take_apart(line->numbers, *period, logarithms, fit);
  if (!season)
    return app::reject("no-data", "metric",
                       std::string((*metric)->id) + " of " + std::string(region->text()) +
                           " cannot be taken apart into trend and season: " + season.error().message + ".");
  return OwnSeries{.region = *region,
                   .metric = *metric,
                   .line = std::move(*line),
                   .season = std::move(*season),
                   .method = stats::season_parameters(*period, logarithms, fit)};
}

std::optional<stats::Season> taken_apart_without(const OwnSeries& series, const std::vector<std::size_t>& places,
                                                 stats::Fit fit) {
  std::vector<double> numbers = series.line.numbers;
  for (const std::size_t place : places) numbers[place] = std::numeric_limits<double>::quiet_NaN();
  auto season = stats::take_apart(numbers, *app::season_of(series.line.frequency), series.season.in_logarithms, fit);
  return season ? std::optional(std::move(*season)) : std::nullopt;
}

}  // namespace housing::analyses
