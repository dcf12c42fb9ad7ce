// Limits: how often something may be tried, by address and by account. Counted in the cache, so that all processes
// count together; with the cache gone each process counts for itself (app::FallbackCache).
#pragma once

#include <string_view>

#include "accounts/context.hpp"

namespace housing::accounts {

struct Limit {
  std::string_view name;
  ports::Bucket bucket;
};

inline constexpr Limit kSignInByAddress{"sign-in-address", {30, std::chrono::minutes(5)}};
inline constexpr Limit kSignInByAccount{"sign-in-account", {10, std::chrono::minutes(15)}};
inline constexpr Limit kRegisterByAddress{"register", {10, std::chrono::minutes(60)}};
inline constexpr Limit kMailByAccount{"mail-to", {5, std::chrono::minutes(60)}};
inline constexpr Limit kLinkByAddress{"link", {30, std::chrono::minutes(5)}};
inline constexpr Limit kPasswordByAccount{"password", {10, std::chrono::minutes(15)}};

// Takes one; refuses with kTooMany and when to come again. `of`: whose bucket (an address, an account); it is kept
// hashed, so the cache holds no addresses. A cache that fails lets it pass.
Done take_one(const Context& context, const Limit& limit, std::string_view of);

}  // namespace housing::accounts
