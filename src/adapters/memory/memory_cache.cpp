#include "adapters/memory/memory_cache.hpp"

#include <mutex>

#include "adapters/memory/lru_map.hpp"
#include "base/assert.hpp"
#include "ports/token_bucket.hpp"

namespace housing::memory {
namespace {

using base::ErrorCode;
using base::fail;
using std::chrono::nanoseconds;

struct Value {
  std::string bytes;
  nanoseconds ends{};
};

// The same key with other numbers is another bucket.
std::string bucket_key(std::string_view key, const ports::Bucket& bucket) {
  std::string text(key);
  text += '\0';
  text += std::to_string(bucket.capacity);
  text += '/';
  text += std::to_string(bucket.period.count());
  return text;
}

}  // namespace

struct MemoryCache::Part {
  explicit Part(const MemoryCacheLimits& share)
      : values(share.max_entries, share.max_bytes), buckets(share.max_buckets, SIZE_MAX) {}

  // The value if its time is not up. The lock must be held.
  Value* live(std::string_view key, nanoseconds now) {
    Value* const value = values.find(key);
    if (value == nullptr || now < value->ends) return value;
    values.erase(key);
    return nullptr;
  }

  base::Status put(std::string_view key, std::string_view bytes, nanoseconds ends) {
    if (values.put(key, {std::string(bytes), ends}, bytes.size())) return {};
    return fail(ErrorCode::kLimitExceeded,
                "a value of " + std::to_string(bytes.size()) + " bytes does not fit into the cache in memory");
  }

  std::mutex mutex;
  LruMap<Value> values;
  LruMap<ports::TokenBucket> buckets;
};

MemoryCache::MemoryCache(const base::Clock& clock, const MemoryCacheLimits& limits) : clock_(clock) {
  HT_ASSERT(limits.parts > 0 && limits.max_entries >= limits.parts && limits.max_buckets >= limits.parts);
  const MemoryCacheLimits share{.max_entries = limits.max_entries / limits.parts,
                                .max_bytes = limits.max_bytes / limits.parts,
                                .max_buckets = limits.max_buckets / limits.parts,
                                .parts = 1};
  for (std::size_t part = 0; part < limits.parts; ++part) parts_.push_back(std::make_unique<Part>(share));
}

MemoryCache::~MemoryCache() = default;

MemoryCache::Part& MemoryCache::part_of(std::string_view key) const {
  return *parts_[std::hash<std::string_view>()(key) % parts_.size()];
}

base::Result<std::optional<std::string>> MemoryCache::get(std::string_view key) {
  HT_CHECK_OK(ports::check_cache_key(key));
  const nanoseconds now = clock_.monotonic();
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  const Value* const value = part.live(key, now);
  return value == nullptr ? std::nullopt : std::optional(value->bytes);
}

base::Status MemoryCache::set(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime) {
  HT_CHECK_OK(ports::check_cache_entry(key, value, lifetime));
  const nanoseconds ends = clock_.monotonic() + lifetime;
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  return part.put(key, value, ends);
}

base::Result<bool> MemoryCache::set_if_absent(std::string_view key, std::string_view value,
                                              std::chrono::milliseconds lifetime) {
  HT_CHECK_OK(ports::check_cache_entry(key, value, lifetime));
  const nanoseconds now = clock_.monotonic();
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  if (part.live(key, now) != nullptr) return false;
  HT_CHECK_OK(part.put(key, value, now + lifetime));
  return true;
}

base::Status MemoryCache::remove(std::string_view key) {
  HT_CHECK_OK(ports::check_cache_key(key));
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  part.values.erase(key);
  return {};
}

base::Result<ports::Tokens> MemoryCache::take(std::string_view key, const ports::Bucket& bucket, std::int64_t cost) {
  HT_CHECK_OK(ports::check_take(key, bucket, cost));
  const std::string numbered = bucket_key(key, bucket);
  Part& part = part_of(key);
  const std::lock_guard lock(part.mutex);
  const std::int64_t now_ms = std::chrono::floor<std::chrono::milliseconds>(clock_.monotonic()).count();
  if (ports::TokenBucket* const kept = part.buckets.find(numbered)) return kept->take(bucket, cost, now_ms);
  ports::TokenBucket fresh = ports::TokenBucket::full(bucket, now_ms);
  const ports::Tokens tokens = fresh.take(bucket, cost, now_ms);
  if (cost > 0) part.buckets.put(numbered, fresh, sizeof fresh);
  return tokens;
}

std::size_t MemoryCache::entries() const {
  std::size_t sum = 0;
  for (const auto& part : parts_) {
    const std::lock_guard lock(part->mutex);
    sum += part->values.entries();
  }
  return sum;
}

std::size_t MemoryCache::bytes() const {
  std::size_t sum = 0;
  for (const auto& part : parts_) {
    const std::lock_guard lock(part->mutex);
    sum += part->values.bytes();
  }
  return sum;
}

}  // namespace housing::memory
