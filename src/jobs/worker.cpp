#include "jobs/worker.hpp"

#include <algorithm>
#include <thread>

#include "jobs/schedule.hpp"

namespace housing::jobs {
namespace {

constexpr std::string_view kImportQueue = "import";

std::chrono::seconds delay_after(int attempts) {
  const auto doubled = kFirstDelay * (1LL << std::clamp(attempts - 1, 0, 10));
  return std::min<std::chrono::seconds>(doubled, ports::kMaxDelay);
}

}  // namespace

base::Status Worker::handle(const JobKind& kind, const ports::Message& message, WorkReport& report) {
  const auto body = base::Json::parse(message.body);
  if (!body) {
    ++report.failed;
    return context_.queue.bury(kind.queue, message.receipt, "its body is not JSON: " + body.error().message);
  }
  const Job job{.queue = std::string(kind.queue), .key = message.key, .body = *body, .attempts = message.attempts};
  context_.keep = [this, &kind, receipt = message.receipt] {
    return context_.queue.extend(kind.queue, receipt, kind.visibility);
  };
  const auto caller = base::TraceContext::from_traceparent(message.trace);
  const auto verdict = run_watched(watch_, kind.queue, caller, message.attempts, [&] {
    auto handled = kind.handler(job, context_);
    if (!handled)
      context_.accounts.log.warn("a job failed", {{"queue", kind.queue},
                                                  {"key", message.key},
                                                  {"attempt", message.attempts},
                                                  {"reason", handled.error().message}});
    return handled;
  });
  if (verdict && *verdict == JobVerdict::kDone) {
    ++report.done;
    return context_.queue.done(kind.queue, message.receipt);
  }
  ++report.failed;
  if (verdict) return context_.queue.bury(kind.queue, message.receipt, "it can never succeed");
  return context_.queue.release(kind.queue, message.receipt, delay_after(message.attempts), verdict.error().message);
}

base::Result<std::size_t> Worker::handle_some(const JobKind& kind, WorkReport& report) {
  // One at a time: the next ones' visibility does not run while this one is at work, and a worker that is killed costs
  // one message an attempt.
  HT_TRY(const auto messages, context_.queue.receive(kind.queue, 1, kind.visibility, std::chrono::seconds(0)));
  for (const ports::Message& message : messages) {
    const base::Status handled = handle(kind, message, report);
    // Somebody else has it by now: their delivery counts.
    if (!handled && handled.error().code != base::ErrorCode::kNotFound) return std::unexpected(handled.error());
  }
  return messages.size();
}

base::Result<WorkReport> Worker::drain() {
  WorkReport report;
  while (!stopping_.load()) {
    std::size_t found = 0;
    if (part_ != WorkPart::kImportsAlone) {
      HT_TRY(found, post_due(context_));
      HT_TRY(const std::size_t relayed, relay_outbox(context_));
      found += relayed;
    }
    for (const JobKind& kind : job_kinds()) {
      if (part_ != WorkPart::kAll && (kind.queue == kImportQueue) != (part_ == WorkPart::kImportsAlone)) continue;
      HT_TRY(const std::size_t some, handle_some(kind, report));
      found += some;
    }
    if (found == 0) break;
  }
  return report;
}

void Worker::run() {
  while (!stopping_.load()) {
    const auto report = drain();
    if (!report) context_.accounts.log.error("work cannot go on; trying again", {{"reason", report.error().message}});
    if (!stopping_.load()) std::this_thread::sleep_for(kIdleStep);
  }
}

}  // namespace housing::jobs
