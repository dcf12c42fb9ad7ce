// Administration: what an admin or the operator may see and do about people. It reads nobody's things.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/context.hpp"
#include "records/outbox.hpp"
#include "records/users.hpp"

namespace housing::accounts {

inline constexpr std::int64_t kPeoplePage = 100;
inline constexpr std::int64_t kAuditPage = 200;

// In the order of their ids, after that one ("" for the first).
Outcome<std::vector<records::User>> list_people(const Context& context, std::string_view after_id);
// By address; every session of theirs ends, so that what was granted or taken holds at once. `actor`: who does it.
Done set_person_role(const Context& context, std::string_view actor, std::string_view email, std::string_view role);
// No mail goes to a closed address any more: it bounced, complained, or an operator closed it; and open again.
Done close_address(const Context& context, std::string_view actor, std::string_view email, std::string_view reason);
Done open_address(const Context& context, std::string_view actor, std::string_view email);
// Newest first; of one person, or of all.
Outcome<std::vector<records::AuditEntry>> list_audit(const Context& context, std::string_view user_id);

}  // namespace housing::accounts
