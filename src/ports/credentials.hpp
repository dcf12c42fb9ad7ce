// Credentials: a user and a password for a service, and where they come from when they may change while we run.
//
// A source is asked before a sign-in, and again with `refresh` after the service refused what it gave, so that one that
// remembers fetches anew. Never log them. Thread-safety: sources are called from any thread, without a lock held, and
// answer at once or within their caller's time.
#pragma once

#include <functional>
#include <string>

#include "base/result.hpp"

namespace housing::ports {

struct Credentials {
  std::string user;  // may be empty where a service knows only a password
  std::string password;
};

using CredentialsSource = std::function<base::Result<Credentials>(bool refresh)>;

}  // namespace housing::ports
