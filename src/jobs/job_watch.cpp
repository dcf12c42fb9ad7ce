#include "jobs/job_watch.hpp"

namespace housing::jobs {

base::Result<JobVerdict> JobWatch::run(std::string_view job, const std::optional<base::TraceContext>& caller,
                                       int attempts, const Work& work) const {
  using telemetry::Metric;
  telemetry::Span span = telemetry_.tracer.root("process " + std::string(job), telemetry::SpanKind::kConsumer, caller);
  span.set("messaging.operation.name", "process");
  span.set("messaging.operation.type", "process");
  span.set("messaging.destination.name", job);
  span.set("job.attempt", std::int64_t{attempts});
  const auto began = clock_.monotonic();
  auto verdict = work();
  const bool done = verdict && *verdict == JobVerdict::kDone;
  telemetry_.metrics.record(Metric::kJobDuration, job, clock_.monotonic() - began);
  // Both are written, so that a rate of failures has something to be a part of.
  telemetry_.metrics.count(Metric::kJobsDone, job, done ? 1 : 0);
  telemetry_.metrics.count(Metric::kJobsFailed, job, done ? 0 : 1);
  // Its message may name a person; the log has it, for fewer eyes.
  if (!done) span.fail(verdict ? "never" : base::to_string(verdict.error().code), "");
  return verdict;
}

base::Result<JobVerdict> run_watched(const JobWatch* watch, std::string_view job,
                                     const std::optional<base::TraceContext>& caller, int attempts,
                                     const JobWatch::Work& work) {
  if (watch != nullptr) return watch->run(job, caller, attempts, work);
  const base::TraceScope scope(caller.value_or(base::current_trace()));
  return work();
}

}  // namespace housing::jobs
