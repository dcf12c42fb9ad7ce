#include "analyses/valuation_inputs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/assert.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;

// What the price of a home goes by in the catalogue, with any variant and source behind it.
constexpr auto kPriceNames =
    std::to_array<std::string_view>({"home_value", "list_price", "sale_price", "median_home_value"});

bool is_price(const model::MetricInfo& metric) {
  if (metric.unit != model::Unit::kUsd) return false;
  const std::string_view name = metric.id.substr(0, metric.id.find_first_of(".@"));
  return std::ranges::find(kPriceNames, name) != kPriceNames.end() && !metric.id.contains(".moe");
}

const series::ShardEntry* shard_of(const app::World& world, const series::Block& block, std::uint32_t row,
                                   std::size_t column) {
  const series::ShardEntry* shard = nullptr;
  for (const series::Block::Origin& origin : block.origins(row)) {
    if (origin.first_column > column) break;
    shard = origin.shard == series::Block::kNoShard ? nullptr : world.manifest().find(block.shards()[origin.shard]);
  }
  return shard;
}

}  // namespace

double InputValue::value() const { return static_cast<double>(cell) / std::pow(10.0, decimals); }

std::optional<InputValue> latest_value(const app::World& world, const model::MetricInfo& metric,
                                       const model::RegionId& region, std::optional<model::Date> day) {
  const series::Block* block = world.block(metric);
  const auto row = block != nullptr ? block->find_row(region) : std::nullopt;
  if (!row) return std::nullopt;
  const auto cells = block->row(*row);
  for (std::size_t column = cells.size(); column-- > 0;) {
    const model::Period period{block->frequency(), block->ordinals()[column]};
    if (cells[column] == model::kWideGap || (day && period.end() > *day)) continue;
    return InputValue{.metric = &metric,
                      .period = period,
                      .cell = cells[column],
                      .decimals = block->decimals(),
                      .shard = shard_of(world, *block, *row, column)};
  }
  return std::nullopt;
}

std::optional<InputValue> latest_value(const app::World& world, std::string_view metric, const model::RegionId& region,
                                       std::optional<model::Date> day) {
  const model::MetricInfo* const found = model::find_metric(metric);
  HT_ASSERT(found != nullptr);
  return latest_value(world, *found, region, day);
}

std::optional<InputValue> market_rate(const app::World& world, std::optional<model::Date> day) {
  return latest_value(world, kRateMetric, model::RegionId::us(), day);
}

Answered<const model::MetricInfo*> price_metric_of(std::string_view text) {
  const auto metric = app::known_metric(text.empty() ? kPriceMetric : text, "price_metric");
  if (!metric || is_price(**metric)) return metric;
  return reject("bad-parameter", "price_metric", "'" + std::string((*metric)->id) + "' is not the price of a home.",
                {kPriceNames.begin(), kPriceNames.end()});
}

Answered<std::optional<model::Date>> parse_day(std::string_view text, std::string_view parameter) {
  if (text.empty()) return std::optional<model::Date>();
  if (const auto range = model::parse_date_range(text)) return std::optional(range->last);
  return reject("bad-date", std::string(parameter), "'" + std::string(text.substr(0, 40)) + "' is no period.",
                {"2025-03", "2025-Q1", "2024"});
}

}  // namespace housing::analyses
