// TokenBucket: the arithmetic of Cache::take, in whole numbers and therefore exact. Adapters keep it as they can; the
// Lua of adapters/redis says the same again.
//
// Units: time in milliseconds from any fixed moment; the level in shares, of which a token has as many as its bucket's
// period has milliseconds, so that `capacity` shares flow in every millisecond. Both must have passed check_take.
// Thread-safety: a value. Source: the token bucket of RFC 2697 with one rate.
#pragma once

#include <algorithm>

#include "ports/cache.hpp"

namespace housing::ports {

struct TokenBucket {
  std::int64_t level = 0;
  std::int64_t at_ms = 0;

  static TokenBucket full(const Bucket& bucket, std::int64_t now_ms) {
    return {bucket.capacity * bucket.period.count(), now_ms};
  }

  Tokens take(const Bucket& bucket, std::int64_t cost, std::int64_t now_ms) {
    const std::int64_t token = bucket.period.count();
    const std::int64_t brim = bucket.capacity * token;
    const std::int64_t passed = std::clamp<std::int64_t>(now_ms - at_ms, 0, token);
    level = std::min(brim, level + passed * bucket.capacity);
    at_ms = now_ms;
    const bool granted = level >= cost * token;
    if (granted) level -= cost * token;
    const auto time_for = [&](std::int64_t shares) {
      return std::chrono::milliseconds((shares + bucket.capacity - 1) / bucket.capacity);
    };
    return {.granted = granted,
            .remaining = level / token,
            .full_in = time_for(brim - level),
            .retry_in = granted ? std::chrono::milliseconds(0) : time_for(cost * token - level)};
  }
};

}  // namespace housing::ports
