// Catalogue view: every metric and source, with what of it is here.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "app/world.hpp"

namespace housing::app {

struct MetricCoverage {
  const model::MetricInfo* metric = nullptr;
  std::uint32_t regions = 0;  // 0: nothing of it was imported
  std::array<std::uint32_t, model::kRegionTypes> by_type{};
  model::Period first;
  model::Period last;
  const series::ShardEntry* newest = nullptr;  // of the releases in the present view
};

struct SourceCoverage {
  const model::SourceInfo* source = nullptr;
  std::vector<const model::MetricInfo*> metrics;  // those that have data
  std::uint32_t regions = 0;                      // in any of them
  model::Date first;                              // first day of the first period of any
  model::Date last;                               // last day of the last
  const series::ShardEntry* newest = nullptr;
  std::optional<model::Date> next_due;  // see app/next_due.hpp
};

std::vector<MetricCoverage> metric_coverage(const World& world);
std::vector<SourceCoverage> source_coverage(const World& world);

// The source that a world's numbers of this metric have: the metric's own, or "demo" for synthetic data.
const model::SourceInfo& source_of(const World& world, const model::MetricInfo& metric);

}  // namespace housing::app
