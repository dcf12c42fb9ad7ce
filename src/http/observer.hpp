// RequestObserver: who watches requests from outside, for traces and metrics. Without one the server still takes the
// caller's trace, so that log lines have it.
//
// The handler runs with the request's trace as the thread's (base::current_trace()), on the work pool too.
// Thread-safety: called on every I/O thread at once. It must not block: it is in the way of every request.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/trace_context.hpp"
#include "http/method.hpp"

namespace housing::http {

struct BeganRequest {
  Method method = Method::kGet;
  std::string_view path;
  std::optional<base::TraceContext> caller;  // what its headers say
};

struct FinishedRequest {
  Method method = Method::kGet;
  std::string_view path;
  int status = 0;
  std::uint64_t bytes = 0;           // of the answer, with its head
  std::chrono::nanoseconds began{};  // Clock::monotonic(): its last byte was read
  std::chrono::nanoseconds ended{};  // the answer was handed over
  std::string_view request_id;
  std::string_view remote_address;
  const base::TraceContext& trace;   // what begin() gave
  const base::TraceContext& caller;  // not valid() where nobody said
};

class RequestObserver {
 public:
  virtual ~RequestObserver() = default;
  // The context that the request is handled in.
  virtual base::TraceContext begin(const BeganRequest& request) = 0;
  // Of every request that had a begin(), but those whose client has gone.
  virtual void end(const FinishedRequest& request) = 0;
};

}  // namespace housing::http
