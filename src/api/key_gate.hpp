// KeyGate: lets requests with an API key through at the stated rate, kKeyLimit for each key over all processes.
//
// Tokens are taken from the shared bucket kLease at a time and spent here, so that most requests ask nobody: they cost
// a look into a table. What is left of a lease ends with it, so a process gives no more than was taken. A key that was
// revoked is good here until its lease ends, kLeaseTime at most.
// Thread-safety: any thread. at_hand() never waits; ask() may, for the database and the cache.
// Limits: kMaxKeysHeld keys are held at once.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "accounts/context.hpp"
#include "http/reply.hpp"

namespace housing::api {

inline constexpr ports::Bucket kKeyLimit{.capacity = 600, .period = std::chrono::minutes(1)};
inline constexpr std::int64_t kLease = 20;
inline constexpr std::chrono::seconds kLeaseTime{10};
inline constexpr std::size_t kMaxKeysHeld = 10'000;

// Whether a request may pass, and what its answer's RateLimit headers say.
struct Passage {
  std::optional<accounts::Refusal> refusal;
  std::int64_t remaining = 0;
  std::chrono::seconds reset{0};  // until the bucket is full again
};

class KeyGate {
 public:
  explicit KeyGate(const accounts::Context& accounts) : accounts_(accounts) {}

  // nullopt: nothing is held for this key; ask() from a thread that may wait.
  std::optional<Passage> at_hand(std::string_view key);
  Passage ask(std::string_view key);

 private:
  struct Lease {
    std::int64_t left = 0;
    std::int64_t in_bucket = 0;  // when it was taken
    std::chrono::nanoseconds ends{};
    std::chrono::nanoseconds full_at{};
  };

  const accounts::Context& accounts_;
  std::mutex mutex_;
  std::unordered_map<std::string, Lease> leases_;  // by the key's hash
};

// RateLimit-Limit, -Remaining and -Reset.
void add_rate_headers(http::Reply& reply, const Passage& passage);

}  // namespace housing::api
