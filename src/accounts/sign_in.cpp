#include "accounts/sign_in.hpp"

#include <map>
#include <mutex>

#include "accounts/checks.hpp"
#include "accounts/letters.hpp"
#include "accounts/limits.hpp"
#include "accounts/second_factor.hpp"
#include "records/users.hpp"

namespace housing::accounts {
namespace {

std::unexpected<Refusal> wrong() {
  return refuse(RefusalKind::kWrongCredentials, "The address or the password is not right.");
}

// A hash of no password, at today's cost: what an unknown address is checked against.
base::Result<std::string> hash_of_nobody(const Context& context) {
  static std::mutex mutex;
  static std::map<std::uint32_t, std::string> hashes;  // by cost
  const std::scoped_lock lock(mutex);
  std::string& hash = hashes[context.settings.password_cost.memory_kib];
  if (hash.empty()) {
    HT_TRY(hash, crypto::hash_password(crypto::random_token(context.random, kTokenBytes),
                                       context.settings.password_cost, context.random));
  }
  return hash;
}

Outcome<std::optional<records::User>> find_by_email(const Context& context, std::string_view email) {
  using Found = std::optional<records::User>;
  return in_transaction<Found>(context, ports::Access::kRead, [&](ports::Sql& sql) -> Outcome<Found> {
    HT_TRY(Found user, records::find_user_by_email(sql, email));
    return user;
  });
}

}  // namespace

Outcome<SignedIn> sign_in(const Context& context, const Visitor& visitor, const Credentials& credentials,
                          std::string_view old_token) {
  const std::string email = canonical_email(credentials.email);
  HT_CHECK_OK(take_one(context, kSignInByAddress, visitor.address));
  HT_CHECK_OK(take_one(context, kSignInByAccount, email));
  HT_TRY(const auto user, find_by_email(context, email));
  HT_TRY(const std::string nobody, hash_of_nobody(context));
  const bool matches = crypto::password_matches(user ? user->password_hash : nobody, credentials.password);
  if (!user || !matches) {
    context.log.warn("sign-in refused", {{"address", visitor.address}});
    return wrong();
  }
  if (!user->email_verified)
    return refuse(RefusalKind::kUnverified, "Confirm your address first: follow the link in the mail we sent.");
  if (user->totp_confirmed && credentials.code.empty())
    return refuse(RefusalKind::kCodeRequired, "Give the code that your authenticator app shows.");

  std::optional<std::string> new_hash;
  if (crypto::needs_new_hash(user->password_hash, context.settings.password_cost)) {
    HT_TRY(new_hash, crypto::hash_password(credentials.password, context.settings.password_cost, context.random));
  }
  const std::string old_hash = old_token.empty() ? "" : token_hash(old_token);
  auto signed_in = in_transaction<SignedIn>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Outcome<SignedIn> {
    if (user->totp_confirmed) {
      HT_TRY(const bool right, accept_code(sql, context, *user, credentials.code));
      if (!right) return wrong();
    }
    if (new_hash) HT_CHECK_OK(records::set_password(sql, user->id, *new_hash));
    if (!old_hash.empty()) {
      HT_TRY(const auto before, records::find_session(sql, old_hash, context.clock.now()));
      if (before) HT_CHECK_OK(records::end_session(sql, before->user_id, before->id));
    }
    HT_TRY(NewSession session, open_session(sql, context, visitor, user->id));
    HT_CHECK_OK(note(sql, context, visitor, user->id, user->id, "sign-in"));
    return SignedIn{.user = *user, .session = std::move(session)};
  });
  if (signed_in && !old_hash.empty()) forget_copies(context, {old_hash});
  return signed_in;
}

Done forgot_password(const Context& context, const Visitor& visitor, std::string_view email_text) {
  const std::string email = canonical_email(email_text);
  if (const Complaint complaint = check_email(email)) return refuse({{"email", *complaint}});
  HT_CHECK_OK(take_one(context, kRegisterByAddress, visitor.address));
  HT_CHECK_OK(take_one(context, kMailByAccount, email));
  return in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(const auto user, records::find_user_by_email(sql, email));
    if (!user) return {};
    HT_CHECK_OK(post_link_letter(sql, context, *user, "reset", email));
    HT_CHECK_OK(note(sql, context, visitor, user->id, user->id, "forgot-password"));
    return {};
  });
}

Done reset_password(const Context& context, const Visitor& visitor, std::string_view token, std::string_view password) {
  HT_CHECK_OK(take_one(context, kLinkByAddress, visitor.address));
  HT_TRY(const std::string id, link_id(context, "reset", token));
  if (const Complaint complaint = check_password(password, "")) return refuse({{"password", *complaint}});
  HT_TRY(const std::string hash, crypto::hash_password(password, context.settings.password_cost, context.random));
  std::vector<std::string> ended;
  const Done done = in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(const auto link, records::use_link(sql, id, "reset", context.clock.now()));
    if (!link) return refuse(RefusalKind::kInvalid, "This link was used already. Ask for a new one.");
    HT_TRY(const auto user, records::find_user(sql, link->user_id));
    if (!user) return refuse(RefusalKind::kInvalid, "This link is not good any more.");
    if (const Complaint complaint = check_password(password, user->email)) return refuse({{"password", *complaint}});
    HT_CHECK_OK(records::set_password(sql, user->id, hash));
    // Whoever knew the old one may have asked for another address.
    HT_CHECK_OK(records::void_links(sql, user->id, context.clock.now()));
    // The address may have been changed since the mail went out: then the link proves nothing about today's.
    if (link->subject == user->email && !user->email_verified)
      HT_CHECK_OK(records::set_email(sql, user->id, user->email, context.clock.now()));
    HT_TRY(ended, records::end_sessions(sql, user->id, ""));
    HT_CHECK_OK(post_changed(sql, context, *user, "A new password was chosen, and every session was ended."));
    HT_CHECK_OK(note(sql, context, visitor, user->id, user->id, "reset-password"));
    return {};
  });
  if (done) forget_copies(context, ended);
  return done;
}

Done check_own_password(const Context& context, const records::User& user, std::string_view password,
                        std::string_view field) {
  HT_CHECK_OK(take_one(context, kPasswordByAccount, user.id));
  if (!crypto::password_matches(user.password_hash, password))
    return refuse({{std::string(field), "this is not your password"}});
  return {};
}

}  // namespace housing::accounts
