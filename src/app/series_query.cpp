#include "app/series_query.hpp"

#include <algorithm>
#include <cmath>

#include "app/transformed.hpp"
#include "base/text.hpp"

namespace housing::app {
namespace {

using model::Frequency;
using model::MetricInfo;
using series::Block;

struct Window {
  std::optional<model::Date> from;
  std::optional<model::Date> to;
  std::size_t last = 0;  // 0: all
};

struct Plan {
  std::vector<model::RegionId> regions;
  std::vector<const MetricInfo*> metrics;
  Window window;
  Transform transform = Transform::kLevel;
};

Answered<std::optional<model::Date>> parse_bound(std::string_view text, std::string_view parameter, bool first) {
  if (text.empty()) return std::nullopt;
  const auto range = model::parse_date_range(text);
  if (!range)
    return reject("bad-date", std::string(parameter), "'" + std::string(text.substr(0, 40)) + "' is no date.",
                  {"2024", "2024-06", "2024-Q2", "2024-06-30"});
  return first ? range->first : range->last;
}

Answered<Window> parse_window(const SeriesQuestion& question) {
  Window window;
  auto from = parse_bound(question.from, "from", true);
  if (!from) return std::unexpected(from.error());
  auto to = parse_bound(question.to, "to", false);
  if (!to) return std::unexpected(to.error());
  window.from = *from;
  window.to = *to;
  if (window.from && window.to && *window.to < *window.from)
    return reject("bad-window", "to",
                  "The window ends (" + question.to + ") before it begins (" + question.from + ").");
  if (!question.last.empty()) {
    const auto last = base::parse_integer(question.last);
    if (!last || *last < 1 || *last > kMaxLast)
      return reject("bad-number", "last", "'last' is a whole number from 1 to " + std::to_string(kMaxLast) + ".");
    window.last = static_cast<std::size_t>(*last);
  }
  return window;
}

Answered<Plan> plan_of(const World& world, const SeriesQuestion& question) {
  Plan plan;
  if (question.regions.empty())
    return reject("missing-parameter", "region", "Say which regions: region=metro-41860,state-ca");
  if (question.metrics.empty())
    return reject("missing-parameter", "metric", "Say which metrics: metric=home_value,rent");
  if (question.regions.size() > kMaxSeriesRegions)
    return reject("limit-exceeded", "region", "At most " + std::to_string(kMaxSeriesRegions) + " regions at once.");
  if (question.metrics.size() > kMaxSeriesMetrics)
    return reject("limit-exceeded", "metric", "At most " + std::to_string(kMaxSeriesMetrics) + " metrics at once.");
  for (const std::string& text : question.metrics) {
    auto metric = known_metric(text, "metric");
    if (!metric) return std::unexpected(metric.error());
    plan.metrics.push_back(*metric);
  }
  for (const std::string& text : question.regions) {
    auto region = known_region(world, text, "region");
    if (!region) return std::unexpected(region.error());
    plan.regions.push_back(*region);
  }
  const auto transform = parse_transform(question.transform);
  if (!transform)
    return reject("unknown-transform", "transform", "There is no transform '" + question.transform.substr(0, 40) + "'.",
                  {"level", "mom", "yoy", "index"});
  plan.transform = *transform;
  if (plan.transform == Transform::kMom || plan.transform == Transform::kYoy)
    for (const MetricInfo* metric : plan.metrics)
      if (!lag_of(plan.transform, metric->frequency))
        return reject("transform-does-not-apply", "transform",
                      std::string(metric->id) + " is published by " + std::string(to_string(metric->frequency)) +
                          ": there is no change from month to month.",
                      {"level", "yoy", "index"});
  auto window = parse_window(question);
  if (!window) return std::unexpected(window.error());
  plan.window = *window;
  return plan;
}

// First and one-behind-last column of the block inside the window.
std::pair<std::size_t, std::size_t> columns_in(const Block& block, const Window& window) {
  const auto ordinals = block.ordinals();
  std::size_t first = 0;
  std::size_t last = ordinals.size();
  while (first < last && window.from && model::Period{block.frequency(), ordinals[first]}.begin() < *window.from)
    ++first;
  while (last > first && window.to && model::Period{block.frequency(), ordinals[last - 1]}.end() > *window.to) --last;
  return {first, last};
}

std::int64_t as_fixed(double number) {
  static constexpr double kScale = 10'000;  // kTransformedDecimals
  return std::isnan(number) ? kGapValue : std::llrint(number * kScale);
}

std::vector<std::int64_t> transformed_values(const Block& block, const series::Cells& row, Transform transform,
                                             std::size_t first_column) {
  const std::vector<double> result = transformed(block, row, transform, first_column);
  std::vector<std::int64_t> values(result.size());
  std::ranges::transform(result, values.begin(), as_fixed);
  return values;
}

// Which release each of the chosen columns comes from; columns nobody covers have no shard.
std::vector<const series::ShardEntry*> owners_of(const World& world, const Block& block, std::uint32_t row) {
  std::vector<const series::ShardEntry*> owners(block.ordinals().size(), nullptr);
  const auto origins = block.origins(row);
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const std::size_t end = i + 1 < origins.size() ? origins[i + 1].first_column : owners.size();
    if (origins[i].shard == Block::kNoShard) continue;
    const series::ShardEntry* shard = world.manifest().find(block.shards()[origins[i].shard]);
    std::fill(owners.begin() + origins[i].first_column, owners.begin() + static_cast<std::ptrdiff_t>(end), shard);
  }
  return owners;
}

std::optional<Series> one_series(const World& world, const model::RegionId& region, const MetricInfo& metric,
                                 const Plan& plan) {
  const Block* block = world.block(metric);
  if (block == nullptr) return std::nullopt;
  const auto row = block->find_row(region);
  if (!row) return std::nullopt;
  Series series;
  series.region = region;
  series.metric = &metric;
  series.transform = plan.transform;
  const bool level = plan.transform == Transform::kLevel;
  series.decimals = level ? block->decimals() : kTransformedDecimals;
  series.unit = level ? metric.unit : plan.transform == Transform::kIndex ? model::Unit::kIndex : model::Unit::kPercent;
  const auto [first, end] = columns_in(*block, plan.window);
  const auto cells = block->row(*row);
  const auto owners = owners_of(world, *block, *row);

  std::size_t begin = first;
  if (plan.window.last > 0) {  // the last N the source covers
    std::size_t found = 0;
    for (begin = end; begin > first && found < plan.window.last; --begin) found += owners[begin - 1] != nullptr ? 1 : 0;
  }
  const auto values = level ? cells.copied() : transformed_values(*block, cells, plan.transform, begin);
  for (std::size_t column = begin; column < end; ++column) {
    if (owners[column] == nullptr) continue;
    if (series.parts.empty() || series.parts.back().shard != owners[column])
      series.parts.push_back({series.values.size(), owners[column]});
    series.ordinals.push_back(block->ordinals()[column]);
    series.values.push_back(values[column]);
  }
  return series;
}

}  // namespace

const series::ShardEntry* Series::newest() const {
  const series::ShardEntry* newest = nullptr;
  for (const SeriesPart& part : parts)
    if (newest == nullptr || wins_over(*part.shard, *newest)) newest = part.shard;
  return newest;
}

Answered<SeriesAnswer> answer_series(const World& world, const SeriesQuestion& question) {
  auto plan = plan_of(world, question);
  if (!plan) return std::unexpected(plan.error());
  SeriesAnswer answer;
  for (const model::RegionId& region : plan->regions) {
    for (const MetricInfo* metric : plan->metrics) {
      auto series = one_series(world, region, *metric, *plan);
      if (series)
        answer.series.push_back(std::move(*series));
      else
        answer.notes.push_back("No " + std::string(metric->id) + " is published for " + std::string(region.text()) +
                               " (" + world.label(region) + ") in what was imported.");
    }
  }
  return answer;
}

}  // namespace housing::app
