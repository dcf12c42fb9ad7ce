// Project: brings the SQL projection of the current view up to date: metrics whose block changed are copied anew.
#pragma once

#include <chrono>
#include <cstddef>

#include "app/world.hpp"
#include "ports/projection.hpp"

namespace housing::app {

struct ProjectReport {
  std::size_t copied = 0;   // metrics
  std::size_t removed = 0;  // metrics that are no longer there
  std::size_t rows = 0;
};

// Errors: the projection's; what was copied before stays.
base::Result<ProjectReport> project(const World& world, ports::Projection& projection,
                                    std::chrono::nanoseconds deadline);

}  // namespace housing::app
