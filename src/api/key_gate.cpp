#include "api/key_gate.hpp"

#include "accounts/session.hpp"

namespace housing::api {
namespace {

std::chrono::seconds whole_seconds(std::chrono::nanoseconds time) {
  return std::max(std::chrono::ceil<std::chrono::seconds>(time), std::chrono::seconds(0));
}

}  // namespace

std::optional<Passage> KeyGate::at_hand(std::string_view key) {
  const std::string hash = accounts::token_hash(key);
  const auto now = accounts_.clock.monotonic();
  const std::scoped_lock lock(mutex_);
  const auto found = leases_.find(hash);
  if (found == leases_.end()) return std::nullopt;
  Lease& lease = found->second;
  if (lease.left == 0 || lease.ends <= now) return std::nullopt;
  --lease.left;
  return Passage{
      .refusal = std::nullopt, .remaining = lease.in_bucket + lease.left, .reset = whole_seconds(lease.full_at - now)};
}

Passage KeyGate::ask(std::string_view key) {
  if (auto passage = at_hand(key)) return *passage;
  Passage passage;
  const auto caller = accounts::caller_of_key(accounts_, key);
  if (!caller) {
    passage.refusal = caller.error();
    return passage;
  }
  const std::string hash = accounts::token_hash(key);
  std::int64_t taken = kLease;
  auto tokens = accounts_.cache.take("key:" + hash, kKeyLimit, taken);
  if (tokens && !tokens->granted) {
    taken = 1;  // the bucket runs low: one by one to its end
    tokens = accounts_.cache.take("key:" + hash, kKeyLimit, taken);
  }
  // Without a cache nobody counts: better than nobody served.
  if (!tokens) return Passage{.refusal = std::nullopt, .remaining = kKeyLimit.capacity};
  passage.remaining = tokens->remaining + taken - 1;
  passage.reset = whole_seconds(tokens->full_in);
  if (!tokens->granted) {
    accounts::Refusal refusal(accounts::RefusalKind::kTooMany,
                              "This key is used faster than " + std::to_string(kKeyLimit.capacity) +
                                  " requests a minute. Wait as long as Retry-After says.");
    refusal.retry_in = std::max(whole_seconds(tokens->retry_in), std::chrono::seconds(1));
    passage.refusal = std::move(refusal);
    passage.remaining = 0;
    return passage;
  }
  const auto now = accounts_.clock.monotonic();
  const std::scoped_lock lock(mutex_);
  if (leases_.size() >= kMaxKeysHeld) leases_.clear();
  leases_[hash] = {.left = taken - 1,
                   .in_bucket = tokens->remaining,
                   .ends = now + kLeaseTime,
                   .full_at = now + std::chrono::nanoseconds(tokens->full_in)};
  return passage;
}

void add_rate_headers(http::Reply& reply, const Passage& passage) {
  reply.add_header({"RateLimit-Limit", std::to_string(kKeyLimit.capacity)});
  reply.add_header({"RateLimit-Remaining", std::to_string(passage.remaining)});
  reply.add_header({"RateLimit-Reset", std::to_string(passage.reset.count())});
}

}  // namespace housing::api
