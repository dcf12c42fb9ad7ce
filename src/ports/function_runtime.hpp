// FunctionRuntime: whoever hands invocations to `housing lambda` one at a time: AWS Lambda's Runtime API.
// Thread-safety: one thread. Errors: kUnavailable (the runtime does not answer), kInvalidInput (it answers nonsense).
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace housing::ports {

inline constexpr std::size_t kMaxEventBodyBytes = 6 * 1024 * 1024;

struct Invocation {
  std::string request_id;
  std::string trace;  // as X-Ray writes it: "Root=1-…;Parent=…;Sampled=1"; may be empty
  base::WallTime deadline{};
  std::string event;  // JSON
};

// What a failed invocation or start says of itself.
struct FunctionError {
  std::string type;  // "Housing.Unavailable"
  std::string message;
};

class FunctionRuntime {
 public:
  virtual ~FunctionRuntime() = default;
  // Waits as long as it takes.
  virtual base::Result<Invocation> next() = 0;
  virtual base::Status respond(std::string_view request_id, std::string_view body) = 0;
  virtual base::Status fail(std::string_view request_id, const FunctionError& error) = 0;
  virtual base::Status fail_start(const FunctionError& error) = 0;
};

}  // namespace housing::ports
