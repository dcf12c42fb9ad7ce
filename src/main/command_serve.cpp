#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "api/api.hpp"
#include "api/request_watch.hpp"
#include "api/server_samples.hpp"
#include "base/log.hpp"
#include "http/server.hpp"
#include "jobs/job.hpp"
#include "main/commands.hpp"
#include "main/health_watch.hpp"
#include "main/heap.hpp"
#include "main/importing.hpp"
#include "main/outbox_relay.hpp"
#include "main/services.hpp"
#include "main/telemetry_parts.hpp"
#include "main/web_policy.hpp"
#include "places/embedded.hpp"
#include "telemetry/traced_object_store.hpp"

namespace housing::main {
namespace {

constexpr std::chrono::seconds kRefreshEvery{1};
constexpr std::chrono::seconds kRefreshEveryFar{10};  // where each look is paid for
constexpr std::size_t kWorkThreads = 8;  // for people's routes, which wait for the database or hash a password
// For slow answers over data, a pool of their own, so that analyses in heaps do not keep people from signing in. They
// compute: more threads than processors would only make each of them slower. Some read releases from afar, hence two.
constexpr std::size_t kLeastHeavyThreads = 2;
constexpr std::size_t kMaxWaiting = 256;  // requests in each; more are answered 503

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Looks for new publications until a stop signal comes.
void refresh_until_stopped(app::WorldHolder& worlds, std::chrono::seconds every, base::Log& log,
                           const sigset_t& signals) {
  const timespec wait{.tv_sec = every.count(), .tv_nsec = 0};
  bool published = true;  // before this began
  while (true) {
    const int signal = sigtimedwait(&signals, nullptr, &wait);
    if (signal > 0) {
      log.info("stopping", {{"signal", signal}});
      return;
    }
    // By now nobody reads the publication before any more, nor the answers made of it.
    if (published) give_back_free_memory();
    const auto changed = worlds.refresh();
    published = changed && *changed;
    if (!changed)
      log.error("cannot read the newest publication; the one before stays", {{"reason", changed.error().message}});
    else if (*changed)
      log.info("new publication", {{"version", worlds.get()->version()}});
  }
}

api::ImportOffer import_offer(const Environment& environment, const base::Clock& clock) {
  return {.sources = sources::downloadable_sources(),
          .own_place = !environment.publishers_url.value_or("").empty(),
          .check = [&clock](const std::string& source) -> base::Status {
            HT_TRY([[maybe_unused]] const auto selection, select_sources({source}, true, clock));
            return {};
          }};
}

http::ServerConfig server_config(const ServeOptions& options, http::RequestObserver& observer) {
  http::ServerConfig config;
  config.observer = &observer;
  config.address = options.address;
  config.port = static_cast<std::uint16_t>(options.port);
  config.threads = options.threads;
  config.trusted_hops = options.trusted_hops;
  config.constant_headers = http::default_security_headers();
  config.access_log_descriptor = options.access_log ? STDERR_FILENO : -1;
  return config;
}

}  // namespace

int run_serve(const Environment& environment, const ServeOptions& options) {
  share_arenas();
  const base::SystemClock clock;
  base::Log log(clock, STDERR_FILENO, base::LogLevel::kInfo);
  const sigset_t signals = stop_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // inherited by every thread; taken by refresh_until_stopped()

  Outside outside(environment, options.data_dir, clock);
  auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  const auto observed = TelemetryParts::open(telemetry_settings(environment, "api-service"), clock, log);
  if (!observed) return report_failure(observed.error());
  const telemetry::Telemetry telemetry = (*observed)->telemetry();
  telemetry::TracedObjectStore objects(**store, telemetry);
  app::WorldHolder worlds(objects, places::embedded_gazetteer());
  if (const auto loaded = worlds.refresh(); !loaded) return report_failure(loaded.error());

  const std::string local_url = "http://localhost:" + std::to_string(options.port);
  const auto services = Services::open(outside, local_url, log, &telemetry);
  if (!services) return report_failure(services.error());
  const HealthWatch health(**services, options.data_dir, clock, log);
  const api::PersonServices people{
      .accounts = (*services)->accounts(),
      .worlds = worlds,
      .objects = objects,
      .queue = (*services)->queue(),
      .queues = jobs::queue_names(),
      .exportable = (*services)->exportable(),
      .sign_in_failures = &(*observed)->metrics().counter(telemetry::Metric::kSignInFailures),
      .imports = import_offer(environment, clock)};
  std::optional<OutboxRelay> relay;
  if (outside.queue_is_apart())
    relay.emplace(jobs::JobContext{.accounts = (*services)->accounts(),
                                   .worlds = worlds,
                                   .objects = objects,
                                   .queue = (*services)->queue(),
                                   .mailer = (*services)->mailer(),
                                   .exportable = (*services)->exportable()},
                  log);

  std::unique_ptr<http::StaticSite> site;
  if (!options.web_dir.empty()) {
    auto loaded = http::StaticSite::load({.directory = options.web_dir,
                                          .rewrites = {"/region/"},
                                          .headers = {{"Content-Security-Policy", std::string(kWebPolicy)}}});
    if (!loaded) return report_failure(loaded.error().at("--web"));
    site = std::move(*loaded);
  }

  std::unique_ptr<http::Server> server;
  std::atomic<const http::Server*> running = nullptr;
  const auto stats = [&] {
    const http::Server* now = running.load();
    return now != nullptr ? now->stats() : http::Stats{};
  };
  http::WorkPool work({.threads = kWorkThreads, .max_waiting = kMaxWaiting}, clock);
  const std::size_t heavy_threads = std::max<std::size_t>(kLeastHeavyThreads, std::thread::hardware_concurrency());
  http::WorkPool heavy({.threads = heavy_threads, .max_waiting = kMaxWaiting}, clock);
  api::Api api({.worlds = worlds,
                .site = site.get(),
                .server_stats = stats,
                .program_version = HOUSING_VERSION,
                .people = &people,
                .work = &work,
                .heavy = &heavy,
                .dependencies = [&health] { return health.latest(); },
                .metrics = &(*observed)->metrics(),
                .public_url = people.accounts.settings.public_url});
  api::RequestWatch watch(telemetry);
  auto started = http::Server::start(
      server_config(options, watch),
      [&](const http::Request& request, http::Reply reply) { api.handle(request, std::move(reply)); }, clock, log);
  if (!started) return report_failure(started.error());
  server = std::move(*started);
  running = server.get();
  log.info("listening", {{"port", static_cast<int>(server->port())},
                         {"address", options.address},
                         {"url", "http://" + options.address + ":" + std::to_string(server->port()) + "/"},
                         {"data", options.data_dir},
                         {"synthetic", worlds.get()->synthetic()}});
  (*observed)->start_writing([&] { return api::server_samples(stats(), worlds.get().get(), clock.now()); });
  const bool far = outside.environment().objects_url.value_or("").starts_with("s3:");
  refresh_until_stopped(worlds, far ? kRefreshEveryFar : kRefreshEvery, log, signals);
  (*observed)->stop_writing();
  server->stop();
  log.info("stopped");
  return kExitDone;
}

}  // namespace housing::main
