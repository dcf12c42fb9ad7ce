#include "accounts/administration.hpp"

#include "accounts/checks.hpp"
#include "accounts/session.hpp"
#include "records/sessions.hpp"

namespace housing::accounts {

using ports::Access;
using ports::Sql;

Outcome<std::vector<records::User>> list_people(const Context& context, std::string_view after_id) {
  using People = std::vector<records::User>;
  return in_transaction<People>(context, Access::kRead, [&](Sql& sql) -> Outcome<People> {
    HT_TRY(People people, records::list_users(sql, after_id, kPeoplePage));
    return people;
  });
}

Done set_person_role(const Context& context, std::string_view actor, std::string_view email, std::string_view role) {
  if (role != "user" && role != "admin") return refuse({{"role", "is user or admin"}});
  std::vector<std::string> ended;
  const Done done = in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_TRY(const auto user, records::find_user_by_email(sql, canonical_email(email)));
    if (!user) return refuse(RefusalKind::kNotFound, "There is no account with this address.");
    HT_CHECK_OK(records::set_role(sql, user->id, role));
    HT_TRY(ended, records::end_sessions(sql, user->id, ""));
    HT_CHECK_OK(note(sql, context, {.address = {}, .agent = {}}, user->id, actor, "role", role));
    return {};
  });
  if (done) forget_copies(context, ended);
  return done;
}

Done close_address(const Context& context, std::string_view actor, std::string_view email, std::string_view reason) {
  const std::string address = canonical_email(email);
  if (const Complaint complaint = check_email(address)) return refuse({{"email", *complaint}});
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_CHECK_OK(records::suppress(sql, address, reason, context.clock.now()));
    HT_CHECK_OK(note(sql, context, {.address = {}, .agent = {}}, "", actor, "close-address", address));
    return {};
  });
}

Done open_address(const Context& context, std::string_view actor, std::string_view email) {
  return in_transaction<void>(context, Access::kWrite, [&](Sql& sql) -> Done {
    HT_CHECK_OK(records::unsuppress(sql, canonical_email(email)));
    HT_CHECK_OK(note(sql, context, {.address = {}, .agent = {}}, "", actor, "open-address", canonical_email(email)));
    return {};
  });
}

Outcome<std::vector<records::AuditEntry>> list_audit(const Context& context, std::string_view user_id) {
  using Entries = std::vector<records::AuditEntry>;
  return in_transaction<Entries>(context, Access::kRead, [&](Sql& sql) -> Outcome<Entries> {
    HT_TRY(Entries entries, records::list_audit(sql, user_id, kAuditPage));
    return entries;
  });
}

}  // namespace housing::accounts
