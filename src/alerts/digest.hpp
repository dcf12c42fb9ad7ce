// Digest: one mail with what alerts found since the last one, on a person's own morning: each day, each Monday, or on
// the first of the month, at kDigestHour by their clock. Nothing found, no mail.
#pragma once

#include <string>

#include "accounts/context.hpp"
#include "records/users.hpp"

namespace housing::alerts {

inline constexpr int kDigestHour = 7;

// The digest that is due for that person now, by its day ("2025-03-31"); empty when none is. Daylight saving time
// moves it with their clock; a day whose morning was missed is made up for until it ends.
std::string digest_due(const records::User& user, base::WallTime now);

// Writes what is due of everybody's. Gives how many mails. Run twice, it writes once.
base::Result<std::size_t> write_digests(const accounts::Context& context);

}  // namespace housing::alerts
