// DelayWatch: tells an overload from a burst by how long work waits, as CoDel does for packets (RFC 8289).
//
// A burst makes work wait and is over; in an overload even the shortest wait stays long. So it is an overload once
// every wait seen for `interval` was above `target`; from then on, until `memory` has passed without one above
// `within`, whoever would wait longer than `within` is to be refused. No clock of its own, no thread-safety: its owner
// has both.
#pragma once

#include <chrono>
#include <optional>

namespace housing::http {

struct DelayLimits {
  std::chrono::nanoseconds target;    // a wait that is still good
  std::chrono::nanoseconds within;    // one that is still good in an overload, for who is let in while others are not
  std::chrono::nanoseconds interval;  // how long all waits must be above it
  std::chrono::nanoseconds memory;    // how long an overload goes on after the last wait that was not good
};

class DelayWatch {
 public:
  explicit DelayWatch(const DelayLimits& limits) : limits_(limits) {}

  // At `now`, of Clock::monotonic(), something was seen that had waited `delay`; 0 where nothing waits.
  void saw(std::chrono::nanoseconds now, std::chrono::nanoseconds delay);
  bool is_overload(std::chrono::nanoseconds now) const { return now < ends_; }
  // An overload goes on although what is let in waits briefly, because the rest is refused.
  void prolong(std::chrono::nanoseconds now) {
    if (is_overload(now)) ends_ = now + limits_.memory;
  }
  // Whether what waits `delay` is better refused.
  bool refuses(std::chrono::nanoseconds now, std::chrono::nanoseconds delay) const {
    return is_overload(now) && delay > limits_.within;
  }

 private:
  const DelayLimits limits_;
  std::optional<std::chrono::nanoseconds> above_since_;
  std::chrono::nanoseconds last_{0};
  std::chrono::nanoseconds ends_ = std::chrono::nanoseconds::min();
};

}  // namespace housing::http
