// Sessions: who a cookie or an API key speaks for. The database holds the truth; the cache holds a copy for
// kSessionCopyLifetime, which is removed when a session ends, so that signing out holds everywhere at once while the
// cache answers, and within that time when it does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/context.hpp"
#include "records/sessions.hpp"
#include "records/users.hpp"

namespace housing::accounts {

inline constexpr std::chrono::hours kSessionLifetime{24 * 30};  // from when it was last used
inline constexpr std::chrono::hours kSessionSeenStep{1};        // how exactly that is kept
inline constexpr std::chrono::seconds kSessionCopyLifetime{60};
inline constexpr std::size_t kTokenBytes = 32;
inline constexpr std::string_view kApiKeyPrefix = "ht_";

// Who speaks, and what they may do.
struct Caller {
  std::string user_id;
  bool is_admin = false;
  std::string session_id;  // empty for an API key
  std::string key_id;      // empty for a session
  bool may_write = true;   // an API key may be for reading alone

  bool is_key() const { return !key_id.empty(); }
};

struct NewSession {
  std::string token;  // goes into the cookie; nobody else ever sees it
  std::string id;
};

// In the transaction that signs somebody in.
base::Result<NewSession> open_session(ports::Sql& sql, const Context& context, const Visitor& visitor,
                                      std::string_view user_id);
// Refuses kNotSignedIn.
Outcome<Caller> caller_of_session(const Context& context, std::string_view token);
Outcome<Caller> caller_of_key(const Context& context, std::string_view key);

// The text a page must send along with changing calls: derived from the session's token, so that nothing more is kept.
std::string csrf_token(const Context& context, std::string_view session_token);
bool csrf_matches(const Context& context, std::string_view session_token, std::string_view sent);

Done sign_out(const Context& context, const Visitor& visitor, const Caller& caller);
Done sign_out_everywhere(const Context& context, const Visitor& visitor, const Caller& caller);
Done end_one_session(const Context& context, const Visitor& visitor, const Caller& caller, std::string_view id);
Outcome<std::vector<records::Session>> list_sessions(const Context& context, const Caller& caller);

// After a transaction that ended sessions or keys: their copies in the cache go too.
void forget_copies(const Context& context, const std::vector<std::string>& hashes);

}  // namespace housing::accounts
