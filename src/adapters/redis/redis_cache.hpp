// RedisCache: the Cache that all processes share, in a Redis server (7 or later) or a cluster of them.
//
// Every call is over within the timeouts of RedisOptions; a server that is gone costs microseconds after a few calls
// and is used again within a second of its return. Keys lie below kKeyPrefix, buckets below kBucketPrefix.
// Thread-safety: any thread. Errors: kUnavailable for all that Redis does or does not do. Time: the server's own.
#pragma once

#include <memory>

#include "adapters/redis/options.hpp"
#include "base/clock.hpp"
#include "ports/cache.hpp"

namespace housing::redis {

inline constexpr std::string_view kKeyPrefix = "housing:value:";
inline constexpr std::string_view kBucketPrefix = "housing:bucket:";

class RedisCache final : public ports::Cache {
 public:
  // Connects to nobody yet: Redis may come later. `clock` must outlive it and must be a real one.
  // Errors: kInvalidInput for an address or certificates that cannot be used.
  static base::Result<std::unique_ptr<RedisCache>> open(const RedisOptions& options, const base::Clock& clock);
  ~RedisCache() override;

  base::Result<std::optional<std::string>> get(std::string_view key) override;
  base::Status set(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime) override;
  base::Result<bool> set_if_absent(std::string_view key, std::string_view value,
                                   std::chrono::milliseconds lifetime) override;
  base::Status remove(std::string_view key) override;
  base::Result<ports::Tokens> take(std::string_view key, const ports::Bucket& bucket, std::int64_t cost) override;
  base::Status ping() override;

 private:
  struct Parts;
  explicit RedisCache(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace housing::redis
