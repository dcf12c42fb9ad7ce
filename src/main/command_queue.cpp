// Jobs that were given up: what they are, once more, or away: see docs/operating/stuck-queue.md.
#include <algorithm>
#include <cstdio>

#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "jobs/job.hpp"
#include "main/commands.hpp"
#include "main/services.hpp"

namespace housing::main {
namespace {

constexpr std::size_t kMostAtOnce = 1000;

base::Status list(ports::Queue& queue, const std::vector<std::string_view>& names, bool as_json) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("dead").begin_array();
  if (!as_json) std::printf("%-8s %-38s %-20s %5s  %-30s %s\n", "queue", "id", "given up", "tries", "key", "why");
  for (const std::string_view name : names) {
    HT_TRY(const auto messages, queue.dead(name, kMostAtOnce));
    for (const ports::DeadMessage& dead : messages) {
      const std::string died = base::to_iso8601(dead.died);
      json.begin_object().member("queue", name).member("id", std::string_view(dead.id));
      json.member("died", std::string_view(died)).member("attempts", std::int64_t{dead.attempts});
      json.member("key", std::string_view(dead.key)).member("reason", std::string_view(dead.reason));
      json.member("body", std::string_view(dead.body)).end_object();
      if (!as_json)
        std::printf("%-8s %-38s %-20s %5d  %-30s %s\n", std::string(name).c_str(), dead.id.c_str(), died.c_str(),
                    dead.attempts, dead.key.c_str(), dead.reason.c_str());
    }
  }
  json.end_array().end_object();
  if (as_json) std::printf("%s\n", out.c_str());
  return {};
}

base::Status change(ports::Queue& queue, const QueueOptions& options) {
  const bool retry = options.action == "retry";
  std::vector<std::string> ids{options.id};
  if (options.all) {
    HT_TRY(const auto messages, queue.dead(options.queue, kMostAtOnce));
    ids.clear();
    for (const ports::DeadMessage& dead : messages) ids.push_back(dead.id);
  }
  for (const std::string& id : ids)
    HT_CHECK_OK(retry ? queue.retry_dead(options.queue, id) : queue.discard_dead(options.queue, id));
  std::printf("%zu %s\n", ids.size(), retry ? "wait again" : "dropped");
  return {};
}

}  // namespace

int run_queue(const Environment& environment, const QueueOptions& options) {
  auto names = jobs::queue_names();
  if (!options.queue.empty()) {
    if (std::ranges::find(names, options.queue) == names.end()) {
      std::fprintf(stderr, "housing: there is no queue '%s'\n", options.queue.c_str());
      return kExitUsage;
    }
    names = {options.queue};
  }
  const base::SystemClock clock;
  base::Log log(clock, 2, base::LogLevel::kWarn);
  Outside outside(environment, options.data_dir, clock);
  const auto services = Services::open(outside, std::string(kLocalUrl), log);
  if (!services) return report_failure(services.error());
  ports::Queue& queue = (*services)->queue();
  const base::Status done = options.action == "list" ? list(queue, names, options.json) : change(queue, options);
  return done ? kExitDone : report_failure(done.error());
}

}  // namespace housing::main
