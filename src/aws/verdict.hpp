// What to do about an answer that is none: wait and send it again, set the clock, fetch credentials, or hand it on.
// Thread-safety: functions. Errors: none.
#pragma once

#include <chrono>
#include <optional>

#include "aws/session.hpp"
#include "base/clock.hpp"
#include "client/client.hpp"

namespace housing::aws {

inline constexpr std::size_t kMaxFailureMessage = 500;

enum class Verdict {
  kFinal,        // as good as it gets
  kLater,        // throttled, or the service has trouble
  kClock,        // the service may think that our clock is wrong
  kCredentials,  // they have ended or are unknown
};

// `has_token`: the credentials are temporary ones.
Verdict verdict_on(const client::Answer& answer, const Failure& failure, bool is_head, bool has_token);

bool is_throttling(const Failure& failure);
bool is_refused_credentials(const Failure& failure);

// What Retry-After asks for, in seconds or as a date; nothing when it is neither.
std::optional<std::chrono::nanoseconds> asked_pause(const client::Answer& answer, base::WallTime now);
// Before the next attempt; `failures` from 1, `uniform` in [0, 1): exponential back-off with full jitter, never less
// than asked for. Source: M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
std::chrono::nanoseconds pause_after(int failures, double uniform, std::optional<std::chrono::nanoseconds> asked);

}  // namespace housing::aws
