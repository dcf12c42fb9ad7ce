#include "aws/verdict.hpp"

#include <algorithm>
#include <array>

#include "aws/times.hpp"
#include "base/text.hpp"

namespace housing::aws {
namespace {

constexpr auto kThrottling = std::to_array<std::string_view>(
    {"BandwidthLimitExceeded", "EC2ThrottledException", "LimitExceededException", "PriorRequestNotComplete",
     "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled", "RequestThrottledException",
     "SlowDown", "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException",
     "TransactionInProgressException"});
// Besides every 500, 502, 503 and 504.
constexpr auto kTransient = std::to_array<std::string_view>(
    {"InternalError", "InternalFailure", "RequestTimeout", "RequestTimeoutException", "ServiceUnavailable"});
constexpr auto kClock =
    std::to_array<std::string_view>({"AuthFailure", "InvalidSignatureException", "RequestExpired", "RequestInTheFuture",
                                     "RequestTimeTooSkewed", "SignatureDoesNotMatch"});
constexpr auto kCredentials = std::to_array<std::string_view>(
    {"ExpiredToken", "ExpiredTokenException", "InvalidAccessKeyId", "InvalidClientTokenId", "InvalidToken",
     "TokenRefreshRequired", "UnrecognizedClientException"});

template <std::size_t kSize>
bool among(const std::array<std::string_view, kSize>& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

}  // namespace

bool is_throttling(const Failure& failure) { return failure.status == 429 || among(kThrottling, failure.code); }

bool is_refused_credentials(const Failure& failure) { return among(kCredentials, failure.code); }

Verdict verdict_on(const client::Answer& answer, const Failure& failure, bool is_head, bool has_token) {
  // An answer to HEAD has no body to say why.
  const bool silent = is_head && failure.code.empty();
  if (is_refused_credentials(failure) || (silent && answer.status == 400 && has_token)) return Verdict::kCredentials;
  if (among(kClock, failure.code) || (silent && answer.status == 403)) return Verdict::kClock;
  const bool trouble = answer.status == 408 || answer.status == 500 || answer.status == 502 || answer.status == 503 ||
                       answer.status == 504;
  if (trouble || is_throttling(failure) || among(kTransient, failure.code)) return Verdict::kLater;
  return Verdict::kFinal;
}

std::optional<std::chrono::nanoseconds> asked_pause(const client::Answer& answer, base::WallTime now) {
  const auto text = answer.header("retry-after");
  if (!text) return std::nullopt;
  constexpr std::int64_t kMaxSeconds = 86'400;
  if (const auto seconds = base::parse_integer(*text); seconds && *seconds >= 0)
    return std::chrono::seconds(std::min(*seconds, kMaxSeconds));
  if (const auto until = parse_http_date(*text)) return std::max(*until - now, std::chrono::milliseconds(0));
  return std::nullopt;
}

std::chrono::nanoseconds pause_after(int failures, double uniform, std::optional<std::chrono::nanoseconds> asked) {
  constexpr int kMaxDoublings = 20;
  const std::chrono::nanoseconds most =
      std::min<std::chrono::nanoseconds>(kFirstPause * (1 << std::min(failures - 1, kMaxDoublings)), kLongestPause);
  const std::chrono::nanoseconds jittered(static_cast<std::int64_t>(static_cast<double>(most.count()) * uniform));
  return std::max(jittered, asked.value_or(std::chrono::nanoseconds(0)));
}

}  // namespace housing::aws
