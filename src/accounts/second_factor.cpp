#include "accounts/second_factor.hpp"

#include "accounts/letters.hpp"
#include "accounts/limits.hpp"
#include "accounts/profile.hpp"
#include "accounts/sign_in.hpp"
#include "base/text.hpp"
#include "crypto/encode.hpp"
#include "crypto/mac.hpp"
#include "crypto/sealed.hpp"
#include "crypto/totp.hpp"

namespace housing::accounts {
namespace {

constexpr std::string_view kIssuer = "Housing Trends";
constexpr std::size_t kRecoveryBytes = 15;  // 120 bits, 24 letters: no salt is needed
constexpr std::size_t kRecoveryGroup = 4;

std::string seal_key(const Context& context) { return crypto::derive_key(context.settings.signing_key, "totp"); }

// As people type them: case and dashes do not matter.
std::string recovery_hash(std::string_view code) {
  std::string letters;
  for (const char c : base::lower(code))
    if (c != '-' && c != ' ') letters += c;
  return token_hash("recovery:" + letters);
}

std::string recovery_code(crypto::Random& random) {
  const std::string letters = base::lower(crypto::to_base32(crypto::random_bytes(random, kRecoveryBytes)));
  std::string code;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0 && i % kRecoveryGroup == 0) code += '-';
    code += letters[i];
  }
  return code;
}

}  // namespace

Outcome<FactorSetup> begin_factor(const Context& context, const Caller& caller, std::string_view password) {
  HT_TRY(records::User user, own_user(context, caller));
  HT_CHECK_OK(check_own_password(context, user, password, "password"));
  if (user.totp_confirmed)
    return refuse(RefusalKind::kConflict, "A second factor is in force. Remove it before setting up another.");
  const std::string secret = crypto::random_bytes(context.random, crypto::kTotpSecretBytes);
  user.totp_sealed = crypto::seal(seal_key(context), user.id, secret, context.random);
  user.totp_last_step = 0;
  const Done kept = in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_CHECK_OK(records::set_totp(sql, user));
    return {};
  });
  if (!kept) return std::unexpected(kept.error());
  return FactorSetup{.secret = crypto::to_base32(secret), .address = crypto::totp_address(secret, kIssuer, user.email)};
}

Outcome<std::vector<std::string>> confirm_factor(const Context& context, const Visitor& visitor, const Caller& caller,
                                                 std::string_view code) {
  using Codes = std::vector<std::string>;
  HT_CHECK_OK(take_one(context, kPasswordByAccount, caller.user_id));
  Codes codes(kRecoveryCodes);
  Codes hashes;
  for (std::string& made : codes) {
    made = recovery_code(context.random);
    hashes.push_back(recovery_hash(made));
  }
  return in_transaction<Codes>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Outcome<Codes> {
    HT_TRY(auto user, records::find_user(sql, caller.user_id));
    if (!user || user->totp_sealed.empty() || user->totp_confirmed)
      return refuse(RefusalKind::kConflict, "Begin setting up the second factor first.");
    HT_TRY(const std::string secret, crypto::open_sealed(seal_key(context), user->id, user->totp_sealed));
    const auto step = crypto::totp_accept(secret, code, context.clock.now(), user->totp_last_step);
    if (!step) return refuse({{"code", "this is not the code your app shows now"}});
    user->totp_confirmed = context.clock.now();
    user->totp_last_step = *step;
    HT_CHECK_OK(records::set_totp(sql, *user));
    HT_CHECK_OK(records::replace_recovery_codes(sql, user->id, hashes));
    HT_CHECK_OK(post_changed(sql, context, *user, "A second factor is in force now for signing in."));
    HT_CHECK_OK(note(sql, context, visitor, user->id, user->id, "second-factor-on"));
    return codes;
  });
}

Done remove_factor(const Context& context, const Visitor& visitor, const Caller& caller, std::string_view password) {
  HT_TRY(records::User user, own_user(context, caller));
  HT_CHECK_OK(check_own_password(context, user, password, "password"));
  user.totp_sealed.clear();
  user.totp_confirmed.reset();
  return in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_CHECK_OK(records::set_totp(sql, user));
    HT_CHECK_OK(records::replace_recovery_codes(sql, user.id, {}));
    HT_CHECK_OK(post_changed(sql, context, user, "The second factor for signing in was removed."));
    HT_CHECK_OK(note(sql, context, visitor, user.id, user.id, "second-factor-off"));
    return {};
  });
}

bool lacks_factor(const Settings& settings, const records::User& user) {
  return settings.admins_need_factor && user.is_admin() && !user.totp_confirmed;
}

Done check_factor(const Context& context, const Caller& caller) {
  if (!context.settings.admins_need_factor) return {};
  HT_TRY(const records::User user, own_user(context, caller));
  if (!lacks_factor(context.settings, user)) return {};
  return refuse(RefusalKind::kFactorNeeded,
                "Admins need a second factor here. Set one up on the page of your account, then come back.");
}

base::Result<bool> accept_code(ports::Sql& sql, const Context& context, const records::User& user,
                               std::string_view code) {
  // Recovery codes first: they work although the seed does not open any more, after the signing key was changed.
  HT_TRY(const bool recovered, records::use_recovery_code(sql, user.id, recovery_hash(code), context.clock.now()));
  if (recovered) return true;
  const auto secret = crypto::open_sealed(seal_key(context), user.id, user.totp_sealed);
  if (!secret) {
    context.log.error("a second factor's seed does not open: was the signing key changed?", {{"user", user.id}});
    return false;
  }
  const auto step = crypto::totp_accept(*secret, code, context.clock.now(), user.totp_last_step);
  if (!step) return false;
  return records::use_totp_step(sql, user.id, *step);
}

}  // namespace housing::accounts
