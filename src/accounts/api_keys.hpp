// API keys: how a program speaks for a person. A key is shown once, kept as a hash, scoped to reading or to reading and
// writing, ends when it says, and can be taken back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/session.hpp"

namespace housing::accounts {

inline constexpr std::size_t kMaxApiKeys = 20;       // in force at once
inline constexpr std::int64_t kMaxApiKeyDays = 366;  // of life, where an end is asked for

struct NewApiKey {
  std::string key;  // the only time it is seen
  records::ApiKey row;
};

// `may_write`: reading alone otherwise. `days`: of life; nullopt: until revoked.
// Refuses: kInvalid with all fields, kLimit above kMaxApiKeys, kForbidden for a caller that is a key itself.
Outcome<NewApiKey> create_api_key(const Context& context, const Visitor& visitor, const Caller& caller,
                                  std::string_view name, bool may_write, std::optional<std::int64_t> days);
Outcome<std::vector<records::ApiKey>> list_api_keys(const Context& context, const Caller& caller);
Done revoke_api_key(const Context& context, const Visitor& visitor, const Caller& caller, std::string_view id);

}  // namespace housing::accounts
