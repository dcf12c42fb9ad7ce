// TracedCache: a ports::Cache on another machine that is watched.
#pragma once

#include "ports/cache.hpp"
#include "telemetry/dependency_watch.hpp"

namespace housing::telemetry {

class TracedCache final : public ports::Cache {
 private:
  // Keys may name a session, so they stay out.
  template <class Call>
  auto seen(std::string_view operation, const Call& call) {
    return watch_.observed(operation, [&](Span& span) {
      span.set("db.system.name", "redis");
      span.set("db.operation.name", operation);
      return call();
    });
  }

 public:
  TracedCache(ports::Cache& inner, const Telemetry& telemetry) : inner_(inner), watch_(telemetry, "cache") {}

  base::Result<std::optional<std::string>> get(std::string_view key) override {
    return seen("GET", [&] { return inner_.get(key); });
  }
  base::Status set(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime) override {
    return seen("SET", [&] { return inner_.set(key, value, lifetime); });
  }
  base::Result<bool> set_if_absent(std::string_view key, std::string_view value,
                                   std::chrono::milliseconds lifetime) override {
    return seen("SET NX", [&] { return inner_.set_if_absent(key, value, lifetime); });
  }
  base::Status remove(std::string_view key) override {
    return seen("DEL", [&] { return inner_.remove(key); });
  }
  base::Result<ports::Tokens> take(std::string_view key, const ports::Bucket& bucket, std::int64_t cost) override {
    return seen("EVALSHA", [&] { return inner_.take(key, bucket, cost); });
  }
  base::Status ping() override {
    return seen("PING", [&] { return inner_.ping(); });
  }

 private:
  ports::Cache& inner_;
  DependencyWatch watch_;
};

}  // namespace housing::telemetry
