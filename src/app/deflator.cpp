#include "app/deflator.hpp"

#include <algorithm>
#include <cmath>

#include "app/series_line.hpp"

namespace housing::app {
namespace {

using model::Frequency;
using model::Period;

struct Months {
  std::int32_t first;
  std::int32_t last;
};

Months months_of(const Period& period) {
  const auto month = [](model::Date day) { return Period::containing(Frequency::kMonth, day).ordinal; };
  const std::int32_t last = month(period.end());
  if (period.frequency == Frequency::kWeek) return {last, last};
  if (period.frequency == Frequency::k5Year) return {last - 11, last};
  return {month(period.begin()), last};
}

}  // namespace

std::optional<Deflator> Deflator::of(const World& world, const model::MetricInfo& metric) {
  auto line = published_line(world, model::RegionId::us(), metric);
  if (!line || line->frequency != Frequency::kMonth) return std::nullopt;
  Deflator deflator;
  deflator.metric_ = &metric;
  std::size_t end = line->numbers.size();
  while (end > 0 && !(line->numbers[end - 1] > 0)) --end;
  if (end == 0) return std::nullopt;
  deflator.newest_ = {Frequency::kMonth, line->ordinals[end - 1]};
  for (const series::ShardEntry* owner : line->owners)
    if (owner != nullptr && (deflator.shard_ == nullptr || wins_over(*owner, *deflator.shard_)))
      deflator.shard_ = owner;
  deflator.months_ = std::move(line->ordinals);
  deflator.levels_ = std::move(line->numbers);
  return deflator;
}

std::optional<double> Deflator::level(const Period& period) const {
  const Months wanted = months_of(period);
  const auto found = std::ranges::lower_bound(months_, wanted.first);
  double sum = 0;
  auto at = static_cast<std::size_t>(found - months_.begin());
  for (std::int32_t month = wanted.first; month <= wanted.last; ++month, ++at) {
    if (at >= months_.size() || months_[at] != month || !(levels_[at] > 0)) return std::nullopt;
    sum += levels_[at];
  }
  return sum / static_cast<double>(wanted.last - wanted.first + 1);
}

}  // namespace housing::app
