// Line: one place's values of one metric over all its periods as numbers, with the releases they come from; what
// transforms and conversions work on. Gaps: NaN. Thread-safety: values. Ownership: shards are the world's.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "app/series_parameters.hpp"
#include "app/world.hpp"

namespace housing::app {

struct Line {
  model::Frequency frequency = model::Frequency::kMonth;
  int decimals = 0;  // that its numbers have
  std::vector<std::int32_t> ordinals;
  std::vector<double> numbers;
  std::vector<const series::ShardEntry*> owners;  // nullptr: nobody covers the period
};

// As published; nothing where the world has no such series.
std::optional<Line> published_line(const World& world, const model::RegionId& region, const model::MetricInfo& metric);

// At a lower frequency; a period comes from the newest release that any of its parts comes from.
// Requires: stats::can_convert().
Line converted(const Line& line, model::Frequency to, stats::Aggregate aggregate);

// First and one-behind-last period that lies wholly inside the window.
std::pair<std::size_t, std::size_t> periods_within(const Line& line, std::optional<model::Date> from,
                                                   std::optional<model::Date> to);

}  // namespace housing::app
