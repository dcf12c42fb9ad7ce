#include "adapters/lambda_runtime/lambda_runtime.hpp"

#include <algorithm>

#include "base/json_writer.hpp"
#include "base/text.hpp"

namespace housing::lambda_runtime {
namespace {

using base::ErrorCode;

// Longer than a process of a function lives; the API's silence means that there is no work.
constexpr std::chrono::days kPatience{20};
constexpr int kAccepted = 202;
constexpr int kOk = 200;
constexpr std::size_t kMaxRequestId = 256;

// The part of a path that is not ours to choose: letters, digits and '-' go on, anything else is no request id.
bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxRequestId && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

base::Error refusal(const client::Answer& answer, std::string_view what) {
  constexpr int kServerError = 500;
  return {answer.status >= kServerError ? ErrorCode::kUnavailable : ErrorCode::kInvalidInput,
          "the Lambda runtime answers " + std::string(what) + " with " + std::to_string(answer.status) + ": " +
              answer.body.substr(0, kMaxErrorBytes)};
}

}  // namespace

LambdaRuntime::LambdaRuntime(client::Client& client, std::string_view address)
    : client_(client), base_("http://" + std::string(address) + "/2018-06-01/runtime") {}

base::Result<ports::Invocation> LambdaRuntime::next() {
  HT_TRY(client::Answer answer, client_.send({.method = "GET",
                                              .url = base_ + "/invocation/next",
                                              .headers = {},
                                              .body = {},
                                              .time_left = kPatience,
                                              .max_answer_bytes = ports::kMaxEventBodyBytes,
                                              .sink = {},
                                              .patient = true}));
  if (answer.status != kOk) return std::unexpected(refusal(answer, "the question for an invocation"));
  const auto id = answer.header("lambda-runtime-aws-request-id");
  if (!id || !is_request_id(*id))
    return base::fail(ErrorCode::kInvalidInput, "the Lambda runtime gives an invocation without a request id");
  const auto deadline = base::parse_integer(answer.header("lambda-runtime-deadline-ms").value_or(""));
  if (!deadline || *deadline <= 0)
    return base::fail(ErrorCode::kInvalidInput, "the Lambda runtime gives an invocation without a deadline");
  return ports::Invocation{.request_id = std::string(*id),
                           .trace = std::string(answer.header("lambda-runtime-trace-id").value_or("")),
                           .deadline = base::WallTime(std::chrono::milliseconds(*deadline)),
                           .event = std::move(answer.body)};
}

base::Status LambdaRuntime::post(std::string_view path, std::string_view body, client::Headers headers) {
  headers.emplace_back("Content-Type", "application/json");
  HT_TRY(const client::Answer answer, client_.send({.method = "POST",
                                                    .url = base_ + std::string(path),
                                                    .headers = std::move(headers),
                                                    .body = body,
                                                    .time_left = kAnswerTime,
                                                    .max_answer_bytes = client::kMaxAnswerBytes,
                                                    .sink = {},
                                                    .patient = false}));
  if (answer.status != kAccepted) return std::unexpected(refusal(answer, "our answer"));
  return {};
}

base::Status LambdaRuntime::respond(std::string_view request_id, std::string_view body) {
  return post("/invocation/" + std::string(request_id) + "/response", body, {});
}

base::Status LambdaRuntime::post_error(std::string_view path, const ports::FunctionError& error) {
  std::string body;
  base::JsonWriter(body)
      .begin_object()
      .member("errorMessage", std::string_view(error.message).substr(0, kMaxErrorBytes))
      .member("errorType", std::string_view(error.type))
      .key("stackTrace")
      .begin_array()
      .end_array()
      .end_object();
  return post(path, body, {{"Lambda-Runtime-Function-Error-Type", error.type}});
}

base::Status LambdaRuntime::fail(std::string_view request_id, const ports::FunctionError& error) {
  return post_error("/invocation/" + std::string(request_id) + "/error", error);
}

base::Status LambdaRuntime::fail_start(const ports::FunctionError& error) { return post_error("/init/error", error); }

}  // namespace housing::lambda_runtime
