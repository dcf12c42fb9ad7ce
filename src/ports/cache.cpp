#include "ports/cache.hpp"

namespace housing::ports {

using base::ErrorCode;
using base::fail;
using std::to_string;

base::Status check_cache_key(std::string_view key) {
  if (key.empty()) return fail(ErrorCode::kInvalidInput, "a cache key is empty");
  if (key.size() > kMaxCacheKeyBytes)
    return fail(ErrorCode::kLimitExceeded, "a cache key has " + to_string(key.size()) + " bytes, more than the " +
                                               to_string(kMaxCacheKeyBytes) + " allowed; use a digest of it");
  return {};
}

base::Status check_cache_entry(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime) {
  HT_CHECK_OK(check_cache_key(key));
  if (value.size() > kMaxCacheValueBytes)
    return fail(ErrorCode::kLimitExceeded, "a value for the cache has " + to_string(value.size()) +
                                               " bytes, more than the " + to_string(kMaxCacheValueBytes) + " allowed");
  if (lifetime.count() < 1 || lifetime > kMaxCacheLifetime)
    return fail(ErrorCode::kInvalidInput, "a lifetime of " + to_string(lifetime.count()) +
                                              " ms: a cache keeps between a millisecond and 366 days");
  return {};
}

base::Status check_take(std::string_view key, const Bucket& bucket, std::int64_t cost) {
  HT_CHECK_OK(check_cache_key(key));
  if (bucket.capacity < 1 || bucket.capacity > kMaxBucketCapacity)
    return fail(ErrorCode::kInvalidInput, "a bucket of " + to_string(bucket.capacity) + " tokens: it may hold 1 to " +
                                              to_string(kMaxBucketCapacity));
  if (bucket.period.count() < 1 || bucket.period > kMaxBucketPeriod)
    return fail(ErrorCode::kInvalidInput, "a bucket filled every " + to_string(bucket.period.count()) +
                                              " ms: between a millisecond and 31 days are allowed");
  if (cost < 0 || cost > bucket.capacity)
    return fail(ErrorCode::kInvalidInput, "a cost of " + to_string(cost) + " can never be granted by a bucket of " +
                                              to_string(bucket.capacity) + " tokens");
  return {};
}

}  // namespace housing::ports
