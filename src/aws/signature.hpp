// Signature Version 4: proves to AWS who sends a request, and that nobody changed it on its way. In its three stages:
// the canonical request, the string to sign (which holds the canonical request's digest), the signature.
// Source: "Signature Version 4 signing process", AWS IAM User Guide.
//
// Neither sends anything nor chooses which headers there are: the Session does. Thread-safety: any thread.
// Errors: none. Units: UTC; lifetimes in seconds. Limits: kMaxSigningKeys keys are remembered.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "aws/credentials.hpp"
#include "aws/escape.hpp"
#include "base/clock.hpp"
#include "client/client.hpp"

namespace housing::aws {

inline constexpr std::size_t kMaxSigningKeys = 32;
inline constexpr std::string_view kUnsignedPayload = "UNSIGNED-PAYLOAD";  // presigned requests of S3

struct SigningRules {
  bool normalise_path = true;
  bool escape_path = true;  // once more than it already is

  static constexpr SigningRules of(std::string_view service) {
    return service == "s3" ? SigningRules{false, false} : SigningRules{true, true};
  }
};

struct SigningScope {
  std::string_view region;
  std::string_view service;
  base::WallTime time;
};

// A request as it will be sent, Host among its headers.
struct Signable {
  std::string_view method;
  std::string_view path;  // as sent: escaped already
  Query query;            // plain; sent as canonical_query() writes it
  client::Headers headers;
  std::string payload_hash;  // of the body, or kUnsignedPayload
};

struct Signature {
  std::string canonical_request;
  std::string string_to_sign;
  std::string signature;       // 64 hexadecimal digits
  std::string signed_headers;  // "host;x-amz-date"
};

class Signer {
 public:
  // Adds X-Amz-Date, X-Amz-Security-Token where there is a token, and Authorization to the headers.
  Signature sign_headers(Signable& request, const SigningScope& scope, SigningRules rules,
                         const Credentials& credentials);
  // Adds X-Amz-Algorithm … X-Amz-Signature to the query. Every header will have to be sent with the request.
  Signature sign_query(Signable& request, const SigningScope& scope, SigningRules rules, const Credentials& credentials,
                       std::chrono::seconds lifetime);

 private:
  struct Key {
    std::string secret;
    std::string scope;  // "20150830/us-east-1/s3/aws4_request"
    std::string bytes;
  };

  Signature sign(const Signable& request, std::string canonical_query, std::string_view amz_date,
                 const SigningScope& scope, SigningRules rules, const Credentials& credentials);
  std::string key_for(const std::string& secret, std::string_view date, const SigningScope& scope,
                      const std::string& scope_text);

  std::mutex mutex_;
  std::vector<Key> keys_;  // the one used first at the beginning
};

// "20150830T123600Z"
std::string amz_date(base::WallTime time);
// "20150830/us-east-1/s3/aws4_request"
std::string scope_text(const SigningScope& scope);

}  // namespace housing::aws
