#include "app/import.hpp"

#include <algorithm>

#include "app/pending.hpp"
#include "app/publish.hpp"
#include "app/take_file.hpp"

namespace housing::app {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

// Hidden files and folders, and downloads that are not complete yet.
bool is_passed_over(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name.ends_with(".part");
}

std::vector<fs::path> expand(const std::vector<fs::path>& paths, std::vector<UnrecognisedFile>& missing) {
  std::vector<fs::path> files;
  for (const fs::path& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      if (fs::exists(path, error))
        files.push_back(path);
      else
        missing.push_back({path.string(), "no such file or folder"});
      continue;
    }
    std::vector<fs::path> found;
    for (auto entry = fs::recursive_directory_iterator(path, error); !error && entry != fs::end(entry);
         entry.increment(error)) {
      if (is_passed_over(entry->path()))
        entry.disable_recursion_pending();
      else if (entry->is_regular_file(error))
        found.push_back(entry->path());
    }
    if (error) missing.push_back({path.string(), "cannot be listed: " + error.message()});
    std::ranges::sort(found);
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

}  // namespace

bool ImportSummary::all_kept() const {
  return unrecognised.empty() && std::ranges::all_of(files, [](const ImportedFile& file) {
           return file.refused == 0 && file.cells_refused == 0;
         });
}

base::Result<ImportSummary> Importer::run(const ImportRequest& request, const OnImport& progress) {
  HT_TRY(const auto manifest, current_manifest(store_));
  if (manifest.synthetic())
    return fail(ErrorCode::kConflict,
                "this data folder holds demo data; real data must go to a folder of its own (--data-dir)");
  ImportSummary summary;
  std::vector<series::ShardEntry> entries;
  const std::vector<fs::path> files = expand(request.paths, summary.unrecognised);
  const std::string retrieved = base::to_iso8601(clock_.now());  // one for all: order must not matter

  FileTaker taker(store_, resolver_, manifest, request.released, retrieved);
  const std::size_t count = files.size() + request.fetched.size();
  ImportProgress now{.path = {}, .count = count};
  std::vector<fs::path> downloads;  // in the store now
  for (std::size_t i = 0; i < count; ++i) {
    if (clock_.monotonic() >= request.deadline) {
      summary.not_begun = count - i;
      break;
    }
    const FetchedFile* const origin = i < files.size() ? nullptr : &request.fetched[i - files.size()];
    const fs::path& path = origin != nullptr ? origin->path : files[i];
    const std::string shown = origin != nullptr ? origin->address : path.string();
    now.path = shown;
    now.number = i + 1;
    now.done = summary.files.size();
    progress(now);
    auto taken = taker.take(path, origin, entries);
    if (!taken) {
      const ErrorCode code = taken.error().code;
      if (code == ErrorCode::kIo || code == ErrorCode::kUnavailable) return std::unexpected(taken.error());
      summary.unrecognised.push_back({shown, taken.error().message});
      continue;
    }
    if (!taken->report.unchanged) {
      now.kept += taken->report.kept;
      now.refused += taken->report.refused;
    }
    summary.files.push_back(std::move(taken->report));
    if (taken->entry && would_change(manifest, *taken->entry)) entries.push_back(std::move(*taken->entry));
    if (origin != nullptr && !path.empty()) downloads.push_back(path);
  }
  if (!entries.empty()) {
    if (request.leave_pending) {
      HT_TRY(summary.pending, put_pending(store_, entries));
    } else {
      HT_CHECK_OK(publish(store_, clock_, kRealData, entries));
    }
  }
  std::error_code ignored;
  for (const fs::path& path : downloads) fs::remove(path, ignored);
  return summary;
}

}  // namespace housing::app
