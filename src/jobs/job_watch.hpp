// JobWatch: what is noted of every job: its span, caused by whoever sent it; how it ended; how long it took.
// Thread-safety: any thread. Ownership: what Telemetry refers to, and the clock, must outlive it.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "base/trace_context.hpp"
#include "jobs/job.hpp"
#include "telemetry/dependency_watch.hpp"

namespace housing::jobs {

class JobWatch {
 public:
  JobWatch(const telemetry::Telemetry& telemetry, const base::Clock& clock) : telemetry_(telemetry), clock_(clock) {}

  using Work = std::function<base::Result<JobVerdict>()>;
  // Gives what `work` gives. `job` is the queue's or the function's name; `caller`: the trace that the message carries.
  base::Result<JobVerdict> run(std::string_view job, const std::optional<base::TraceContext>& caller, int attempts,
                               const Work& work) const;

 private:
  const telemetry::Telemetry telemetry_;
  const base::Clock& clock_;
};

// The same, where somebody watches; `watch` may be nullptr.
base::Result<JobVerdict> run_watched(const JobWatch* watch, std::string_view job,
                                     const std::optional<base::TraceContext>& caller, int attempts,
                                     const JobWatch::Work& work);

}  // namespace housing::jobs
