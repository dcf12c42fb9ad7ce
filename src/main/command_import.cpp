#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iterator>

#include "api/json_catalogue.hpp"
#include "app/import.hpp"
#include "base/text.hpp"
#include "main/commands.hpp"
#include "main/fetching.hpp"
#include "main/store.hpp"
#include "places/embedded.hpp"

namespace housing::main {
namespace {

constexpr std::string_view kDownloadFolder = "downloads";  // below the data folder

void show_progress(const std::string& path, std::size_t number, std::size_t count) {
  std::fprintf(stderr, "\r\033[K[%zu/%zu] %s", number, count, path.c_str());
  if (number == count) std::fprintf(stderr, "\r\033[K");
  std::fflush(stderr);
}

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
    std::printf("%-34s %10llu %8llu %8llu  %-22s %s%s\n", file.dataset.c_str(),
                static_cast<unsigned long long>(file.kept), static_cast<unsigned long long>(file.refused),
                static_cast<unsigned long long>(file.cells_refused),
                (file.release.date.to_string() + " " + std::string(to_string(file.release.from))).c_str(),
                file.path.c_str(), file.unchanged ? " (unchanged)" : "");
}

int report_usage(const base::Error& error) {
  report_failure(error);
  return kExitUsage;
}

// What --source and --from ask for. Errors: kInvalidInput, for wrong usage.
struct Wanted {
  std::vector<std::string> paths;
  sources::Selection selection;
  std::string base;
};

base::Result<Wanted> wanted_of(const ImportOptions& options) {
  Wanted wanted{.paths = options.paths, .selection = {}, .base = {}};
  if (!options.from.empty()) {
    HT_TRY(wanted.base, base_address(options.from));
    if (options.sources.empty()) {
      if (options.from.find("://") != std::string::npos)
        return base::fail(base::ErrorCode::kInvalidInput, "--from: name what to take from there with --source");
      wanted.paths.push_back(options.from);
    }
  }
  if (wanted.paths.empty() && options.sources.empty())
    return base::fail(base::ErrorCode::kInvalidInput,
                      "import: name files or folders, or sources to download with --source (" +
                          base::join(sources::downloadable_sources(), ", ") + ")");
  if (!options.sources.empty()) {
    HT_TRY(wanted.selection, sources::select_files(options.sources));
    if (!wanted.base.empty()) {  // whoever has files of their own wants all that are there
      std::ranges::move(wanted.selection.left_out, std::back_inserter(wanted.selection.files));
      wanted.selection.left_out.clear();
    }
  }
  return wanted;
}

}  // namespace

int run_import(const Environment& environment, const ImportOptions& options) {
  const base::SystemClock clock;
  const auto wanted = wanted_of(options);
  if (!wanted) return report_usage(wanted.error());
  app::ImportRequest request;
  for (const std::string& path : wanted->paths) request.paths.emplace_back(path);
  if (!options.released.empty()) {
    request.released = model::Date::parse(options.released);
    if (!request.released) {
      std::fprintf(stderr, "housing: --released: '%s' is no date like 2025-03-31\n", options.released.c_str());
      return kExitUsage;
    }
  }
  auto store = open_store(environment, options.data_dir);
  if (!store) return report_failure(store.error());
  std::vector<app::UnrecognisedFile> not_fetched;
  if (!wanted->selection.files.empty()) {
    const auto folder = std::filesystem::path(options.data_dir) / kDownloadFolder;
    auto downloads = download(environment, **store, wanted->selection, wanted->base, folder);
    if (!downloads) return report_failure(downloads.error());
    request.fetched = std::move(downloads->files);
    not_fetched = std::move(downloads->failed);
  }
  const places::Resolver resolver(places::embedded_gazetteer());
  app::Importer importer(**store, resolver, clock);
  const bool terminal = ::isatty(STDERR_FILENO) != 0;
  auto summary = importer.run(request, [&](const std::string& path, std::size_t number, std::size_t count) {
    if (terminal) show_progress(path, number, count);
  });
  if (!summary) return report_failure(summary.error());
  summary->unrecognised.insert(summary->unrecognised.end(), not_fetched.begin(), not_fetched.end());

  for (const app::ImportedFile& file : summary->files) print_refusals(file);
  for (const app::UnrecognisedFile& file : summary->unrecognised)
    std::fprintf(stderr, "%s: not imported: %s\n", file.path.c_str(), file.reason.c_str());
  if (options.json)
    std::printf("%s\n", api::import_summary_json(*summary).c_str());
  else
    print_table(*summary);
  if (summary->nothing_done()) {
    std::fprintf(stderr, "housing: nothing was imported\n");
    return kExitFailed;
  }
  return summary->all_kept() ? kExitDone : kExitRefused;
}

}  // namespace housing::main
