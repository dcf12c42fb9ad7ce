#include "analyses/forecast_input.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "forecast/track_record.hpp"

namespace housing::analyses {
namespace {

constexpr std::int32_t kDaysAWeek = 7;
constexpr std::int32_t kWeekSlack = 3;  // a publisher's weeks are not all seven days apart

bool follows(model::Frequency frequency, std::int32_t before, std::int32_t after) {
  return frequency == model::Frequency::kWeek ? after - before <= kDaysAWeek + kWeekSlack : after - before == 1;
}

}  // namespace

std::optional<ForecastInput> forecast_input(const app::World& world, const model::RegionId& region,
                                            const model::MetricInfo& metric) {
  const auto answer = app::answer_series(
      world,
      {.regions = {std::string(region.text())}, .metrics = {std::string(metric.id)}, .from = {}, .to = {}, .last = {}});
  if (!answer || answer->series.empty()) return std::nullopt;
  const app::Series& series = answer->series.front();
  std::size_t end = series.values.size();
  while (end > 0 && series.values[end - 1] == app::kGapValue) --end;
  if (end == 0) return std::nullopt;
  std::size_t begin = end - 1;
  while (begin > 0 && series.values[begin - 1] != app::kGapValue &&
         follows(metric.frequency, series.ordinals[begin - 1], series.ordinals[begin]))
    --begin;
  ForecastInput input;
  for (std::size_t i = 0; i < begin; ++i) input.before_gap += series.values[i] != app::kGapValue ? 1 : 0;
  if (end - begin > forecast::kMaxObservations) {
    input.too_old = end - begin - forecast::kMaxObservations;
    begin += input.too_old;
  }
  const double unit = std::pow(10.0, -series.decimals);
  for (std::size_t i = begin; i < end; ++i) {
    input.ordinals.push_back(series.ordinals[i]);
    input.values.push_back(static_cast<double>(series.values[i]) * unit);
  }
  std::set<const series::ShardEntry*> shards;
  for (std::size_t part = 0; part < series.parts.size(); ++part) {
    const std::size_t part_end = part + 1 < series.parts.size() ? series.parts[part + 1].first : series.values.size();
    if (part_end <= begin || series.parts[part].first >= end) continue;
    const series::ShardEntry* shard = series.parts[part].shard;
    shards.insert(shard);
    if (input.shard == nullptr || wins_over(*shard, *input.shard)) input.shard = shard;
  }
  input.releases = shards.size();
  return input;
}

std::size_t season_of(model::Frequency frequency) {
  return static_cast<std::size_t>(std::max(1, model::periods_per_year(frequency)));
}

model::Period period_after(model::Period last, std::size_t steps) {
  const auto distance = static_cast<std::int32_t>(steps) * (last.frequency == model::Frequency::kWeek ? kDaysAWeek : 1);
  return {last.frequency, last.ordinal + distance};
}

std::size_t default_horizon(model::Frequency frequency) {
  switch (frequency) {
    case model::Frequency::kWeek: return 13;
    case model::Frequency::kMonth:
    case model::Frequency::kRolling3Month: return 12;
    case model::Frequency::kQuarter: return 4;
    case model::Frequency::kYear:
    case model::Frequency::kFiscalYear:
    case model::Frequency::k5Year: return 2;
  }
  return 1;
}

std::size_t max_horizon(model::Frequency frequency) { return 2 * default_horizon(frequency); }

}  // namespace housing::analyses
