// NoCache: a cache that never answers, for tests of what goes on without one.
#pragma once

#include "ports/cache.hpp"

namespace housing::testing {

class NoCache final : public ports::Cache {
 public:
  base::Result<std::optional<std::string>> get(std::string_view) override { return fail(); }
  base::Status set(std::string_view, std::string_view, std::chrono::milliseconds) override { return fail(); }
  base::Result<bool> set_if_absent(std::string_view, std::string_view, std::chrono::milliseconds) override {
    return fail();
  }
  base::Status remove(std::string_view) override { return fail(); }
  base::Result<ports::Tokens> take(std::string_view, const ports::Bucket&, std::int64_t) override { return fail(); }
  base::Status ping() override { return fail(); }

 private:
  static std::unexpected<base::Error> fail() { return base::fail(base::ErrorCode::kUnavailable, "no cache"); }
};

}  // namespace housing::testing
