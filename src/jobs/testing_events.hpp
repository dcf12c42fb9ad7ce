// EventsDouble: keeps what it was told, for tests; fails as often as it is told to.
#pragma once

#include <vector>

#include "ports/events.hpp"

namespace housing::jobs {

class EventsDouble final : public ports::Events {
 public:
  base::Status put(const ports::Event& event, std::chrono::nanoseconds) override {
    if (failures > 0) {
      --failures;
      return base::fail(base::ErrorCode::kUnavailable, "the bus is away");
    }
    told.push_back(event);
    return {};
  }

  std::vector<ports::Event> told;
  int failures = 0;
};

}  // namespace housing::jobs
