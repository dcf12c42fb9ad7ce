// Projection: the current view of each metric copied into a SQL table, so that psql, Metabase or Grafana read the same
// numbers: observations(metric, region, period, period_begin, value, source, release). It can be rebuilt at any time
// and nothing of ours reads it.
// Thread-safety: one call at a time in one process; two processes at once wait for each other.
// Errors: kUnavailable, kLimitExceeded (deadline), kIo.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/date.hpp"

namespace housing::ports {

struct ProjectedMetric {
  std::string metric;
  std::string version;  // of the block it was copied from
  std::string source;   // "zillow"
  std::string release;  // the newest one in it: "2025-04-16"
};

struct ProjectedCell {
  std::string_view region;
  std::string_view period;  // as printed: 2025-03
  model::Date period_begin;
  std::int64_t scaled = 0;  // value times 10^decimals
};

// Called with a sink that takes cells one by one, in any order; a failing sink's error must be passed on.
using CellSource = std::function<base::Status(const std::function<base::Status(const ProjectedCell&)>& sink)>;

class Projection {
 public:
  virtual ~Projection() = default;
  virtual base::Result<std::vector<ProjectedMetric>> present(std::chrono::nanoseconds deadline) = 0;
  // Replaces all rows of a metric by `cells` at once: readers see the old rows or the new ones. The same version again
  // changes nothing.
  // Errors: also kInvalidInput (a metric's name, a cell, two cells of one region and day).
  virtual base::Status replace(const ProjectedMetric& metric, int decimals, const CellSource& cells,
                               std::chrono::nanoseconds deadline) = 0;
  virtual base::Status remove(std::string_view metric, std::chrono::nanoseconds deadline) = 0;
};

}  // namespace housing::ports
