#include <unistd.h>

#include <cstdio>

#include "api/json_catalogue.hpp"
#include "base/text.hpp"
#include "jobs/data_jobs.hpp"
#include "main/commands.hpp"
#include "main/importing.hpp"
#include "main/telemetry_parts.hpp"

namespace housing::main {
namespace {

void print_refusals(const app::ImportedFile& file) {
  for (const sources::Refusal& refusal : file.refusals) {
    if (refusal.column > 0)
      std::fprintf(stderr, "%s: line %llu, column %llu: %s\n", file.path.c_str(),
                   static_cast<unsigned long long>(refusal.line), static_cast<unsigned long long>(refusal.column),
                   refusal.reason.c_str());
    else
      std::fprintf(stderr, "%s: line %llu: %s\n", file.path.c_str(), static_cast<unsigned long long>(refusal.line),
                   refusal.reason.c_str());
  }
  const std::uint64_t all = file.refused + file.cells_refused;
  if (all > file.refusals.size())
    std::fprintf(stderr, "%s: and %llu more\n", file.path.c_str(),
                 static_cast<unsigned long long>(all - file.refusals.size()));
}

void print_table(const app::ImportSummary& summary) {
  if (!summary.files.empty())
    std::printf("%-34s %10s %8s %8s  %-22s %s\n", "dataset", "rows kept", "refused", "cells", "release", "file");
  for (const app::ImportedFile& file : summary.files)
    std::printf(
        "%-34s %10llu %8llu %8llu  %-22s %s%s\n", file.dataset.c_str(), static_cast<unsigned long long>(file.kept),
        static_cast<unsigned long long>(file.refused), static_cast<unsigned long long>(file.cells_refused),
        (file.release.date.to_string() + " " + std::string(to_string(file.release.from))).c_str(), file.path.c_str(),
        file.withdrawn   ? " (unchanged, withdrawn)"
        : file.unchanged ? " (unchanged)"
                         : "");
}

constexpr std::chrono::seconds kFlushTime{2};

int report_usage(const base::Error& error) {
  report_failure(error);
  return kExitUsage;
}

// What --source and --from ask for. Errors: kInvalidInput, for wrong usage.
base::Result<Bringing> bringing_of(const Environment& environment, const ImportOptions& options,
                                   const base::Clock& clock) {
  Bringing bringing;
  for (const std::string& path : options.paths) bringing.paths.emplace_back(path);
  std::string from = options.from;
  if (from.empty() && (options.all || !options.sources.empty())) from = environment.publishers_url.value_or("");
  if (!from.empty()) {
    HT_TRY(bringing.base, base_address(from));
    if (options.sources.empty() && !options.all) {
      if (from.find("://") != std::string::npos)
        return base::fail(base::ErrorCode::kInvalidInput, "--from: name what to take from there with --source");
      bringing.paths.emplace_back(from);
    }
  }
  if (bringing.paths.empty() && options.sources.empty() && !options.all)
    return base::fail(base::ErrorCode::kInvalidInput,
                      "import: name files or folders, or sources to download with --source (" +
                          base::join(sources::downloadable_sources(), ", ") + "), or --all for what is due");
  if (!options.sources.empty()) {
    HT_TRY(bringing.selection, select_sources(options.sources, !bringing.base.empty(), clock));
  }
  if (!options.released.empty()) {
    bringing.released = model::Date::parse(options.released);
    if (!bringing.released)
      return base::fail(base::ErrorCode::kInvalidInput,
                        "--released: '" + options.released + "' is no date like 2025-03-31");
  }
  return bringing;
}

int print_summary(const app::ImportSummary& summary, bool json) {
  for (const app::ImportedFile& file : summary.files) print_refusals(file);
  for (const app::UnrecognisedFile& file : summary.unrecognised)
    std::fprintf(stderr, "%s: not imported: %s\n", file.path.c_str(), file.reason.c_str());
  if (json)
    std::printf("%s\n", api::import_summary_json(summary).c_str());
  else
    print_table(summary);
  if (!summary.nothing_done()) return summary.all_kept() ? kExitDone : kExitRefused;
  std::fprintf(stderr, "housing: nothing was imported\n");
  return kExitFailed;
}

base::Status write_metrics(const Environment& environment, const base::Clock& clock,
                           const app::ImportSummary& summary) {
  base::Log log(clock, STDERR_FILENO, base::LogLevel::kInfo);
  HT_TRY(const auto observed, TelemetryParts::open(telemetry_settings(environment, "import-task"), clock, log));
  count_rows(observed->metrics(), summary);
  observed->flush(kFlushTime);
  return {};
}

}  // namespace

// Where events are configured, somebody else publishes and is told so; else it is done here and now.
int run_import(const Environment& environment, const ImportOptions& options) {
  const base::SystemClock clock;
  auto bringing = bringing_of(environment, options, clock);
  if (!bringing) return report_usage(bringing.error());
  Outside outside(environment, options.data_dir, clock);
  const auto store = outside.open_objects();
  if (!store) return report_failure(store.error());
  const auto events = outside.open_events();
  if (!events) return report_failure(events.error());
  bringing->leave_pending = *events != nullptr;
  if (options.all) {
    auto due = select_due(**store, clock);
    if (!due) return report_failure(due.error());
    bringing->selection = std::move(*due);
    if (bringing->selection.files.empty() && bringing->paths.empty()) {
      std::fprintf(stderr, "housing: nothing is due: every publisher's newest edition is here\n");
      return kExitDone;
    }
  }
  const auto summary = bring_in(outside, **store, *bringing);
  if (!summary) return report_failure(summary.error());
  const int code = print_summary(*summary, options.json);
  if (const auto written = write_metrics(environment, clock, *summary); !written)
    return report_failure(written.error());
  if (*events == nullptr) return code;
  if (const auto told = jobs::tell_import(**events, *summary, clock.monotonic() + jobs::kEventTime); !told)
    return report_failure(told.error().at("imported, but nobody could be told to publish it; run it again"));
  return code;
}

}  // namespace housing::main
