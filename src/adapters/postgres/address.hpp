// Address: where a PostgreSQL is and how to trust it, read from a URL. User and password are kept apart from the rest,
// so that nothing prints them by accident.
// Thread-safety: values.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "ports/credentials.hpp"

namespace housing::postgres {

using Credentials = ports::Credentials;
// Asked for each new connection, so that a rotated password is picked up.
using CredentialSource = ports::CredentialsSource;

struct Address {
  std::map<std::string, std::string> parameters;  // libpq's, without user and password
  Credentials in_url;                             // what the URL had; may be empty

  // "host:port/database", for messages.
  std::string label() const;
};

// "postgresql://host:port/database?sslmode=verify-full&sslrootcert=/path". Without sslmode it is verify-full, except on
// this machine (a loopback address or a socket's folder as ?host=/path), where it is prefer.
// Errors: kInvalidInput; the message never holds the URL, because a password may be in it.
base::Result<Address> parse_url(std::string_view url);

// `text` without `secret`, for what libraries and servers say.
std::string scrubbed(std::string text, std::string_view secret);

}  // namespace housing::postgres
