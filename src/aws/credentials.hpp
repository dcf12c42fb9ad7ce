// Credentials of AWS and where they come from: environment, shared files with profiles, web identity, container (ECS),
// instance metadata (IMDSv2), asked in that order; the first that has any is kept to.
//
// Those that end are refreshed before they do (kRefreshBefore); while a refresh fails, those at hand serve until they
// end. Never log them. Thread-safety: any thread; one refresh at a time, the others go on with what is at hand.
// Errors: kInvalidInput (a profile or file that is wrong, no source has any: says where was looked), kUnavailable.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::client {
class Client;
}

namespace housing::aws {

inline constexpr std::chrono::minutes kRefreshBefore{5};

struct Credentials {
  std::string access_key;
  std::string secret_key;
  std::string session_token;  // empty: none
  std::optional<base::WallTime> ends;
};

class CredentialsProvider {
 public:
  virtual ~CredentialsProvider() = default;
  // `deadline` by Clock::monotonic().
  virtual base::Result<Credentials> get(std::chrono::nanoseconds deadline) = 0;
  // The service says they ended or are unknown: the next get() asks the source anew.
  virtual void refused() {}
};

// The AWS_* variables and HOME, as main read them.
using Variables = std::map<std::string, std::string, std::less<>>;

// The chain. `client` and `clock` must outlive it. Nothing is asked before the first get().
std::unique_ptr<CredentialsProvider> default_credentials(Variables variables, client::Client& client,
                                                         const base::Clock& clock);
// Always the same, for tests and tools.
std::unique_ptr<CredentialsProvider> fixed_credentials(Credentials credentials);

}  // namespace housing::aws
