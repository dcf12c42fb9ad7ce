#include "accounts/registration.hpp"

#include "accounts/checks.hpp"
#include "accounts/letters.hpp"
#include "accounts/limits.hpp"
#include "records/sessions.hpp"
#include "records/users.hpp"

namespace housing::accounts {
namespace {

Done check(const Registration& registration) {
  if (auto errors = complaints_about(registration); !errors.empty()) return refuse(std::move(errors));
  return {};
}

Outcome<records::User> new_user(const Context& context, const Registration& registration, std::string_view email) {
  HT_TRY(std::string hash,
         crypto::hash_password(registration.password, context.settings.password_cost, context.random));
  records::User user;
  user.id = crypto::random_id(context.random);
  user.email = email;
  user.name = registration.name;
  user.password_hash = std::move(hash);
  user.time_zone = registration.time_zone;
  user.created = context.clock.now();
  return user;
}

}  // namespace

std::vector<FieldError> complaints_about(const Registration& registration) {
  const std::string email = canonical_email(registration.email);
  std::vector<FieldError> errors;
  complain(errors, "email", check_email(email));
  complain(errors, "password", check_password(registration.password, email));
  complain(errors, "name", check_name(registration.name));
  complain(errors, "time_zone", check_time_zone(registration.time_zone));
  return errors;
}

Done register_person(const Context& context, const Visitor& visitor, const Registration& registration) {
  const std::string email = canonical_email(registration.email);
  HT_CHECK_OK(check(registration));
  HT_CHECK_OK(take_one(context, kRegisterByAddress, visitor.address));
  HT_CHECK_OK(take_one(context, kMailByAccount, email));
  // Hashed in either case, so that the time taken says nothing.
  HT_TRY(const records::User user, new_user(context, registration, email));
  return in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(const auto known, records::find_user_by_email(sql, email));
    if (known && known->email_verified) {
      HT_CHECK_OK(post_already_registered(sql, context, *known));
      return {};
    }
    // Never verified: nobody's yet. Whoever registers it again starts anew.
    if (known) HT_CHECK_OK(records::delete_user(sql, known->id));
    HT_CHECK_OK(records::insert_user(sql, user));
    HT_CHECK_OK(post_link_letter(sql, context, user, "verify", email));
    HT_CHECK_OK(note(sql, context, visitor, user.id, user.id, "register"));
    return {};
  });
}

Done verify_email(const Context& context, const Visitor& visitor, std::string_view token) {
  HT_CHECK_OK(take_one(context, kLinkByAddress, visitor.address));
  HT_TRY(const std::string id, link_id(context, "verify", token));
  return in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(const auto link, records::use_link(sql, id, "verify", context.clock.now()));
    if (!link) return refuse(RefusalKind::kInvalid, "This link was used already. Sign in, or ask for a new one.");
    HT_CHECK_OK(records::set_email(sql, link->user_id, link->subject, context.clock.now()));
    HT_CHECK_OK(note(sql, context, visitor, link->user_id, link->user_id, "verify"));
    return {};
  });
}

Done send_verification_again(const Context& context, const Visitor& visitor, std::string_view email_text) {
  const std::string email = canonical_email(email_text);
  if (const Complaint complaint = check_email(email)) return refuse({{"email", *complaint}});
  HT_CHECK_OK(take_one(context, kRegisterByAddress, visitor.address));
  HT_CHECK_OK(take_one(context, kMailByAccount, email));
  return in_transaction<void>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Done {
    HT_TRY(const auto user, records::find_user_by_email(sql, email));
    if (user && !user->email_verified) HT_CHECK_OK(post_link_letter(sql, context, *user, "verify", email));
    return {};
  });
}

Outcome<std::string> create_person(const Context& context, const Registration& registration, std::string_view role) {
  const std::string email = canonical_email(registration.email);
  HT_CHECK_OK(check(registration));
  HT_TRY(records::User user, new_user(context, registration, email));
  user.role = role;
  user.email_verified = context.clock.now();
  return in_transaction<std::string>(context, ports::Access::kWrite, [&](ports::Sql& sql) -> Outcome<std::string> {
    HT_TRY(const auto known, records::find_user_by_email(sql, email));
    if (known) return refuse(RefusalKind::kConflict, "There is an account with this address already.");
    HT_CHECK_OK(records::insert_user(sql, user));
    HT_CHECK_OK(note(sql, context, {.address = {}, .agent = {}}, user.id, "operator", "create", role));
    return user.id;
  });
}

}  // namespace housing::accounts
