// SigningCase: one case of AWS's signing test suite: a request and who signs it when, to be signed in both forms.
// In a folder: request.txt (the request as it is sent, unsigned) and context.json:
//   {"credentials":{"access_key_id","secret_access_key","token"},"region","service","timestamp":"2015-08-30T12:36:00Z",
//    "expiration_in_seconds":3600,"normalize":true,"sign_body":false,"omit_session_token":false}
//
// Thread-safety: functions. Errors: kInvalidInput naming file and member. Limits: kMaxSigningCaseBytes a file.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "aws/signature.hpp"
#include "base/json.hpp"
#include "base/result.hpp"

namespace housing::aws {

inline constexpr std::size_t kMaxSigningCaseBytes = 16 * 1024 * 1024;

struct SigningCase {
  Credentials credentials;
  std::string region;
  std::string service;
  base::WallTime time;
  std::chrono::seconds lifetime{};
  SigningRules rules;
  bool sign_body = false;           // name the body's digest in a header, as S3 always has it
  bool omit_session_token = false;  // add the token when all is signed

  std::string method;
  std::string path;  // as it stands in the request
  Query query;
  client::Headers headers;
  std::string body;
};

base::Result<SigningCase> read_signing_case(const std::filesystem::path& folder);
base::Result<SigningCase> parse_signing_case(std::string_view request, const base::Json& context);

struct SignedCase {
  Signature by_headers;
  std::string authorization;
  Signature by_query;
  std::string presigned;  // "/path?…&X-Amz-Signature=…"
};
SignedCase sign_case(Signer& signer, const SigningCase& signing_case);

}  // namespace housing::aws
