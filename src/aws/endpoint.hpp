// Where a call goes: AWS's own hosts by region and service, or an endpoint that the settings name (a stand-in, a VPC
// endpoint). Buckets of S3 are hosts of their own at AWS and path segments elsewhere.
// Thread-safety: functions. Errors: none.
#pragma once

#include <string>
#include <string_view>

#include "aws/session.hpp"

namespace housing::aws {

struct Target {
  std::string origin;  // "https://sqs.us-east-1.amazonaws.com"
  std::string host;    // as the Host header has it, with the port if `origin` names one
  std::string path;    // escaped
};

Target target_of(const SessionOptions& options, const Call& call);

// "SECRETS_MANAGER" of secretsmanager: how AWS_ENDPOINT_URL_… spells a service.
std::string endpoint_variable(std::string_view service);

}  // namespace housing::aws
