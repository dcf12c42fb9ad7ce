// Which addresses may be fetched: https of any host; http only of this machine itself (tests, a mirror on a laptop);
// never with a user name or password inside, because addresses are shown with the numbers that came from them.
// Thread-safety: functions.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::curl {

// Errors: kInvalidInput saying why not.
base::Status check_address(const std::string& url);

// Whether the host is this machine by its own name: localhost, 127.0.0.0/8, [::1].
bool is_loopback(const std::string& url);

// The address that a server at `url` redirects to by `location`. Errors: kInvalidInput when it is none or may not be
// fetched; an address of another machine may not lead to one of this machine.
base::Result<std::string> redirect_target(const std::string& url, const std::string& location);

}  // namespace housing::curl
