#include "http/refusals.hpp"

#include "http/problem.hpp"

namespace housing::http {
namespace {

PreparedPtr prepare(int status, std::string_view type, std::string_view detail, std::vector<Header> headers) {
  Response response = to_response({.status = status,
                                   .type = type,
                                   .title = {},
                                   .detail = detail,
                                   .instance = {},
                                   .parameter = {},
                                   .suggestions = {}});
  response.headers = std::move(headers);
  return PreparedResponse::make(response);
}

constexpr std::string_view kConnectionRetrySeconds = "5";

std::string seconds(std::chrono::milliseconds time) { return std::to_string((time.count() + 999) / 1000) + " s"; }

}  // namespace

Refusals::Refusals(const ServerConfig& config) {
  const Limits& limits = config.limits;
  const auto set = [&](Refusal why, int status, std::string_view type, const std::string& detail,
                       std::vector<Header> headers = {}) {
    answers_[static_cast<std::size_t>(why)] = prepare(status, type, detail, std::move(headers));
  };
  set(Refusal::kMalformed, 400, "malformed-request", "The request is not well-formed HTTP/1.1.");
  set(Refusal::kHost, 400, "bad-host", "Exactly one Host header with a valid value is required.");
  set(Refusal::kFraming, 400, "ambiguous-length",
      "The length of the body must be told once: one Content-Length or one Transfer-Encoding.");
  set(Refusal::kTimeout, 408, "request-timeout",
      "The request did not arrive in time: its head must within " + seconds(config.timeouts.head) +
          ", its body within " + seconds(config.timeouts.body) + ".");
  set(Refusal::kBodyTooLarge, 413, "body-too-large",
      "The body may have at most " + std::to_string(limits.max_body_bytes) + " bytes.");
  set(Refusal::kTargetTooLong, 414, "target-too-long",
      "The address may have at most " + std::to_string(limits.max_target_bytes) + " bytes.");
  set(Refusal::kExpectation, 417, "unknown-expectation", "Only \"Expect: 100-continue\" can be met.");
  set(Refusal::kHeadTooLarge, 431, "head-too-large",
      "The request line and headers may have at most " + std::to_string(limits.max_head_bytes) + " bytes and " +
          std::to_string(limits.max_headers) + " headers.");
  set(Refusal::kUnknownMethod, 501, "unknown-method", "The method is not one this server knows.");
  set(Refusal::kUnknownCoding, 501, "unknown-transfer-coding", "Only \"Transfer-Encoding: chunked\" is understood.");
  set(Refusal::kTooManyConnections, 503, "too-many-connections",
      "The server holds all the connections it can. Try again.",
      {{"Retry-After", std::string(kConnectionRetrySeconds)}});
  set(Refusal::kVersion, 505, "unknown-version", "Only HTTP/1.0 and HTTP/1.1 are spoken here.");
}

}  // namespace housing::http
