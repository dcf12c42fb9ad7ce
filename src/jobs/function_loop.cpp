#include "jobs/function_loop.hpp"

#include <algorithm>
#include <future>
#include <new>
#include <thread>

namespace housing::jobs {
namespace {

using base::ErrorCode;

// "Housing.Unavailable": the runtime groups errors by it.
std::string error_type(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidInput: return "Housing.InvalidInput";
    case ErrorCode::kNotFound: return "Housing.NotFound";
    case ErrorCode::kConflict: return "Housing.Conflict";
    case ErrorCode::kUnavailable: return "Housing.Unavailable";
    case ErrorCode::kLimitExceeded: return "Housing.LimitExceeded";
    case ErrorCode::kCorrupt: return "Housing.Corrupt";
    case ErrorCode::kIo: return "Housing.Io";
  }
  return "Housing.Unknown";
}

ports::FunctionError as_function_error(const base::Error& error) { return {error_type(error.code), error.message}; }

}  // namespace

// The thread that opens, and where it puts what it opened. It ends before its process does.
struct FunctionLoop::Opening {
  std::future<base::Result<RecordHandler>> result;
};

FunctionLoop::FunctionLoop(ports::FunctionRuntime& runtime, FunctionOptions options, FunctionOpener open,
                           const base::Clock& clock, base::Log& log)
    : runtime_(runtime), options_(std::move(options)), open_(std::move(open)), clock_(clock), log_(log) {}

FunctionLoop::~FunctionLoop() = default;

void FunctionLoop::open_beside() {
  if (handler_ || opening_) return;
  opening_ = std::make_unique<Opening>();
  opening_->result = std::async(std::launch::async, [this]() -> base::Result<RecordHandler> {
    try {
      return open_();
    } catch (const std::bad_alloc&) {
      throw;  // to whoever waits for it
    } catch (const std::exception& error) {
      return base::fail(ErrorCode::kUnavailable, std::string("what it stands on cannot be opened: ") + error.what());
    }
  });
}

base::Status FunctionLoop::wait_until_open(std::chrono::nanoseconds deadline) {
  if (handler_) return {};
  open_beside();
  const auto left = std::max(deadline - clock_.monotonic(), std::chrono::nanoseconds(0));
  if (opening_->result.wait_for(left) != std::future_status::ready)
    return base::fail(ErrorCode::kUnavailable, "what it stands on was not open before the time was over");
  auto opened = opening_->result.get();
  opening_.reset();
  if (!opened) return std::unexpected(std::move(opened.error()));
  handler_ = std::move(*opened);
  return {};
}

bool FunctionLoop::take_turn() {
  const std::scoped_lock lock(mutex_);
  handling_ = !stopping_;
  return handling_;
}

bool FunctionLoop::end_turn() {
  const std::scoped_lock lock(mutex_);
  handling_ = false;
  return !stopping_;
}

bool FunctionLoop::stop() {
  const std::scoped_lock lock(mutex_);
  stopping_ = true;
  return !handling_;
}

base::Status FunctionLoop::run() {
  open_beside();
  int failures = 0;
  while (true) {
    const auto invocation = runtime_.next();
    if (!take_turn()) return {};
    if (invocation) {
      failures = 0;
      HT_CHECK_OK(turn(*invocation));
    } else {
      log_.error("the runtime does not give the next invocation", {{"reason", invocation.error().message}});
      if (++failures == kMaxRuntimeFailures) return std::unexpected(invocation.error());
      std::this_thread::sleep_for(kRuntimePause * failures);
    }
    if (!end_turn()) return {};
  }
}

base::Status FunctionLoop::turn(const ports::Invocation& invocation) {
  Outcome outcome;
  {
    const auto caused_by = base::TraceContext::from_xray(invocation.trace);
    const base::TraceScope scope(caused_by.value_or(base::TraceContext{}));
    outcome = handle(invocation);
    if (options_.after_each) options_.after_each();
  }
  answer(invocation, outcome);
  if (out_of_memory_) return base::fail(ErrorCode::kLimitExceeded, "memory ran out; a new process goes on");
  return {};
}

