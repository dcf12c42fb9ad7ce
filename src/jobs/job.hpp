// Job: one piece of work handed on by a queue, and the handlers that do it. A handler is one function; whether a loop
// of ours calls it or a Lambda runtime makes no difference to it.
//
// Delivery is at least once. A handler that is killed halfway or gets a message twice must end in the same state: each
// says by what (a row's state, a key) that holds.
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/context.hpp"
#include "app/world.hpp"
#include "base/json.hpp"
#include "jobs/import_source.hpp"
#include "ports/mailer.hpp"
#include "ports/object_store.hpp"
#include "ports/projection.hpp"
#include "ports/queue.hpp"
#include "telemetry/metrics.hpp"

namespace housing::jobs {

// Where exports lie in the object store.
inline constexpr std::string_view kExportsFolder = "exports/";
inline std::string export_key(std::string_view id) { return std::string(kExportsFolder).append(id).append(".csv"); }

struct Job {
  std::string queue;
  std::string key;
  base::Json body;
  int attempts = 1;
};

enum class JobVerdict {
  kDone,
  kNever,  // it can never succeed: put aside at once
};

// Everything handlers stand on; built in main. Thread-safety: the handlers run one at a time in a process.
struct JobContext {
  const accounts::Context& accounts;
  app::WorldHolder& worlds;
  ports::ObjectStore& objects;
  ports::Queue& queue;
  ports::Mailer& mailer;
  ports::Projection* projection = nullptr;  // nullptr: no SQL server to project to
  std::vector<std::string> exportable;
  telemetry::Counter* mails_suppressed = nullptr;  // nullptr: not counted
  ImportSource import = {};                        // empty: this process imports nothing
  // Keeps the message of the job at hand hidden from others, for work that outlasts its visibility; any thread.
  std::function<base::Status()> keep = {};
  // Of the job at hand, by the clock's monotonic(): a function has only so long.
  std::chrono::nanoseconds deadline = std::chrono::nanoseconds::max();

  // `time` from now, or the deadline when that is sooner.
  std::chrono::nanoseconds until(std::chrono::nanoseconds time) const {
    return std::min(accounts.clock.monotonic() + time, deadline);
  }
};

// An error is another try later, up to ports::kMaxReceives; its message is kept with the message.
using JobHandler = base::Result<JobVerdict> (*)(const Job& job, JobContext& context);

struct JobKind {
  std::string_view queue;
  std::chrono::seconds visibility;  // longer than the work may take, unless it keeps its message
  JobHandler handler;
};

// Every kind of job, by its queue.
const std::vector<JobKind>& job_kinds();
std::vector<std::string_view> queue_names();

base::Result<JobVerdict> send_mail(const Job& job, JobContext& context);
base::Result<JobVerdict> evaluate_alerts(const Job& job, JobContext& context);
base::Result<JobVerdict> write_export(const Job& job, JobContext& context);
base::Result<JobVerdict> write_digests(const Job& job, JobContext& context);
base::Result<JobVerdict> project_metrics(const Job& job, JobContext& context);
base::Result<JobVerdict> import_source(const Job& job, JobContext& context);
base::Result<JobVerdict> tidy_up(const Job& job, JobContext& context);
// What tidy_up() forgets in the database; gives the exports whose files are still owed. For whoever may not touch
// files.
base::Result<std::vector<std::string>> tidy_rows(JobContext& context);

}  // namespace housing::jobs
