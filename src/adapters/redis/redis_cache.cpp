#include "adapters/redis/redis_cache.hpp"

#include "adapters/redis/bucket_script.hpp"
#include "adapters/redis/router.hpp"

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;
using Words = std::vector<std::string_view>;

std::string value_key(std::string_view key) { return std::string(kKeyPrefix) + std::string(key); }

// The same key with other numbers is another bucket.
std::string bucket_key(std::string_view key, const ports::Bucket& bucket) {
  return std::string(kBucketPrefix) + std::to_string(bucket.capacity) + '/' + std::to_string(bucket.period.count()) +
         ':' + std::string(key);
}

// A refusal in the server's words, which may quote what we sent: only their beginning.
std::unexpected<base::Error> refused(const Reply& reply, std::string_view doing) {
  constexpr std::size_t kMaxWords = 120;
  const std::string words = reply.is(ReplyKind::kError) ? reply.text.substr(0, kMaxWords) : "an answer of another kind";
  return fail(ErrorCode::kUnavailable, "Redis refused to " + std::string(doing) + ": " + words);
}

bool is_ok(const Reply& reply) { return reply.is(ReplyKind::kStatus) && reply.text == "OK"; }

base::Result<ports::Tokens> tokens_of(const Reply& reply) {
  constexpr std::size_t kNumbers = 4;
  if (!reply.is(ReplyKind::kArray) || reply.elements.size() != kNumbers) return refused(reply, "take tokens");
  for (const Reply& number : reply.elements)
    if (!number.is(ReplyKind::kInteger)) return refused(number, "take tokens");
  return ports::Tokens{.granted = reply.elements[0].integer == 1,
                       .remaining = reply.elements[1].integer,
                       .full_in = std::chrono::milliseconds(reply.elements[2].integer),
                       .retry_in = std::chrono::milliseconds(reply.elements[3].integer)};
}

}  // namespace

// In the order in which they need each other.
struct RedisCache::Parts {
  Parts(const RedisOptions& options, RedisTarget aimed, std::unique_ptr<TlsContext> trust, const base::Clock& clock)
      : target(std::move(aimed)),
        tls(std::move(trust)),
        resolver(clock),
        surroundings{clock, resolver, tls.get(), target},
        router(surroundings, options) {}

  RedisTarget target;
  std::unique_ptr<TlsContext> tls;
  Resolver resolver;
  Surroundings surroundings;
  Router router;
};

RedisCache::RedisCache(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
RedisCache::~RedisCache() = default;

base::Result<std::unique_ptr<RedisCache>> RedisCache::open(const RedisOptions& options, const base::Clock& clock) {
  HT_TRY(RedisTarget target, parse_target(options));
  std::unique_ptr<TlsContext> tls;
  if (target.tls) {
    HT_TRY(tls, TlsContext::make(options.ca_file));
  }
  return std::unique_ptr<RedisCache>(
      new RedisCache(std::make_unique<Parts>(options, std::move(target), std::move(tls), clock)));
}

base::Result<std::optional<std::string>> RedisCache::get(std::string_view key) {
  HT_CHECK_OK(ports::check_cache_key(key));
  const std::string full = value_key(key);
  HT_TRY(Reply reply, parts_->router.run(full, {"GET", full}));
  if (reply.is(ReplyKind::kNil)) return std::nullopt;
  if (!reply.is(ReplyKind::kString)) return refused(reply, "read a value");
  return std::optional(std::move(reply.text));
}

base::Status RedisCache::set(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime) {
  HT_CHECK_OK(ports::check_cache_entry(key, value, lifetime));
  const std::string full = value_key(key);
  HT_TRY(const Reply reply, parts_->router.run(full, {"SET", full, value, "PX", std::to_string(lifetime.count())}));
  if (!is_ok(reply)) return refused(reply, "keep a value");
  return {};
}

base::Result<bool> RedisCache::set_if_absent(std::string_view key, std::string_view value,
                                             std::chrono::milliseconds lifetime) {
  HT_CHECK_OK(ports::check_cache_entry(key, value, lifetime));
  const std::string full = value_key(key);
  HT_TRY(const Reply reply,
         parts_->router.run(full, {"SET", full, value, "PX", std::to_string(lifetime.count()), "NX"}));
  if (reply.is(ReplyKind::kNil)) return false;
  if (!is_ok(reply)) return refused(reply, "keep a value");
  return true;
}

base::Status RedisCache::remove(std::string_view key) {
  HT_CHECK_OK(ports::check_cache_key(key));
  const std::string full = value_key(key);
  HT_TRY(const Reply reply, parts_->router.run(full, {"UNLINK", full}));
  if (!reply.is(ReplyKind::kInteger)) return refused(reply, "remove a value");
  return {};
}

base::Result<ports::Tokens> RedisCache::take(std::string_view key, const ports::Bucket& bucket, std::int64_t cost) {
  HT_CHECK_OK(ports::check_take(key, bucket, cost));
  const std::string full = bucket_key(key, bucket);
  const std::string capacity = std::to_string(bucket.capacity);
  const std::string period = std::to_string(bucket.period.count());
  const std::string tokens = std::to_string(cost);
  Words command{"EVALSHA", bucket_script_digest(), "1", full, capacity, period, tokens};
  HT_TRY(Reply reply, parts_->router.run(full, command));
  if (reply.is_error("NOSCRIPT")) {  // it did nothing, and remembers the script from now on
    command[0] = "EVAL";
    command[1] = kBucketScript;
    HT_TRY(reply, parts_->router.run(full, command));
  }
  return tokens_of(reply);
}

base::Status RedisCache::ping() {
  HT_TRY(const Reply reply, parts_->router.run_anywhere({"PING"}));
  if (reply.text != "PONG") return refused(reply, "answer");
  return {};
}

}  // namespace housing::redis
