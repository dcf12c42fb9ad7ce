// FallbackCache: a shared cache with one of this process behind it: while the shared one does not answer, limits are
// still counted and marks still hold, within this process. Values are not carried from one to the other.
// Thread-safety: any thread. Ownership: both must outlive it.
#pragma once

#include "ports/cache.hpp"

namespace housing::app {

class FallbackCache final : public ports::Cache {
 private:
  template <class Call>
  auto either(const Call& call) {
    auto result = call(shared_);
    if (!result && result.error().code == base::ErrorCode::kUnavailable) return call(own_);
    return result;
  }

 public:
  FallbackCache(ports::Cache& shared, ports::Cache& own) : shared_(shared), own_(own) {}

  base::Result<std::optional<std::string>> get(std::string_view key) override {
    return either([&](ports::Cache& cache) { return cache.get(key); });
  }
  base::Status set(std::string_view key, std::string_view value, std::chrono::milliseconds lifetime) override {
    return either([&](ports::Cache& cache) { return cache.set(key, value, lifetime); });
  }
  base::Result<bool> set_if_absent(std::string_view key, std::string_view value,
                                   std::chrono::milliseconds lifetime) override {
    return either([&](ports::Cache& cache) { return cache.set_if_absent(key, value, lifetime); });
  }
  // From both: what was set while the shared one was away must not come back.
  base::Status remove(std::string_view key) override {
    const base::Status own = own_.remove(key);
    const base::Status shared = shared_.remove(key);
    return shared ? own : shared;
  }
  base::Result<ports::Tokens> take(std::string_view key, const ports::Bucket& bucket, std::int64_t cost) override {
    return either([&](ports::Cache& cache) { return cache.take(key, bucket, cost); });
  }
  base::Status ping() override { return shared_.ping(); }

 private:
  ports::Cache& shared_;
  ports::Cache& own_;
};

}  // namespace housing::app
