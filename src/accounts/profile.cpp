#include "accounts/profile.hpp"

#include "accounts/checks.hpp"
#include "accounts/letters.hpp"
#include "accounts/limits.hpp"
#include "accounts/sign_in.hpp"

namespace housing::accounts {
namespace {

std::vector<FieldError> check(const ProfileChange& change, std::string_view email) {
  std::vector<FieldError> errors;
  if (change.name) complain(errors, "name", check_name(*change.name));
  if (change.time_zone) complain(errors, "time_zone", check_time_zone(*change.time_zone));
  if (change.digest) complain(errors, "digest", check_digest(*change.digest));
  if (change.email) complain(errors, "email", check_email(canonical_email(*change.email)));
  if (change.password) complain(errors, "password", check_password(*change.password, email));
  if ((change.email || change.password) && change.current_password.empty())
    errors.push_back({"current_password", "give your present password too"});
  return errors;
}

}  // namespace

Outcome<records::User> own_user(const Context& context, const Caller& caller) {
  return in_transaction<records::User>(context, ports::Access::kRead, [&](ports::Sql& sql) -> Outcome<records::User> {
    HT_TRY(auto user, records::find_user(sql, caller.user_id));
    if (!user) return refuse(RefusalKind::kNotSignedIn, "Sign in first.");
    return std::move(*user);
  });
}

Outcome<records::User> change_profile(const Context& context, const Visitor& visitor, const Caller& caller,
                                      const ProfileChange& change) {
  HT_TRY(records::User user, own_user(context, caller));
  if (auto errors = check(change, user.email); !errors.empty()) return refuse(std::move(errors));
  std::optional<std::string> hash;
  if (change.email || change.password)
    HT_CHECK_OK(check_own_password(context, user, change.current_password, "current_password"));
  if (change.password) {
    HT_TRY(hash, crypto::hash_password(*change.password, context.settings.password_cost, context.random));
  }
  const std::string new_email = change.email ? canonical_email(*change.email) : user.email;
  if (new_email != user.email) HT_CHECK_OK(take_one(context, kMailByAccount, new_email));
  if (change.name) user.name = *change.name;
  if (change.time_zone) user.time_zone = *change.time_zone;
  if (change.digest) user.digest = *change.digest;
  if (change.keeps_searches) user.keeps_searches = *change.keeps_searches;

  std::vector<std::string> ended;
  auto changed =
      in_transaction<records::User>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Outcome<records::User> {
        HT_CHECK_OK(records::set_profile(sql, user));
        // Before the new address' own: what was asked for under the old password may have been asked by another.
        if (hash) HT_CHECK_OK(records::void_links(sql, user.id, context.clock.now()));
        if (!user.keeps_searches) HT_CHECK_OK(records::forget_searches(sql, user.id));
        if (new_email != user.email) {
          // Whether the new address has an account already shows only to its owner, by mail.
          HT_TRY(const auto taken, records::find_user_by_email(sql, new_email));
          if (taken)
            HT_CHECK_OK(post_already_registered(sql, context, *taken));
          else
            HT_CHECK_OK(post_link_letter(sql, context, user, "change-email", new_email));
        }
        if (hash) {
          HT_CHECK_OK(records::set_password(sql, user.id, *hash));
          HT_TRY(ended, records::end_sessions(sql, user.id, caller.session_id));
          HT_CHECK_OK(post_changed(sql, context, user, "A new password was chosen; your other sessions were ended."));
        }
        HT_CHECK_OK(note(sql, context, visitor, user.id, user.id, hash ? "change-password" : "change-profile"));
        return user;
      });
  if (changed) forget_copies(context, ended);
  return changed;
}

Done confirm_new_email(const Context& context, const Visitor& visitor, std::string_view token) {
  HT_CHECK_OK(take_one(context, kLinkByAddress, visitor.address));
  HT_TRY(const std::string id, link_id(context, "change-email", token));
  return in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(const auto link, records::use_link(sql, id, "change-email", context.clock.now()));
    if (!link) return refuse(RefusalKind::kInvalid, "This link was used already. Ask for a new one.");
    HT_TRY(const auto user, records::find_user(sql, link->user_id));
    HT_TRY(const auto taken, records::find_user_by_email(sql, link->subject));
    if (!user || taken) return refuse(RefusalKind::kConflict, "This address cannot be used for this account any more.");
    HT_CHECK_OK(post_changed(sql, context, *user, "Its address is now " + link->subject + "."));
    HT_CHECK_OK(records::set_email(sql, user->id, link->subject, context.clock.now()));
    // A link to choose a new password may lie in the former mailbox.
    HT_CHECK_OK(records::void_links(sql, user->id, context.clock.now()));
    HT_CHECK_OK(note(sql, context, visitor, user->id, user->id, "change-email"));
    return {};
  });
}

Outcome<base::WallTime> ask_to_delete(const Context& context, const Visitor& visitor, const Caller& caller,
                                      std::string_view password) {
  HT_TRY(const records::User user, own_user(context, caller));
  HT_CHECK_OK(check_own_password(context, user, password, "password"));
  const base::WallTime when = context.clock.now() + kDeleteGrace;
  std::vector<std::string> ended;
  const Done done = in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_CHECK_OK(records::set_delete_after(sql, user.id, when));
    HT_TRY(ended, records::end_sessions(sql, user.id, caller.session_id));
    HT_TRY(const auto keys, records::api_keys_of(sql, user.id));
    for (const records::ApiKey& key : keys) ended.push_back(key.key_hash);
    HT_CHECK_OK(post_changed(sql, context, user,
                             "It will be deleted in 14 days, as you asked. Sign in before then to keep it."));
    HT_CHECK_OK(note(sql, context, visitor, user.id, user.id, "ask-to-delete"));
    return {};
  });
  if (!done) return std::unexpected(done.error());
  forget_copies(context, ended);
  return when;
}

Done restore(const Context& context, const Visitor& visitor, const Caller& caller) {
  return in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_CHECK_OK(records::set_delete_after(sql, caller.user_id, std::nullopt));
    HT_CHECK_OK(note(sql, context, visitor, caller.user_id, caller.user_id, "restore"));
    return {};
  });
}

Outcome<std::size_t> delete_due(const Context& context) {
  return in_transaction<std::size_t>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Outcome<std::size_t> {
    HT_TRY(const auto ids, records::users_to_delete(sql, context.clock.now()));
    for (const std::string& id : ids) {
      HT_CHECK_OK(records::delete_user(sql, id));
      HT_CHECK_OK(note(sql, context, {.address = {}, .agent = {}}, id, "system", "delete"));
    }
    HT_CHECK_OK(records::forget_ended_sessions(sql, context.clock.now()));
    return ids.size();
  });
}

}  // namespace housing::accounts
