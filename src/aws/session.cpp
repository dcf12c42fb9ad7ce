#include "aws/session.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include "aws/endpoint.hpp"
#include "aws/times.hpp"
#include "aws/verdict.hpp"
#include "base/sha256.hpp"
#include "base/trace_context.hpp"

namespace housing::aws {
namespace {

using base::Error;
using base::ErrorCode;
using std::chrono::nanoseconds;

std::string url_of(const Target& target, const Query& query) {
  std::string url = target.origin + target.path;
  if (!query.empty()) url.append("?").append(canonical_query(query));
  return url;
}

}  // namespace

Pauses Pauses::real() {
  return {.sleep = [](nanoseconds time) { std::this_thread::sleep_for(time); },
          .uniform =
              [] {
                thread_local std::minstd_rand generator{std::random_device{}()};
                return std::uniform_real_distribution<double>(0, 1)(generator);
              }};
}

// One call on its way: what was tried already, and why it is tried again.
class Session::Exchange {
 public:
  Exchange(Session& session, const Call& call, nanoseconds deadline)
      : session_(session),
        call_(call),
        deadline_(deadline),
        target_(target_of(session.options_, call)),
        payload_hash_(base::sha256_hex(call.body)) {}

  base::Result<client::Answer> run() {
    while (true) {
      const auto credentials = session_.credentials_.get(deadline_);
      if (!credentials) return std::unexpected(credentials.error().at(call_.service));
      if (time_left() <= nanoseconds(0)) return out_of_time();
      HT_CHECK_OK(restart_sink());
      auto answer = session_.client_.send(request_with(*credentials));
      if (!answer) {
        if (sink_failed_ || answer.error().code != ErrorCode::kUnavailable) return at_end(answer.error());
        trouble_ = answer.error();
        HT_CHECK_OK(pause(std::nullopt));
        continue;
      }
      const auto failure = failure_of(*answer);
      if (!failure) return answer;
      HT_TRY(const bool again, goes_on(*answer, *failure, !credentials->session_token.empty()));
      if (!again) return answer;
    }
  }

 private:
  nanoseconds time_left() const { return deadline_ - session_.clock_.monotonic(); }

  std::unexpected<Error> out_of_time() const {
    if (trouble_) return std::unexpected(Error{ErrorCode::kUnavailable, trouble_->message}.at(call_.service));
    return base::fail(ErrorCode::kLimitExceeded, call_.service + ": the deadline came before an answer");
  }
  // An error that no further attempt would heal.
  std::unexpected<Error> at_end(const Error& error) const {
    if (trouble_ && error.code == ErrorCode::kLimitExceeded && time_left() <= nanoseconds(0)) return out_of_time();
    return std::unexpected(sink_failed_ ? error : error.at(call_.service));
  }

  base::Status restart_sink() {
    if (!sink_used_) return {};
    sink_used_ = false;
    if (call_.restart) return call_.restart();
    return std::unexpected(trouble_->at(call_.service + ": broken off, and what came cannot be taken back"));
  }

  client::Request request_with(const Credentials& credentials) {
    Signable signable{.method = call_.method,
                      .path = target_.path,
                      .query = call_.query,
                      .headers = call_.headers,
                      .payload_hash = payload_hash_};
    signable.headers.emplace_back("Host", target_.host);
    if (call_.service == "s3") signable.headers.emplace_back("X-Amz-Content-Sha256", payload_hash_);
    session_.signer_.sign_headers(signable, session_.scope_of(call_.service), SigningRules::of(call_.service),
                                  credentials);
    if (const base::TraceContext& trace = base::current_trace(); trace.valid())
      signable.headers.emplace_back("X-Amzn-Trace-Id", trace.xray());
    client::Request request{.method = call_.method,
                            .url = url_of(target_, call_.query),
                            .headers = std::move(signable.headers),
                            .body = call_.body,
                            .time_left = time_left(),
                            .max_answer_bytes = call_.max_answer_bytes,
                            .sink = {},
                            .patient = call_.patient};
    if (call_.sink) request.sink = [this](std::span<const char> chunk) { return feed_sink(chunk); };
    return request;
  }

  base::Status feed_sink(std::span<const char> chunk) {
    sink_used_ = true;
    const base::Status taken = call_.sink(chunk);
    sink_failed_ = !taken;
    return taken;
  }

