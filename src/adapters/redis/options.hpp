// What an operator says about Redis: the address, how to sign in, whom to trust, how long to wait.
//   redis://host[:6379][/db][?cluster=true]     rediss:// the same over TLS
// Thread-safety: a value. Errors: kInvalidInput.
#pragma once

#include <chrono>
#include <string>

#include "adapters/redis/slots.hpp"
#include "ports/credentials.hpp"

namespace housing::redis {

inline constexpr std::uint16_t kDefaultPort = 6379;
inline constexpr int kMaxDatabase = 15;  // what a server has unless it is told otherwise, and ElastiCache always
inline constexpr std::chrono::milliseconds kConnectTimeout{300};
inline constexpr std::chrono::milliseconds kCommandTimeout{150};

struct RedisOptions {
  std::string url;
  // NOLINTBEGIN(readability-redundant-member-init): g++ warns about designated initialisers without them
  ports::CredentialsSource credentials = {};  // empty: what the address says, or none
  std::string ca_file = {};                   // certificates to trust; empty: the system's
  // NOLINTEND(readability-redundant-member-init)
  std::chrono::milliseconds connect_timeout = kConnectTimeout;  // name, TCP, TLS and sign-in together
  std::chrono::milliseconds command_timeout = kCommandTimeout;  // from the first byte sent to the last one read
};

struct RedisTarget {
  Endpoint endpoint;
  bool tls = false;
  bool cluster = false;
  int database = 0;
  ports::CredentialsSource credentials;  // empty: no sign-in
};

base::Result<RedisTarget> parse_target(const RedisOptions& options);

}  // namespace housing::redis
