#include "accounts/session.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "crypto/mac.hpp"

namespace housing::accounts {
namespace {

constexpr std::size_t kMaxAgentBytes = 200;

std::string copy_key(std::string_view hash) { return "caller:" + std::string(hash); }

std::string to_copy(const Caller& caller) {
  std::string text;
  base::JsonWriter(text)
      .begin_object()
      .member("user", caller.user_id)
      .member("admin", caller.is_admin)
      .member("session", caller.session_id)
      .member("key", caller.key_id)
      .member("write", caller.may_write)
      .end_object();
  return text;
}

std::optional<Caller> from_copy(std::string_view text) {
  const auto json = base::Json::parse(text);
  if (!json || json->text("user").empty()) return std::nullopt;
  const auto truth = [&](std::string_view name) {
    const base::Json* member = json->find(name);
    return member != nullptr && member->bool_or(false);
  };
  return Caller{.user_id = std::string(json->text("user")),
                .is_admin = truth("admin"),
                .session_id = std::string(json->text("session")),
                .key_id = std::string(json->text("key")),
                .may_write = truth("write")};
}

std::unexpected<Refusal> not_signed_in() { return refuse(RefusalKind::kNotSignedIn, "Sign in first."); }

// The caller whose token has that hash: from the cache, else by `find` from the database.
template <class Find>
Outcome<Caller> look_up(const Context& context, const std::string& hash, const Find& find) {
  if (const auto copy = context.cache.get(copy_key(hash)); copy && *copy)
    if (auto caller = from_copy(**copy)) return *caller;
  auto caller = in_transaction<Caller>(context, ports::Access::kWrite, find);
  if (caller) (void)context.cache.set(copy_key(hash), to_copy(*caller), kSessionCopyLifetime);
  return caller;
}

}  // namespace

base::Result<NewSession> open_session(ports::Sql& sql, const Context& context, const Visitor& visitor,
                                      std::string_view user_id) {
  const base::WallTime now = context.clock.now();
  NewSession session{.token = crypto::random_token(context.random, kTokenBytes),
                     .id = crypto::random_id(context.random)};
  HT_CHECK_OK(records::insert_session(sql, {.id = session.id,
                                            .token_hash = token_hash(session.token),
                                            .user_id = std::string(user_id),
                                            .created = now,
                                            .seen = now,
                                            .ends = now + kSessionLifetime,
                                            .address = visitor.address,
                                            .agent = visitor.agent.substr(0, kMaxAgentBytes)}));
  return session;
}

Outcome<Caller> caller_of_session(const Context& context, std::string_view token) {
  if (token.empty()) return not_signed_in();
  const std::string hash = token_hash(token);
  return look_up(context, hash, [&](ports::Sql& sql) -> Outcome<Caller> {
    const base::WallTime now = context.clock.now();
    HT_TRY(const auto session, records::find_session(sql, hash, now));
    if (!session) return not_signed_in();
    HT_TRY(const auto user, records::find_user(sql, session->user_id));
    if (!user) return not_signed_in();
    if (now - session->seen >= kSessionSeenStep)
      HT_CHECK_OK(records::see_session(sql, session->id, now, now + kSessionLifetime));
    return Caller{
        .user_id = user->id, .is_admin = user->is_admin(), .session_id = session->id, .key_id = {}, .may_write = true};
  });
}

Outcome<Caller> caller_of_key(const Context& context, std::string_view key) {
  const auto refused = [] { return refuse(RefusalKind::kNotSignedIn, "This API key is not, or no longer, good."); };
  if (!key.starts_with(kApiKeyPrefix)) return refused();
  const std::string hash = token_hash(key);
  return look_up(context, hash, [&](ports::Sql& sql) -> Outcome<Caller> {
    const base::WallTime now = context.clock.now();
    HT_TRY(const auto row, records::find_api_key(sql, hash, now));
    if (!row) return refused();
    HT_TRY(const auto user, records::find_user(sql, row->user_id));
    if (!user || user->delete_after) return refused();
    if (!row->used || now - *row->used >= kSessionSeenStep) HT_CHECK_OK(records::see_api_key(sql, row->id, now));
    // A key never administers: what a leaked key may do stays small.
    return Caller{.user_id = user->id,
                  .is_admin = false,
                  .session_id = {},
                  .key_id = row->id,
                  .may_write = row->scopes.find("write") != std::string::npos};
  });
}

std::string csrf_token(const Context& context, std::string_view session_token) {
  return token_hash(crypto::hmac_sha256(crypto::derive_key(context.settings.signing_key, "csrf"), session_token));
}

bool csrf_matches(const Context& context, std::string_view session_token, std::string_view sent) {
  return crypto::equal_in_constant_time(csrf_token(context, session_token), sent);
}

void forget_copies(const Context& context, const std::vector<std::string>& hashes) {
  for (const std::string& hash : hashes)
    if (const auto removed = context.cache.remove(copy_key(hash)); !removed)
      context.log.warn("a session's copy stays in the cache until it ends by itself",
                       {{"reason", removed.error().message}});
}

Done sign_out(const Context& context, const Visitor& visitor, const Caller& caller) {
  return end_one_session(context, visitor, caller, caller.session_id);
}

Done end_one_session(const Context& context, const Visitor& visitor, const Caller& caller, std::string_view id) {
  std::vector<std::string> hashes;
  const Done done = in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(const auto hash, records::end_session(sql, caller.user_id, id));
    if (!hash) return refuse(RefusalKind::kNotFound, "There is no such session.");
    hashes = {*hash};
    HT_CHECK_OK(note(sql, context, visitor, caller.user_id, caller.user_id, "sign-out"));
    return {};
  });
  if (done) forget_copies(context, hashes);
  return done;
}

Done sign_out_everywhere(const Context& context, const Visitor& visitor, const Caller& caller) {
  std::vector<std::string> hashes;
  const Done done = in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(hashes, records::end_sessions(sql, caller.user_id, ""));
    HT_CHECK_OK(note(sql, context, visitor, caller.user_id, caller.user_id, "sign-out-everywhere"));
    return {};
  });
  if (done) forget_copies(context, hashes);
  return done;
}

Outcome<std::vector<records::Session>> list_sessions(const Context& context, const Caller& caller) {
  using Sessions = std::vector<records::Session>;
  return in_transaction<Sessions>(context, ports::Access::kRead, [&](ports::Sql& sql) -> Outcome<Sessions> {
    HT_TRY(Sessions sessions, records::sessions_of(sql, caller.user_id, context.clock.now()));
    return sessions;
  });
}

}  // namespace housing::accounts