  // Whether to send it again, after the pause that is due. False: the answer is final.
  base::Result<bool> goes_on(const client::Answer& answer, const Failure& failure, bool has_token) {
    switch (verdict_on(answer, failure, call_.method == "HEAD", has_token)) {
      case Verdict::kFinal: return false;
      case Verdict::kClock: return set_clock(answer);
      case Verdict::kCredentials:
        trouble_ = error_of(failure, "its credentials are refused");
        if (refused_once_) return std::unexpected(Error{ErrorCode::kUnavailable, trouble_->message}.at(call_.service));
        refused_once_ = true;
        session_.credentials_.refused();
        return true;
      case Verdict::kLater:
        trouble_ = error_of(failure, session_.options_.region);
        HT_CHECK_OK(pause(asked_pause(answer, session_.clock_.now())));
        return true;
    }
    return false;
  }

  // True when it was the clock.
  bool set_clock(const client::Answer& answer) {
    const auto date = answer.header("date");
    const auto theirs = date ? parse_http_date(*date) : std::nullopt;
    if (!theirs || clock_set_) return false;
    const auto skew = *theirs - session_.clock_.now();
    const auto signed_with = std::chrono::milliseconds(session_.skew_ms_.load());
    if (std::chrono::abs(skew - signed_with) <= kMaxSkew) return false;
    session_.skew_ms_.store(skew.count());
    clock_set_ = true;
    return true;
  }

  // Waits before the next attempt, or tells why there is none.
  base::Status pause(std::optional<nanoseconds> asked) {
    ++failures_;
    const nanoseconds time = pause_after(failures_, session_.pauses_.uniform(), asked);
    if (!call_.retry || failures_ >= kMaxAttempts || time >= time_left()) {
      std::string tried = failures_ > 1 ? ": tried " + std::to_string(failures_) + " times" : "";
      if (call_.retry && failures_ < kMaxAttempts) tried += " until the deadline";
      return std::unexpected(Error{ErrorCode::kUnavailable, trouble_->message}.at(call_.service + tried));
    }
    session_.pauses_.sleep(time);
    return {};
  }

  Session& session_;
  const Call& call_;
  nanoseconds deadline_;
  Target target_;
  std::string payload_hash_;
  int failures_ = 0;
  bool sink_used_ = false;
  bool sink_failed_ = false;
  bool clock_set_ = false;
  bool refused_once_ = false;
  std::optional<Error> trouble_;  // of the last attempt
};

Session::Session(SessionOptions options, CredentialsProvider& credentials, client::Client& client,
                 const base::Clock& clock, Pauses pauses)
    : options_(std::move(options)),
      credentials_(credentials),
      client_(client),
      clock_(clock),
      pauses_(std::move(pauses)) {}

SigningScope Session::scope_of(std::string_view service) const {
  return {
      .region = options_.region, .service = service, .time = clock_.now() + std::chrono::milliseconds(skew_ms_.load())};
}

base::Result<client::Answer> Session::call(const Call& call, nanoseconds deadline) {
  return Exchange(*this, call, deadline).run();
}

base::Result<std::expected<base::Json, Failure>> Session::call_json(std::string_view service, std::string_view target,
                                                                    std::string_view json_version,
                                                                    std::string_view body, nanoseconds deadline,
                                                                    bool patient) {
  const Call asked{.service = std::string(service),
                   .headers = {{"Content-Type", "application/x-amz-json-" + std::string(json_version)},
                               {"X-Amz-Target", std::string(target)}},
                   .body = body,
                   .patient = patient};
  HT_TRY(const client::Answer answer, call(asked, deadline));
  using Outcome = std::expected<base::Json, Failure>;
  if (auto failure = failure_of(answer)) return Outcome(std::unexpected(std::move(*failure)));
  if (answer.body.empty()) return Outcome(base::Json());
  auto json = base::Json::parse(answer.body);
  if (!json)
    return base::fail(ErrorCode::kUnavailable, asked.service + ": the answer to " + std::string(target) +
                                                   " is not JSON: " + json.error().message);
  return Outcome(std::move(*json));
}

base::Result<std::string> Session::presign(const Call& call, std::chrono::seconds lifetime, nanoseconds deadline) {
  if (lifetime < std::chrono::seconds(1) || lifetime > kMaxPresignedLifetime)
    return base::fail(ErrorCode::kInvalidInput, "a presigned URL lives 1 second to 7 days (kMaxPresignedLifetime)");
  const auto credentials = credentials_.get(deadline);
  if (!credentials) return std::unexpected(credentials.error().at(call.service));
  const Target target = target_of(options_, call);
  Signable signable{.method = call.method,
                    .path = target.path,
                    .query = call.query,
                    .headers = call.headers,
                    .payload_hash = call.service == "s3" ? std::string(kUnsignedPayload) : base::sha256_hex(call.body)};
  signable.headers.emplace_back("Host", target.host);
  signer_.sign_query(signable, scope_of(call.service), SigningRules::of(call.service), *credentials, lifetime);
  return url_of(target, signable.query);
}

}  // namespace housing::aws
