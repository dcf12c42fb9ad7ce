// Region coverage: every metric that is published for a place, with the time it reaches over, how many values it has
// and how many gaps, and the newest release that any of them comes from. The answer behind
// /api/v1/regions/{id}/coverage.
//
// Words: a *value* is a number; a *gap* is a period that some release covers for the place and leaves empty, between
// its first and its last value. Periods that nobody covers are neither.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "app/question_error.hpp"
#include "app/world.hpp"

namespace housing::app {

struct RegionMetric {
  const model::MetricInfo* metric = nullptr;
  model::Period from;  // with a value
  model::Period to;
  std::uint32_t values = 0;
  std::uint32_t gaps = 0;
  const series::ShardEntry* newest = nullptr;
};

struct RegionCoverage {
  model::RegionId region;
  std::vector<RegionMetric> metrics;  // in the catalogue's order; those with a value only
};

// Errors: kNotFound for an unknown region.
Answered<RegionCoverage> answer_region_coverage(const World& world, std::string_view id);

}  // namespace housing::app
