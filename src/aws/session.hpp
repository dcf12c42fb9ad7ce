// Session: what every AWS adapter calls through: a request is signed (Signature Version 4), sent, retried with jitter
// within its deadline, its clock set right when the service says ours is wrong, its credentials fetched anew when they
// are refused.
//
// It knows no operation of any service. Thread-safety: any thread. Ownership: built once in main; adapters keep
// references. Errors: kUnavailable when throttling, 5xx, cut connections or refused credentials outlast the retries or
// the deadline (with the service's own words), kLimitExceeded (deadline before the first answer), kInvalidInput
// (no region, no credentials). Any other answer is given as it is, whatever its status: see failure_of().
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aws/credentials.hpp"
#include "aws/signature.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "client/client.hpp"

namespace housing::aws {

inline constexpr int kMaxAttempts = 6;
inline constexpr std::chrono::milliseconds kFirstPause{50};  // doubled at each attempt, a random part of it is taken
inline constexpr std::chrono::milliseconds kLongestPause{5'000};
inline constexpr std::chrono::minutes kMaxSkew{4};  // above, the clock is set by the service's Date
inline constexpr std::chrono::hours kMaxPresignedLifetime{7 * 24};

struct Call {
  std::string service;        // as signed: "s3", "sqs", "ses", "secretsmanager", "ssm", "events"
  std::string endpoint = {};  // host's first part where it is not the service's name: "email" of SES v2
  std::string method = "POST";
  std::string path = "/";   // plain, escaped by the session; S3: "/bucket/key" (path style) or "/key"
  std::string bucket = {};  // S3 alone: becomes part of the host, or of the path with an own endpoint
  std::vector<std::pair<std::string, std::string>> query = {};  // plain, in any order
  client::Headers headers = {};
  std::string_view body = {};
  client::BodySink sink = {};                  // a retried answer begins anew: see restart
  std::function<base::Status()> restart = {};  // called before a retry when the sink may have had bytes already
  std::size_t max_answer_bytes = client::kMaxAnswerBytes;
  bool patient = false;  // a long poll
  bool retry = true;     // false: sent again only when the service refused to look at it (clock, credentials)
};

struct Failure {
  int status = 0;
  std::string code;     // "NoSuchKey", "AccessDeniedException": without namespace
  std::string message;  // the service's words
  std::string request_id;
};

struct SessionOptions {
  std::string region;        // AWS_REGION, AWS_DEFAULT_REGION, or the profile's
  std::string endpoint_url;  // AWS_ENDPOINT_URL: everything goes there, S3 in path style; empty: AWS itself
  // AWS_ENDPOINT_URL_S3 … by service; wins over endpoint_url.
  std::vector<std::pair<std::string, std::string>> endpoint_urls = {};
};
// Errors: kInvalidInput naming the variable.
base::Result<SessionOptions> session_options(const Variables& variables);

// How a session waits between attempts; tests have their own.
struct Pauses {
  std::function<void(std::chrono::nanoseconds)> sleep;
  std::function<double()> uniform;  // in [0, 1)

  static Pauses real();
};

class Session {
 public:
  // All must outlive it.
  Session(SessionOptions options, CredentialsProvider& credentials, client::Client& client, const base::Clock& clock,
          Pauses pauses = Pauses::real());

  base::Result<client::Answer> call(const Call& call, std::chrono::nanoseconds deadline);
  // POST of a JSON document to the services that name their operation in X-Amz-Target ("AmazonSQS.SendMessage");
  // `json_version`: "1.0" or "1.1". An answer other than 2xx becomes the Failure; an empty one is the null document.
  base::Result<std::expected<base::Json, Failure>> call_json(std::string_view service, std::string_view target,
                                                             std::string_view json_version, std::string_view body,
                                                             std::chrono::nanoseconds deadline, bool patient = false);
  // A URL that whoever has it may GET until it ends (S3), or the credentials do. Errors: credentials'; kInvalidInput
  // for a lifetime above kMaxPresignedLifetime.
  base::Result<std::string> presign(const Call& call, std::chrono::seconds lifetime, std::chrono::nanoseconds deadline);

  const std::string& region() const { return options_.region; }
  const base::Clock& clock() const { return clock_; }

 private:
  class Exchange;  // one call on its way

  SigningScope scope_of(std::string_view service) const;

  SessionOptions options_;
  CredentialsProvider& credentials_;
  client::Client& client_;
  const base::Clock& clock_;
  Pauses pauses_;
  Signer signer_;
  std::atomic<std::int64_t> skew_ms_{0};  // service's time less ours
};

// What the answer says went wrong, from XML, JSON or headers; nullopt for 2xx and 3xx.
std::optional<Failure> failure_of(const client::Answer& answer);
// A failure as an error of ours: 404s kNotFound, 409/412 kConflict, 403 and 401 kInvalidInput … `where`: "s3 get KEY".
base::Error error_of(const Failure& failure, std::string_view where);

}  // namespace housing::aws
