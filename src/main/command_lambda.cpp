// `housing lambda NAME`: the functions, what each is given, and the process around their loop. Nothing is opened that a
// function does not use: its role could not read it, and its start would wait for it.
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

#include "adapters/backups/aws_backups.hpp"
#include "adapters/lambda_runtime/lambda_runtime.hpp"
#include "base/assert.hpp"
#include "base/text.hpp"
#include "jobs/backup_job.hpp"
#include "jobs/data_jobs.hpp"
#include "jobs/function_loop.hpp"
#include "jobs/people_functions.hpp"
#include "main/commands.hpp"
#include "main/importing.hpp"
#include "main/services.hpp"
#include "main/telemetry_parts.hpp"
#include "places/embedded.hpp"
#include "telemetry/traced_object_store.hpp"

namespace housing::main {
namespace {

using base::Result;
using jobs::Arrived;
using jobs::JobVerdict;
using jobs::RecordHandler;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using Setting = std::optional<std::string> Environment::*;

constexpr seconds kFlushTime{2};  // for what is noted of an invocation to go out

// What every function is opened with.
struct Surroundings {
  Outside& outside;
  telemetry::Telemetry telemetry;
  base::Log& log;
};

struct Function {
  std::string_view name;
  std::string_view words;
  seconds least_time;  // with less left, a batch's further messages are given back
  std::vector<std::pair<std::string_view, Setting>> needs;
  Result<RecordHandler> (*open)(const Surroundings& around);
};

Result<RecordHandler> open_import(const Surroundings& around) {
  HT_TRY(const std::shared_ptr<ports::ObjectStore> store, around.outside.open_objects());
  HT_TRY(const std::shared_ptr<ports::Events> events, around.outside.open_events());
  // Where it is noted how far an admin's import is. Imports by a schedule do without.
  std::shared_ptr<ports::Database> database;
  if (!around.outside.environment().database_url.value_or("").empty()) {
    HT_TRY(database, around.outside.open_database());
  }
  const auto import = [store, around](const std::string& source, nanoseconds deadline,
                                      const jobs::OnImportStep& step) -> Result<app::ImportSummary> {
    const std::string base = around.outside.environment().publishers_url.value_or("");
    Bringing bringing;
    bringing.leave_pending = true;
    bringing.deadline = deadline;
    bringing.show = false;
    bringing.step = step;
    HT_CHECK_OK(choose(bringing, base, source, around.outside.clock()));
    HT_TRY(auto summary, bring_in(around.outside, *store, bringing));
    count_rows(around.telemetry.metrics, summary);
    return summary;
  };
  return [import, events, database, around](const Arrived& arrived, nanoseconds deadline) {
    return jobs::import_data(arrived, deadline,
                             {.import = import,
                              .events = *events,
                              .clock = around.outside.clock(),
                              .log = around.log,
                              .database = database.get()});
  };
}

Result<RecordHandler> open_publish(const Surroundings& around) {
  HT_TRY(const std::shared_ptr<ports::ObjectStore> store, around.outside.open_objects());
  HT_TRY(const std::shared_ptr<ports::Events> events, around.outside.open_events());
  return [store, events, around](const Arrived& arrived, nanoseconds deadline) {
    return jobs::publish_data(
        arrived, deadline, {.objects = *store, .events = *events, .clock = around.outside.clock(), .log = around.log});
  };
}

// What the functions for people stand on. A function without HOUSING_OBJECTS_URL has an empty folder of its own there,
// and a handler that never looks into it.
struct PeopleParts {
  std::unique_ptr<Services> services;
  std::unique_ptr<ports::ObjectStore> store;
  std::optional<telemetry::TracedObjectStore> objects;
  std::optional<app::WorldHolder> worlds;
  std::optional<jobs::JobContext> context;
};

template <jobs::PeopleFunction function>
Result<RecordHandler> open_for_people(const Surroundings& around) {
  const auto parts = std::make_shared<PeopleParts>();
  HT_TRY(parts->services, Services::open(around.outside, std::string(kLocalUrl), around.log, &around.telemetry));
  HT_TRY(parts->store, around.outside.open_objects());
  parts->objects.emplace(*parts->store, around.telemetry);
  parts->worlds.emplace(*parts->objects, places::embedded_gazetteer());
  parts->context.emplace(jobs::JobContext{.accounts = parts->services->accounts(),
                                          .worlds = *parts->worlds,
                                          .objects = *parts->objects,
                                          .queue = parts->services->queue(),
                                          .mailer = parts->services->mailer(),
                                          .projection = parts->services->projection(),
                                          .exportable = parts->services->exportable()});
  return [parts](const Arrived& arrived, nanoseconds deadline) { return function(arrived, deadline, *parts->context); };
}

Result<RecordHandler> open_backup_check(const Surroundings& around) {
  HT_TRY(auto options, backups::aws_backups_options(around.outside.environment().backups_url.value_or("")));
  HT_TRY(aws::Session * here, around.outside.aws());
  aws::Session* there = nullptr;
  if (!options.vault.empty()) {
    HT_TRY(there, around.outside.aws(options.copies_region));
  }
  const auto found = std::make_shared<backups::AwsBackups>(std::move(options), *here, there);
  HT_TRY(const std::shared_ptr<ports::ObjectStore> store, around.outside.open_objects());
  return [found, store, around](const Arrived& arrived, nanoseconds deadline) {
    return jobs::check_backups(arrived, deadline,
                               {.backups = *found,
                                .objects = *store,
                                .clock = around.outside.clock(),
                                .log = around.log,
                                .report = [&](std::string_view kind, seconds age) {
                                  around.telemetry.metrics.set(telemetry::Metric::kBackupAge, kind,
                                                               static_cast<double>(age.count()));
                                }});
  };
}

const std::vector<Function>& functions() {
  static const std::pair<std::string_view, Setting> database{"HOUSING_DATABASE_URL", &Environment::database_url};
  static const std::pair<std::string_view, Setting> objects{"HOUSING_OBJECTS_URL", &Environment::objects_url};
  static const std::pair<std::string_view, Setting> queue{"HOUSING_QUEUE_URL", &Environment::queue_url};
  static const std::pair<std::string_view, Setting> events{"HOUSING_EVENTS_URL", &Environment::events_url};
  static const std::pair<std::string_view, Setting> mail{"HOUSING_MAIL_URL", &Environment::mail_url};
  static const std::pair<std::string_view, Setting> sender{"HOUSING_MAIL_FROM", &Environment::mail_from};
  static const std::pair<std::string_view, Setting> key{"HOUSING_SIGNING_KEY", &Environment::signing_key};
  static const std::pair<std::string_view, Setting> address{"HOUSING_PUBLIC_URL", &Environment::public_url};
  static const std::pair<std::string_view, Setting> backups{"HOUSING_BACKUPS_URL", &Environment::backups_url};
  static const std::vector<Function> all = {
      {"import",
       "download and import what is due of a source, leave it pending",
       seconds(120),
       {objects, events},
       open_import},
      {"publish", "make what is pending part of the present", seconds(60), {objects, events}, open_publish},
      {"alerts",
       "after a publication: alerts, their mails, the SQL projection",
       seconds(60),
       {database, objects, queue, key, address},
       open_for_people<jobs::alerts_function>},
      {"mail",
       "send a mail; take in what the carrier says became of one",
       seconds(15),
       {database, mail, sender},
       open_for_people<jobs::mail_function>},
      {"export",
       "write an export and tell of it",
       seconds(60),
       {database, objects, queue, key, address},
       open_for_people<jobs::export_function>},
      {"digest",
       "by the clock: digests, and rows to forget",
       seconds(60),
       {database, queue, key, address},
       open_for_people<jobs::digest_function>},
      {"backup-check",
       "by the clock: how old the backups are; keep the parameters",
       seconds(60),
       {objects, backups},
       open_backup_check},
  };
  return all;
}

base::Status check_settings(const Function& function, const Environment& environment) {
  std::vector<std::string> missing;
  for (const auto& [name, setting] : function.needs)
    if (!(environment.*setting) || (environment.*setting)->empty()) missing.emplace_back(name);
  if (missing.empty()) return {};
  return base::fail(base::ErrorCode::kInvalidInput, "the function " + std::string(function.name) +
                                                        " needs what is not set: " + base::join(missing, ", "));
}

// Ends the process when it is told to: at once between invocations, after the answer else.
class SignalWatch {
 public:
  // For this thread and those it begins: the watch alone takes these signals.
  static sigset_t block() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
  }

