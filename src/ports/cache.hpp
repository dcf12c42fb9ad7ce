// Cache: what may be forgotten at any moment: sessions at hand, token buckets, rendered answers, "somebody is at it".
// In process on a laptop, Redis in production. Losing it costs time, never truth: every caller goes on without it.
//
// Keys are at most kMaxCacheKeyBytes, values at most kMaxCacheValueBytes; a lifetime is at least a millisecond. Buckets
// are a space of keys of their own, and the same key with other numbers is another bucket; a forgotten bucket is full.
// Thread-safety: any thread. Errors: kUnavailable (not there, too slow, breaking: callers go on without it),
// kInvalidInput and kLimitExceeded for keys and values against the rules above.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::ports {

inline constexpr std::size_t kMaxCacheKeyBytes = 256;
inline constexpr std::size_t kMaxCacheValueBytes = 4 * 1024 * 1024;
inline constexpr std::chrono::milliseconds kMaxCacheLifetime = std::chrono::days(366);
// So that tokens times milliseconds stay exact in every adapter's arithmetic, Lua's doubles included.
inline constexpr std::int64_t kMaxBucketCapacity = 1'000'000;
inline constexpr std::chrono::milliseconds kMaxBucketPeriod = std::chrono::days(31);

// A bucket holds `capacity` tokens and is refilled evenly, `capacity` tokens every `period`.
struct Bucket {
  std::int64_t capacity = 0;
  std::chrono::milliseconds period{};
};

struct Tokens {
  bool granted = false;
  std::int64_t remaining = 0;            // whole tokens left
  std::chrono::milliseconds full_in{};   // until the bucket is full again
  std::chrono::milliseconds retry_in{};  // until this cost could be granted; 0 when it was
};

class Cache {
 public:
  virtual ~Cache() = default;

  // nullopt: not there, or past its lifetime.
  virtual base::Result<std::optional<std::string>> get(std::string_view key) = 0;
  virtual base::Status set(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime) = 0;
  // Sets it unless it is there; says whether it did. For "I am at it" marks.
  virtual base::Result<bool> set_if_absent(std::string_view key, std::string_view value,
                                           std::chrono::milliseconds lifetime) = 0;
  virtual base::Status remove(std::string_view key) = 0;
  // Takes `cost` tokens out of the bucket `key` if it has them, as one step for all processes together; 0 only looks.
  // A cost above the capacity could never be granted and is kInvalidInput.
  virtual base::Result<Tokens> take(std::string_view key, const Bucket& bucket, std::int64_t cost) = 0;
  virtual base::Status ping() = 0;
};

// What every adapter asks of its arguments. Errors: kInvalidInput, kLimitExceeded.
base::Status check_cache_key(std::string_view key);
base::Status check_cache_entry(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime);
base::Status check_take(std::string_view key, const Bucket& bucket, std::int64_t cost);

}  // namespace housing::ports
