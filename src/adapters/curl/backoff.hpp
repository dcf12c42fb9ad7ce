// How long to wait before trying again: exponential back-off with full jitter, which spreads many clients evenly; never
// less than the server asks for. Source: M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
// Thread-safety: functions.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/clock.hpp"

namespace housing::curl {

struct RetryPolicy {
  int max_attempts = 5;  // without getting further; an attempt that brought kWorthwhileBytes begins the count anew
  std::chrono::milliseconds first_wait{500};
  std::chrono::milliseconds longest_wait{30'000};
};

// `failures`: attempts that have failed, from 1. `uniform`: from [0, 1).
std::chrono::nanoseconds wait_after(const RetryPolicy& policy, int failures, double uniform);

// What a Retry-After header asks for, in seconds or as a date; nothing when it is neither.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, base::WallTime now);

}  // namespace housing::curl
