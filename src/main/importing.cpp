#include "main/importing.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>

#include "app/publish.hpp"
#include "jobs/data_jobs.hpp"
#include "places/embedded.hpp"

namespace housing::main {
namespace {

constexpr std::string_view kDownloadFolder = "downloads";  // below the data folder

void show_progress(const std::string& path, std::size_t number, std::size_t count) {
  std::fprintf(stderr, "\r\033[K[%zu/%zu] %s", number, count, path.c_str());
  if (number == count) std::fprintf(stderr, "\r\033[K");
  std::fflush(stderr);
}

// Two thirds of the time are for downloads, the rest for what they brought.
std::chrono::nanoseconds end_of_downloads(const base::Clock& clock, std::chrono::nanoseconds deadline) {
  if (deadline == std::chrono::nanoseconds::max()) return deadline;
  const auto now = clock.monotonic();
  return now + (deadline - now) / 3 * 2;
}

model::Date today(const base::Clock& clock) {
  return model::Date::of_time(std::chrono::floor<std::chrono::seconds>(clock.now()));
}

}  // namespace

base::Result<sources::Selection> select_due(ports::ObjectStore& store, const base::Clock& clock) {
  HT_TRY(const auto manifest, app::current_manifest(store));
  std::map<std::string, sources::HeldDataset> held;
  for (const series::ShardEntry& entry : manifest.shards) {
    if (entry.judgement.withdrawn) continue;  // its corrected edition is wanted
    sources::HeldDataset& dataset =
        held.try_emplace(entry.dataset, entry.dataset, entry.release.date, entry.last_day).first->second;
    dataset.release = std::max(dataset.release, entry.release.date);
    dataset.last_day = std::max(dataset.last_day, entry.last_day);
  }
  std::vector<sources::HeldDataset> list;
  for (auto& [name, dataset] : held) list.push_back(std::move(dataset));
  return sources::due_files(list, today(clock));
}

base::Result<sources::Selection> select_sources(const std::vector<std::string>& wanted, bool from_own_folder,
                                                const base::Clock& clock) {
  HT_TRY(sources::Selection selection, sources::select_files(wanted, today(clock)));
  if (from_own_folder) {  // whoever has files of their own wants all that are there
    std::ranges::move(selection.left_out, std::back_inserter(selection.files));
    selection.left_out.clear();
  }
  return selection;
}

base::Status choose(Bringing& bringing, const std::string& place, const std::string& source, const base::Clock& clock) {
  if (!place.empty()) {
    HT_TRY(bringing.base, base_address(place));
  }
  HT_TRY(bringing.selection, select_sources({source}, !place.empty(), clock));
  return {};
}

base::Result<app::ImportSummary> bring_in(Outside& outside, ports::ObjectStore& store, const Bringing& bringing) {
  app::ImportRequest request{.paths = bringing.paths,
                             .fetched = {},
                             .released = bringing.released,
                             .leave_pending = bringing.leave_pending,
                             .deadline = bringing.deadline};
  app::Downloads downloads;
  if (!bringing.selection.files.empty()) {
    HT_TRY(downloads, download(outside.environment(), store,
                               {.selection = bringing.selection,
                                .base = bringing.base,
                                .folder = std::filesystem::path(outside.data_dir()) / kDownloadFolder,
                                .deadline = end_of_downloads(outside.clock(), bringing.deadline),
                                .show = bringing.show,
                                .step = bringing.step}));
    request.fetched = std::move(downloads.files);
  }
  const places::Resolver resolver(places::embedded_gazetteer());
  app::Importer importer(store, resolver, outside.clock());
  const bool terminal = bringing.show && ::isatty(STDERR_FILENO) != 0;
  HT_TRY(auto summary, importer.run(request, [&](const app::ImportProgress& now) {
    if (terminal) show_progress(now.path, now.number, now.count);
    if (bringing.step)
      bringing.step({.reading = true,
                     .file = now.path,
                     .number = now.number,
                     .count = now.count,
                     .done = now.done,
                     .kept = now.kept,
                     .refused = now.refused});
  }));
  std::ranges::move(downloads.failed, std::back_inserter(summary.unrecognised));
  summary.not_begun += downloads.not_begun;
  return summary;
}

jobs::ImportSource import_by_job(Outside& outside, ports::ObjectStore& store, ports::Events* events,
                                 telemetry::Metrics& metrics) {
  return [&outside, &store, events, &metrics](const std::string& source, std::chrono::nanoseconds deadline,
                                              const jobs::OnImportStep& step) -> base::Result<app::ImportSummary> {
    Bringing bringing;
    bringing.leave_pending = events != nullptr;
    bringing.deadline = deadline;
    bringing.show = false;
    bringing.step = step;
    HT_CHECK_OK(choose(bringing, outside.environment().publishers_url.value_or(""), source, outside.clock()));
    HT_TRY(auto summary, bring_in(outside, store, bringing));
    count_rows(metrics, summary);
    if (events != nullptr) {
      HT_CHECK_OK(jobs::tell_import(*events, summary, outside.clock().monotonic() + jobs::kEventTime));
    }
    return summary;
  };
}

void count_rows(telemetry::Metrics& metrics, const app::ImportSummary& summary) {
  for (const app::ImportedFile& file : summary.files) {
    if (file.unchanged) continue;
    metrics.count(telemetry::Metric::kImportRowsKept, file.source, file.kept);
    metrics.count(telemetry::Metric::kImportRowsRefused, file.source, file.refused);
  }
}

}  // namespace housing::main
