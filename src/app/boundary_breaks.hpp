// Boundary breaks: where the boundaries that publishers count by have changed, and what to say about it. Connecticut
// gave up its eight counties for nine planning regions in 2022; some publishers went over, others keep the counties;
// both are places here, linked with each other. And a ZIP code is not the Census Bureau's tabulation area of the same
// digits.
//
// Nothing is converted: a series is told as it was published, with a note. Thread-safety: functions over a World.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/world.hpp"

namespace housing::app {

struct BoundaryBreak {
  int year = 0;  // the first one of the new boundaries
  std::string note;
};

// Of a county that ended, or that took over land of one that did; oldest first.
std::vector<BoundaryBreak> boundary_breaks(const World& world, const model::RegionId& region);

// What a reader of this series should know: its linked counties have the metric for times that it lacks, or the metric
// is there for the ZIP code's tabulation area only. Nothing when there is nothing to say.
std::optional<std::string> boundary_note(const World& world, const model::RegionId& region,
                                         const model::MetricInfo& metric);

}  // namespace housing::app
