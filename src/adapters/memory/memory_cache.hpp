// MemoryCache: the Cache of one process. Other processes have their own, so that "all processes together" is this one.
//
// Split by key into parts with a lock and a share of the limits each; within a part what was not used for longest goes
// first. Buckets have room of their own: a flood of values does not make anybody's bucket full again.
// Thread-safety: any thread. Time: Clock::monotonic(). Limits: MemoryCacheLimits; an entry that outgrows its part's
// share is kLimitExceeded.
#pragma once

#include <memory>
#include <vector>

#include "base/clock.hpp"
#include "ports/cache.hpp"

namespace housing::memory {

inline constexpr std::size_t kMaxEntries = 100'000;
inline constexpr std::size_t kMaxBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kMaxBuckets = 100'000;
inline constexpr std::size_t kParts = 8;

// Of all parts together.
struct MemoryCacheLimits {
  std::size_t max_entries = kMaxEntries;
  std::size_t max_bytes = kMaxBytes;
  std::size_t max_buckets = kMaxBuckets;
  std::size_t parts = kParts;
};

class MemoryCache final : public ports::Cache {
 public:
  // `clock` must outlive it.
  explicit MemoryCache(const base::Clock& clock, const MemoryCacheLimits& limits = {});
  ~MemoryCache() override;

  base::Result<std::optional<std::string>> get(std::string_view key) override;
  base::Status set(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime) override;
  base::Result<bool> set_if_absent(std::string_view key, std::string_view value,
                                   std::chrono::milliseconds lifetime) override;
  base::Status remove(std::string_view key) override;
  base::Result<ports::Tokens> take(std::string_view key, const ports::Bucket& bucket, std::int64_t cost) override;
  base::Status ping() override { return {}; }

  // Of the values, buckets not counted; for metrics and tests.
  std::size_t entries() const;
  std::size_t bytes() const;

 private:
  struct Part;
  Part& part_of(std::string_view key) const;

  const base::Clock& clock_;
  std::vector<std::unique_ptr<Part>> parts_;
};

}  // namespace housing::memory
