// LambdaRuntime: AWS Lambda's Runtime API (version 2018-06-01), which a function's process polls over plain HTTP at the
// address that AWS_LAMBDA_RUNTIME_API names.
//
// It asks for one invocation at a time and waits for it without limit: between invocations the process may be frozen.
// Reference: docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
// Thread-safety: one thread. Errors: as ports::FunctionRuntime; an answer the API refuses (too large, too late) is
// kInvalidInput with its words. Limits: ports::kMaxEventBodyBytes, kMaxErrorBytes.
#pragma once

#include <string>

#include "base/clock.hpp"
#include "client/client.hpp"
#include "ports/function_runtime.hpp"

namespace housing::lambda_runtime {

inline constexpr std::chrono::seconds kAnswerTime{10};   // for the API to take an answer
inline constexpr std::size_t kMaxErrorBytes = 8 * 1024;  // of an error's message; the rest is cut off

class LambdaRuntime final : public ports::FunctionRuntime {
 public:
  // `address`: "127.0.0.1:9001". `client` must outlive it.
  LambdaRuntime(client::Client& client, std::string_view address);

  base::Result<ports::Invocation> next() override;
  base::Status respond(std::string_view request_id, std::string_view body) override;
  base::Status fail(std::string_view request_id, const ports::FunctionError& error) override;
  base::Status fail_start(const ports::FunctionError& error) override;

 private:
  base::Status post(std::string_view path, std::string_view body, client::Headers headers);
  base::Status post_error(std::string_view path, const ports::FunctionError& error);

  client::Client& client_;
  std::string base_;  // "http://127.0.0.1:9001/2018-06-01/runtime"
};

}  // namespace housing::lambda_runtime