  SignalWatch(const sigset_t& signals, jobs::FunctionLoop& loop, base::Log& log)
      : signals_(signals), thread_([this, &loop, &log] { wait(loop, log); }) {}
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch() {
    over_ = true;
    pthread_kill(thread_.native_handle(), SIGTERM);
    thread_.join();
  }

 private:
  void wait(jobs::FunctionLoop& loop, base::Log& log) const {
    int signal = 0;
    sigwait(&signals_, &signal);
    if (over_.load()) return;
    log.info("stopping", {{"signal", signal}});
    if (loop.stop()) ::_exit(kExitDone);
  }

  const sigset_t signals_;
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> lambda_functions() {
  std::vector<std::pair<std::string, std::string>> list;
  for (const Function& function : functions()) list.emplace_back(function.name, function.words);
  return list;
}

int run_lambda(const Environment& environment, const LambdaOptions& options) {
  const auto function = std::ranges::find(functions(), options.name, &Function::name);
  HT_ASSERT(function != functions().end());  // the command line knows the names
  const auto address = environment.aws.find("AWS_LAMBDA_RUNTIME_API");
  if (address == environment.aws.end() || address->second.empty()) {
    std::fprintf(stderr, "housing: lambda: AWS_LAMBDA_RUNTIME_API is not set; AWS Lambda or a stand-in starts this\n");
    return kExitUsage;
  }
  const sigset_t signals = SignalWatch::block();
  const std::string name(function->name);
  const base::SystemClock clock;
  base::Log log(clock, STDERR_FILENO, base::LogLevel::kInfo);
  client::Client client({});
  lambda_runtime::LambdaRuntime runtime(client, address->second);
  const auto refuse_to_start = [&](const base::Error& error) {
    if (const auto told = runtime.fail_start({.type = "Housing.Settings", .message = error.message}); !told)
      log.error("the runtime does not take the error", {{"reason", told.error().message}});
    return report_failure(error);
  };
  if (const auto ready = check_settings(*function, environment); !ready) return refuse_to_start(ready.error());
  const auto observed = TelemetryParts::open(telemetry_settings(environment, "jobs-" + name), clock, log);
  if (!observed) return refuse_to_start(observed.error());
  const telemetry::Telemetry telemetry = (*observed)->telemetry();
  const jobs::JobWatch watch(telemetry, clock);
  Outside outside(environment, options.data_dir, clock);
  jobs::FunctionLoop loop(
      runtime,
      {.name = name,
       .least_time = function->least_time,
       .watch = &watch,
       .after_each = [&] { (*observed)->flush(kFlushTime); }},
      [&] { return function->open({.outside = outside, .telemetry = telemetry, .log = log}); }, clock, log);
  const SignalWatch ending(signals, loop, log);
  if (const auto ended = loop.run(); !ended) return report_failure(ended.error());
  return kExitDone;
}

}  // namespace housing::main
