// FunctionLoop: the loop of `housing lambda NAME`: the next invocation is asked for, read, handled record by record,
// answered. What the function stands on is opened beside the first wait, so that the runtime is asked at once; where
// that failed it is tried again with the next invocation.
//
// No invocation's error ends the loop. A record that failed comes again by its queue, five times, then lies in the dead
// letters; an invocation without queue fails as a whole and is repeated by whoever made it. Only when memory ran out is
// the process given up, after the invocation was answered for: what is left of it is not to be trusted.
// Thread-safety: one thread runs it; stop() from any.
#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "base/log.hpp"
#include "jobs/arrival.hpp"
#include "jobs/job.hpp"
#include "jobs/job_watch.hpp"
#include "ports/function_runtime.hpp"

namespace housing::jobs {

inline constexpr std::chrono::milliseconds kAnswerTime{500};  // of an invocation, kept for its answer
inline constexpr int kMaxRuntimeFailures = 5;                 // in a row, until the runtime is taken for gone
inline constexpr std::chrono::milliseconds kRuntimePause{50};

// One record; to be done by `deadline` (Clock::monotonic()). An error: another try later.
using RecordHandler =
    std::function<base::Result<JobVerdict>(const Arrived& arrived, std::chrono::nanoseconds deadline)>;
// Opens what the handler stands on; called on a thread of its own, and again after an error.
using FunctionOpener = std::function<base::Result<RecordHandler>()>;

struct FunctionOptions {
  std::string name;
  std::chrono::nanoseconds least_time{};  // with less left, a batch's further records are given back
  const JobWatch* watch = nullptr;
  std::function<void()> after_each = {};  // the process may be frozen after this: whatever waits goes out now
};

class FunctionLoop {
 public:
  // All must outlive it.
  FunctionLoop(ports::FunctionRuntime& runtime, FunctionOptions options, FunctionOpener open, const base::Clock& clock,
               base::Log& log);
  ~FunctionLoop();
  FunctionLoop(const FunctionLoop&) = delete;
  FunctionLoop& operator=(const FunctionLoop&) = delete;

  // Until stop(), or the runtime is gone or memory is: then with that error.
  base::Status run();
  // Gives whether nothing is being handled, so that the process may end at once; else run() returns after the answer.
  bool stop();

 private:
  struct Opening;
  struct Outcome {
    std::string answer;
    std::optional<ports::FunctionError> error;  // instead of an answer
  };

  void open_beside();
  base::Status wait_until_open(std::chrono::nanoseconds deadline);
  bool take_turn();
  bool end_turn();
  base::Status turn(const ports::Invocation& invocation);
  Outcome handle(const ports::Invocation& invocation);
  Outcome handle_all(const Arrival& arrival, const ports::Invocation& invocation, std::chrono::nanoseconds deadline);
  base::Result<JobVerdict> call(const Arrived& arrived, std::chrono::nanoseconds deadline);
  base::Status handle_one(const Arrived& arrived, std::chrono::nanoseconds deadline);
  void answer(const ports::Invocation& invocation, const Outcome& outcome);
  void tell_failed(std::string_view id, std::string_view key, int attempts, std::string_view reason);

  ports::FunctionRuntime& runtime_;
  FunctionOptions options_;
  FunctionOpener open_;
  const base::Clock& clock_;
  base::Log& log_;
  std::unique_ptr<Opening> opening_;  // while it is under way
  RecordHandler handler_;             // once it is done
  bool out_of_memory_ = false;
  std::mutex mutex_;
  bool stopping_ = false;
  bool handling_ = false;
};

}  // namespace housing::jobs
