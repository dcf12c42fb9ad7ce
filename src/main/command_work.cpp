#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <thread>

#include "jobs/schedule.hpp"
#include "jobs/worker.hpp"
#include "main/commands.hpp"
#include "main/importing.hpp"
#include "main/services.hpp"
#include "main/telemetry_parts.hpp"
#include "places/embedded.hpp"
#include "telemetry/traced_object_store.hpp"

namespace housing::main {
namespace {

constexpr std::chrono::seconds kImportGrace{5};
constexpr std::chrono::milliseconds kGraceStep{20};

int print_list(ports::Queue& queue) {
  std::printf("%-10s %8s %8s %9s %6s %10s\n", "queue", "waiting", "delayed", "in flight", "dead", "oldest");
  for (const jobs::JobKind& kind : jobs::job_kinds()) {
    const auto depth = queue.depth(kind.queue);
    if (!depth) return report_failure(depth.error());
    std::printf("%-10s %8lld %8lld %9lld %6lld %8llds\n", std::string(kind.queue).c_str(),
                static_cast<long long>(depth->waiting), static_cast<long long>(depth->delayed),
                static_cast<long long>(depth->in_flight), static_cast<long long>(depth->dead),
                static_cast<long long>(depth->oldest.count()));
  }
  std::printf("\nby the clock\n");
  for (const jobs::ScheduleEntry& entry : jobs::schedule())
    std::printf("%-10s every %lld minutes: %s\n", std::string(entry.queue).c_str(),
                static_cast<long long>(entry.every.count()), std::string(entry.words).c_str());
  std::printf("%-10s after each publication: alerts, and the SQL projection where there is one\n", "alerts");
  return kExitDone;
}

int drain(jobs::Worker& worker) {
  const auto report = worker.drain();
  if (!report) return report_failure(report.error());
  std::printf("%zu jobs done, %zu failed\n", report->done, report->failed);
  return report->failed == 0 ? kExitDone : kExitFailed;
}

// SIGTERM and SIGINT end the loops after the jobs at hand; an import that takes longer is cut off, and done again by
// whoever works next.
void run_until_stopped(jobs::Worker& worker, jobs::Worker& importer, base::Log& log, const sigset_t& signals) {
  std::atomic<bool> imports_over = false;
  std::thread loop([&worker] { worker.run(); });
  std::thread imports([&] {
    importer.run();
    imports_over = true;
  });
  int signal = 0;
  sigwait(&signals, &signal);
  log.info("stopping", {{"signal", signal}});
  worker.stop();
  importer.stop();
  loop.join();
  const auto give_up = std::chrono::steady_clock::now() + kImportGrace;
  while (!imports_over.load() && std::chrono::steady_clock::now() < give_up) std::this_thread::sleep_for(kGraceStep);
  if (!imports_over.load()) {
    log.warn("an import is cut off; it is done again by whoever works next");
    ::_exit(kExitDone);
  }
  imports.join();
}

}  // namespace

int run_work(const Environment& environment, const WorkOptions& options) {
  const base::SystemClock clock;
  base::Log log(clock, STDERR_FILENO, base::LogLevel::kInfo);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  if (!options.once) pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  Outside outside(environment, options.data_dir, clock);
  const auto observed = TelemetryParts::open(telemetry_settings(environment, "work-service"), clock, log);
  if (!observed) return report_failure(observed.error());
  const telemetry::Telemetry telemetry = (*observed)->telemetry();
  const auto services = Services::open(outside, std::string(kLocalUrl), log, &telemetry);
  if (!services) return report_failure(services.error());
  if (options.list) return print_list((*services)->queue());
  auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  telemetry::TracedObjectStore objects(**store, telemetry);
  app::WorldHolder worlds(objects, places::embedded_gazetteer());
  jobs::JobContext context{.accounts = (*services)->accounts(),
                           .worlds = worlds,
                           .objects = objects,
                           .queue = (*services)->queue(),
                           .mailer = (*services)->mailer(),
                           .projection = (*services)->projection(),
                           .exportable = (*services)->exportable(),
                           .mails_suppressed = &telemetry.metrics.counter(telemetry::Metric::kMailsSuppressed)};
  const auto events = outside.open_events();
  if (!events) return report_failure(events.error());
  context.import = import_by_job(outside, objects, events->get(), telemetry.metrics);
  const jobs::JobWatch watch(telemetry, clock);
  if (options.once) {
    jobs::Worker all(context, &watch);
    return drain(all);
  }
  jobs::JobContext own_context = context;  // what a worker notes of its job at hand is its own
  jobs::Worker worker(context, &watch, jobs::WorkPart::kAllButImports);
  jobs::Worker importer(own_context, &watch, jobs::WorkPart::kImportsAlone);
  (*observed)->start_writing();
  log.info("working", {{"data", options.data_dir}});
  run_until_stopped(worker, importer, log, signals);
  log.info("stopped");
  return kExitDone;
}

}  // namespace housing::main
