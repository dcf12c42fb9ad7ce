// A wrong release is taken out of what is shown, or put back: see docs/operating/bad-release.md.
#include <cstdio>
#include <ranges>

#include "app/publish.hpp"
#include "base/json_writer.hpp"
#include "jobs/data_jobs.hpp"
#include "main/commands.hpp"
#include "main/outside.hpp"

namespace housing::main {
namespace {

using series::ShardEntry;

constexpr std::size_t kMaxReasonBytes = 500;

void print_table(const series::Manifest& manifest) {
  std::printf("%-44s %-10s %-13s %-23s %9s  %s\n", "id", "release", "from", "periods", "rows", "state");
  for (const ShardEntry& entry : std::views::reverse(manifest.shards)) {
    const series::Judgement& said = entry.judgement;
    const std::string periods = entry.first_period.empty() ? "-" : entry.first_period + " to " + entry.last_period;
    const std::string state = said.withdrawn ? "withdrawn " + said.at + ": " + said.reason : "shown";
    std::printf("%-44s %-10s %-13s %-23s %9llu  %s\n", entry.id.c_str(), entry.release.date.to_string().c_str(),
                std::string(to_string(entry.release.from)).c_str(), periods.c_str(),
                static_cast<unsigned long long>(entry.kept), state.c_str());
  }
}

void print_json(const series::Manifest& manifest) {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().key("releases").begin_array();
  for (const ShardEntry& entry : std::views::reverse(manifest.shards)) {
    json.begin_object().member("id", std::string_view(entry.id));
    json.member("release", std::string_view(entry.release.date.to_string()));
    json.member("retrieved", std::string_view(entry.retrieved)).member("kept", entry.kept);
    json.member("raw", std::string_view(entry.raw_key)).member("withdrawn", entry.judgement.withdrawn);
    if (!entry.judgement.at.empty())
      json.member("judged", std::string_view(entry.judgement.at))
          .member("reason", std::string_view(entry.judgement.reason));
    json.end_object();
  }
  json.end_array().end_object();
  std::printf("%s\n", out.c_str());
}

// So that alerts are looked at and the projection follows, where functions do that.
base::Status tell(ports::Events& events, const base::Clock& clock, const std::string& publication) {
  ports::Event event{.type = std::string(jobs::kPublicationFinished), .detail = {}};
  base::JsonWriter(event.detail).begin_object().member("publication", std::string_view(publication)).end_object();
  return events.put(event, clock.monotonic() + jobs::kEventTime);
}

}  // namespace

int run_release(const Environment& environment, const ReleaseOptions& options) {
  const base::SystemClock clock;
  Outside outside(environment, options.data_dir, clock);
  const auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  if (options.action == "list") {
    const auto manifest = app::current_manifest(**store);
    if (!manifest) return report_failure(manifest.error());
    options.json ? print_json(*manifest) : print_table(*manifest);
    return kExitDone;
  }
  if (options.reason.empty() || options.reason.size() > kMaxReasonBytes) {
    std::fprintf(stderr, "housing: --reason: say it in 1 to %zu bytes\n", kMaxReasonBytes);
    return kExitUsage;
  }
  const auto events = outside.open_events();
  if (!events) return report_failure(events.error());
  const bool withdraw = options.action == "withdraw";
  const auto publication = app::judge(**store, clock, options.id, withdraw, options.reason);
  if (!publication) return report_failure(publication.error());
  std::printf("%s is %s; publication %s\n", options.id.c_str(), withdraw ? "withdrawn" : "restored",
              publication->c_str());
  if (*events == nullptr) return kExitDone;
  if (const auto told = tell(**events, clock, *publication); !told)
    return report_failure(told.error().at("it is done, but alerts were not told; they look at the next publication"));
  return kExitDone;
}

}  // namespace housing::main
