// Leaving: everything one has here, as one JSON document to take along.
#pragma once

#include <string>

#include "accounts/session.hpp"

namespace housing::accounts {

// {"made":"…","tables":{"alerts":[{…}…]…}}, times in milliseconds since 1970.
Outcome<std::string> everything_of(const Context& context, const Caller& caller);

}  // namespace housing::accounts
