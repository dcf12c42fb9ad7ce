// CredentialsSource: one place that credentials may come from. The chain asks them in order.
// Thread-safety: one call at a time. Errors: kInvalidInput (it is set up wrongly), kUnavailable (it does not answer
// now); no message holds a secret.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aws/credentials.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::client {
struct Answer;
struct Request;
}  // namespace housing::client

namespace housing::aws {

class CredentialsSource {
 public:
  virtual ~CredentialsSource() = default;
  // nullopt: it has none, and is not meant to.
  virtual base::Result<std::optional<Credentials>> fetch(std::chrono::nanoseconds deadline) = 0;
  // Where it looks, for whoever finds none.
  virtual std::string place() const = 0;
};

// What sources work with.
struct SourceContext {
  const Variables& variables;
  client::Client& client;
  const base::Clock& clock;
};

std::unique_ptr<CredentialsSource> environment_source(const SourceContext& context);
std::unique_ptr<CredentialsSource> profile_source(const SourceContext& context);
std::unique_ptr<CredentialsSource> web_identity_source(const SourceContext& context);
std::unique_ptr<CredentialsSource> container_source(const SourceContext& context);
std::unique_ptr<CredentialsSource> instance_source(const SourceContext& context);

// The role's credentials, by STS. `session_name` may be empty.
struct Role {
  std::string arn;
  std::string session_name;
  std::string external_id;
};
base::Result<Credentials> assume_role(const SourceContext& context, const Role& role, const Credentials& by,
                                      std::chrono::nanoseconds deadline);
base::Result<Credentials> assume_role_with_token(const SourceContext& context, const Role& role,
                                                 const std::string& token_file, std::chrono::nanoseconds deadline);

// {"AccessKeyId","SecretAccessKey","Token","Expiration"} of a metadata service's answer. `who`: for messages.
base::Result<Credentials> credentials_of_json(const client::Answer& answer, const std::string& who);

// What the metadata services are sent by: twice when nobody answers, or 5xx.
inline constexpr std::chrono::seconds kMetadataTimeout{1};
base::Result<client::Answer> ask_metadata(const SourceContext& context, client::Request request,
                                          std::chrono::nanoseconds deadline);

}  // namespace housing::aws
