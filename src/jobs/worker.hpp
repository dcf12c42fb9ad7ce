// Worker: the loop of `housing work`: what is due is posted, the outbox handed over, each queue's messages handled.
// A handler's error gives the message back with a growing delay; at the last attempt, or when it can never succeed, the
// message is put aside with the reason. Thread-safety: one thread runs it; stop() from any, also a signal's.
#pragma once

#include <atomic>

#include "jobs/job.hpp"
#include "jobs/job_watch.hpp"

namespace housing::jobs {

inline constexpr std::chrono::seconds kFirstDelay{15};  // doubled at each attempt, up to ports::kMaxDelay
inline constexpr std::chrono::milliseconds kIdleStep{500};

// What of the kinds of jobs a worker does. An import takes its time, and a mail must not wait for it.
enum class WorkPart { kAll, kAllButImports, kImportsAlone };

struct WorkReport {
  std::size_t done = 0;
  std::size_t failed = 0;  // to be tried again, or put aside
};

class Worker {
 public:
  // `watch`: who takes note of jobs; nullptr: nobody.
  explicit Worker(JobContext& context, const JobWatch* watch = nullptr, WorkPart part = WorkPart::kAll)
      : context_(context), watch_(watch), part_(part) {}

  // Until nothing is due (which the worker of imports alone leaves to the others) and no queue has a message to give.
  // Errors: the database's or the queue's.
  base::Result<WorkReport> drain();
  // Until stop(); errors are logged, and tried again after a pause.
  void run();
  void stop() { stopping_.store(true); }

 private:
  base::Result<std::size_t> handle_some(const JobKind& kind, WorkReport& report);
  base::Status handle(const JobKind& kind, const ports::Message& message, WorkReport& report);

  JobContext& context_;
  const JobWatch* watch_;
  const WorkPart part_;
  std::atomic<bool> stopping_{false};
};

}  // namespace housing::jobs
