// SimulatedClock: a clock that stands still until a test moves it. Not for measuring.
// Thread-safety: any thread.
#pragma once

#include <atomic>

#include "base/clock.hpp"

namespace housing::testing {

class SimulatedClock final : public base::Clock {
 public:
  // 2026-01-20T12:00:00Z unless told otherwise.
  explicit SimulatedClock(base::WallTime start = base::WallTime(std::chrono::milliseconds(1'768'910'400'000)))
      : start_(start.time_since_epoch()) {}

  base::WallTime now() const override { return base::WallTime(start_ + passed_.load()); }
  std::chrono::nanoseconds monotonic() const override { return passed_.load(); }
  void advance(std::chrono::milliseconds by) { passed_.store(passed_.load() + by); }

 private:
  std::chrono::milliseconds start_;
  std::atomic<std::chrono::milliseconds> passed_{std::chrono::milliseconds(0)};
};

}  // namespace housing::testing
