#include "accounts/api_keys.hpp"

#include <algorithm>

#include "accounts/checks.hpp"

namespace housing::accounts {
namespace {

constexpr std::size_t kHintLetters = 5;

}  // namespace

Outcome<NewApiKey> create_api_key(const Context& context, const Visitor& visitor, const Caller& caller,
                                  std::string_view name, bool may_write, std::optional<std::int64_t> days) {
  if (caller.is_key()) return refuse(RefusalKind::kForbidden, "A key cannot make keys: sign in with the password.");
  std::vector<FieldError> errors;
  if (name.empty()) errors.push_back({"name", "say what the key is for"});
  complain(errors, "name", check_name(name));
  if (days && (*days < 1 || *days > kMaxApiKeyDays))
    errors.push_back({"days", "between 1 and " + std::to_string(kMaxApiKeyDays)});
  if (!errors.empty()) return refuse(std::move(errors));

  NewApiKey made;
  made.key = std::string(kApiKeyPrefix) + crypto::random_token(context.random, kTokenBytes);
  const base::WallTime now = context.clock.now();
  made.row.id = crypto::random_id(context.random);
  made.row.user_id = caller.user_id;
  made.row.name = name;
  made.row.key_hash = token_hash(made.key);
  made.row.hint = made.key.substr(0, kApiKeyPrefix.size() + kHintLetters);
  made.row.scopes = may_write ? "read write" : "read";
  made.row.created = now;
  if (days) made.row.ends = now + std::chrono::hours(24 * *days);
  return in_transaction<NewApiKey>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Outcome<NewApiKey> {
    HT_TRY(const auto keys, records::api_keys_of(sql, caller.user_id));
    const auto in_force = std::ranges::count_if(
        keys, [&](const records::ApiKey& key) { return !key.revoked && (!key.ends || *key.ends > now); });
    if (static_cast<std::size_t>(in_force) >= kMaxApiKeys)
      return refuse(RefusalKind::kLimit, "There are " + std::to_string(kMaxApiKeys) + " keys already: revoke one.");
    HT_CHECK_OK(records::insert_api_key(sql, made.row));
    HT_CHECK_OK(note(sql, context, visitor, caller.user_id, caller.user_id, "api-key-created", made.row.hint));
    return made;
  });
}

Outcome<std::vector<records::ApiKey>> list_api_keys(const Context& context, const Caller& caller) {
  using Keys = std::vector<records::ApiKey>;
  return in_transaction<Keys>(context, ports::Access::kRead, [&](ports::Sql& sql) -> Outcome<Keys> {
    HT_TRY(Keys keys, records::api_keys_of(sql, caller.user_id));
    return keys;
  });
}

Done revoke_api_key(const Context& context, const Visitor& visitor, const Caller& caller, std::string_view id) {
  std::vector<std::string> hashes;
  const Done done = in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(const auto hash, records::revoke_api_key(sql, caller.user_id, id, context.clock.now()));
    if (!hash) return refuse(RefusalKind::kNotFound, "There is no such key.");
    hashes = {*hash};
    HT_CHECK_OK(note(sql, context, visitor, caller.user_id, caller.user_id, "api-key-revoked"));
    return {};
  });
  if (done) forget_copies(context, hashes);
  return done;
}

}  // namespace housing::accounts
