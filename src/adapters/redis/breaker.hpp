// Breaker: after kFailuresToOpen failures in a row nobody is let through for kOpenFor, then one at a time, as a probe,
// until one succeeds. So a dead server costs its callers microseconds instead of a timeout each.
// Thread-safety: any thread. Time: as the caller has it, from any fixed moment.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace housing::redis {

inline constexpr int kFailuresToOpen = 5;
inline constexpr std::chrono::nanoseconds kOpenFor = std::chrono::seconds(1);

class Breaker {
 public:
  bool allows(std::chrono::nanoseconds now) {
    if (failures_.load(std::memory_order_relaxed) < kFailuresToOpen) return true;
    std::int64_t until = open_until_.load();
    // The one that moves the end on is the probe; for the others it stays shut that much longer.
    return now.count() >= until && open_until_.compare_exchange_strong(until, (now + kOpenFor).count());
  }
  void succeeded() {
    if (failures_.load(std::memory_order_relaxed) != 0) failures_.store(0);
  }
  void failed(std::chrono::nanoseconds now) {
    open_until_.store((now + kOpenFor).count());  // before the failure that may open it
    if (failures_.load() < kFailuresToOpen) failures_.fetch_add(1);
  }

 private:
  std::atomic<int> failures_ = 0;
  std::atomic<std::int64_t> open_until_ = 0;
};

}  // namespace housing::redis