FunctionLoop::Outcome FunctionLoop::handle(const ports::Invocation& invocation) {
  const auto deadline = clock_.monotonic() + (invocation.deadline - clock_.now()) - kAnswerTime;
  try {
    const auto arrival = read_arrival(invocation.event);
    if (!arrival) return {.answer = {}, .error = as_function_error(arrival.error())};
    if (const auto open = wait_until_open(deadline); !open)
      return {.answer = {}, .error = as_function_error(open.error().at("not ready"))};
    return handle_all(*arrival, invocation, deadline);
  } catch (const std::bad_alloc&) {
    out_of_memory_ = true;
    return {.answer = {}, .error = ports::FunctionError{"Housing.OutOfMemory", "memory ran out"}};
  }
}

FunctionLoop::Outcome FunctionLoop::handle_all(const Arrival& arrival, const ports::Invocation& invocation,
                                               std::chrono::nanoseconds deadline) {
  std::vector<std::string> failed;
  std::optional<base::Error> last;
  for (const Poison& poison : arrival.poison) {
    tell_failed(poison.id, "", poison.attempts, poison.reason);
    failed.push_back(poison.id);
  }
  bool first = true;
  for (const Arrived& arrived : arrival.records) {
    if (!first && deadline - clock_.monotonic() < options_.least_time) {
      tell_failed(arrived.id, arrived.key, arrived.attempts, "not begun: too little time was left");
      failed.push_back(arrived.id);
      continue;
    }
    first = false;
    const auto done = handle_one(arrived, deadline);
    if (done) continue;
    const std::string_view id = arrival.is_batch ? std::string_view(arrived.id) : invocation.request_id;
    tell_failed(id, arrived.key, arrived.attempts, done.error().message);
    failed.push_back(arrived.id);
    last = done.error();
  }
  if (arrival.is_batch) return {.answer = batch_answer(failed), .error = std::nullopt};
  if (last) return {.answer = {}, .error = as_function_error(*last)};
  return {.answer = "{}", .error = std::nullopt};
}

base::Result<JobVerdict> FunctionLoop::call(const Arrived& arrived, std::chrono::nanoseconds deadline) {
  try {
    return handler_(arrived, deadline);
  } catch (const std::bad_alloc&) {
    throw;  // of the whole process, not of this record
  } catch (const std::exception& error) {
    return base::fail(ErrorCode::kUnavailable, std::string("a defect of the program: ") + error.what());
  }
}

base::Status FunctionLoop::handle_one(const Arrived& arrived, std::chrono::nanoseconds deadline) {
  const base::TraceContext caller = arrived.trace.valid() ? arrived.trace : base::current_trace();
  const auto verdict = run_watched(options_.watch, options_.name, caller.valid() ? std::optional(caller) : std::nullopt,
                                   arrived.attempts, [&] { return call(arrived, deadline); });
  if (!verdict) return std::unexpected(verdict.error());
  if (*verdict == JobVerdict::kDone) {
    const base::TraceScope scope(caller);
    log_.info("a job is done", {{"function", options_.name}, {"key", arrived.key}, {"attempt", arrived.attempts}});
    return {};
  }
  return base::fail(ErrorCode::kInvalidInput, "it can never succeed: no job of this function");
}

void FunctionLoop::answer(const ports::Invocation& invocation, const Outcome& outcome) {
  if (outcome.error)
    log_.error("the invocation failed", {{"function", options_.name},
                                         {"request", invocation.request_id},
                                         {"type", outcome.error->type},
                                         {"reason", outcome.error->message}});
  const base::Status told = outcome.error ? runtime_.fail(invocation.request_id, *outcome.error)
                                          : runtime_.respond(invocation.request_id, outcome.answer);
  if (!told)
    log_.error("the runtime did not take the answer",
               {{"request", invocation.request_id}, {"reason", told.error().message}});
}

void FunctionLoop::tell_failed(std::string_view id, std::string_view key, int attempts, std::string_view reason) {
  const bool last = attempts >= ports::kMaxReceives;
  log_.write(last ? base::LogLevel::kError : base::LogLevel::kWarn, "a job failed",
             {{"function", options_.name},
              {"message", id},
              {"key", key},
              {"attempt", attempts},
              {"given_up", last},
              {"reason", reason}});
}

}  // namespace housing::jobs
