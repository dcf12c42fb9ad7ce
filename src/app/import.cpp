#include "app/import.hpp"

#include <algorithm>

#include "app/publish.hpp"
#include "app/shard_sink.hpp"
#include "base/mapped_file.hpp"
#include "base/sha256.hpp"
#include "ports/scratch_file.hpp"

namespace housing::app {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

constexpr std::string_view kRealData = "real";
constexpr std::size_t kIdDigits = 12;  // of the file's digest, in a shard's id
// Raised when the same bytes would be read differently than before, so that they become a new shard.
constexpr std::string_view kReadingVersion = "1";

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

// A file name as part of an object key.
std::string key_name(const fs::path& path) {
  std::string name = path.filename().string();
  for (char& c : name)
    if (!ports::is_valid_key(std::string_view(&c, 1)) && c != '.') c = '_';
  return name;
}

// The whole file again, from its mapping.
class FileBytes final : public base::ByteSource {
 public:
  explicit FileBytes(const base::MappedFile& file) : rest_(file.bytes()) {}
  base::Result<std::span<const char>> next() override {
    static constexpr std::size_t kChunk = std::size_t{1} << 22;
    const auto chunk = rest_.first(std::min(kChunk, rest_.size()));
    rest_ = rest_.subspan(chunk.size());
    return chunk;
  }

 private:
  std::span<const char> rest_;
};

base::Result<std::string> head_of(const base::MappedFile& file) {
  FileBytes bytes(file);
  const auto inflated = sources::inflating(bytes, file.text());
  std::string head;
  while (head.size() < sources::kRecogniseBytes) {
    HT_TRY(const auto chunk, inflated->next());
    if (chunk.empty()) break;
    head.append(chunk.data(), std::min(chunk.size(), sources::kRecogniseBytes - head.size()));
  }
  return head;
}

// The publisher's own file name, without the ".gz" somebody may have added.
std::string publisher_name(const fs::path& path) {
  std::string name = path.filename().string();
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name;
}

model::Release release_of(const ImportRequest& request, const FetchedFile* origin, const ShardSink& sink) {
  if (request.released) return {*request.released, model::ReleaseFrom::kOperator};
  if (sink.table()->stamp) return {*sink.table()->stamp, model::ReleaseFrom::kStamp};
  if (origin != nullptr && origin->modified) return {*origin->modified, model::ReleaseFrom::kLastModified};
  int lag = 0;
  for (const model::MetricInfo* metric : sink.table()->metrics) lag = std::max(lag, metric->release_lag_days);
  return {sink.last_period().end().plus_days(lag), model::ReleaseFrom::kInferred};
}

struct Taken {
  ImportedFile report;
  std::optional<series::ShardEntry> entry;  // nothing when unchanged and known to be where it was found
};

void note_origin(series::ShardEntry& entry, const FetchedFile* origin) {
  if (origin == nullptr || !origin->from_network) return;
  entry.url = origin->address;
  entry.etag = origin->validators.etag;
  entry.last_modified = origin->validators.last_modified;
}

Taken unchanged(const std::string& shown, const FetchedFile* origin, const series::ShardEntry& before) {
  Taken taken;
  if (origin != nullptr && origin->from_network) note_origin(taken.entry.emplace(before), origin);
  taken.report = {.path = shown,
                  .source = before.source,
                  .dataset = before.dataset,
                  .release = before.release,
                  .kept = before.kept,
                  .refused = before.refused,
                  .cells_refused = before.cells_refused,
                  .metrics = before.metrics,
                  .refusals = {},
                  .unchanged = true};
  return taken;
}

base::Status store_raw(ports::ObjectStore& store, const base::MappedFile& file, std::string_view key) {
  HT_TRY(const bool there, store.exists(key));
  if (there) return {};
  return store.put(key, file.text());
}

series::ShardEntry entry_of(const ShardSink& sink, const fs::path& path, const std::string& digest,
                            const model::Release& release, const std::string& retrieved) {
  const sources::Table& table = *sink.table();
  series::ShardEntry entry;
  entry.id = table.dataset + "@" + digest.substr(0, kIdDigits);
  entry.dataset = table.dataset;
  entry.source = table.source;
  entry.file = path.filename().string();
  entry.sha256 = digest;
  entry.raw_key = "raw/" + table.source + "/" + digest + "/" + key_name(path);
  entry.shard_key = "shards/" + table.dataset + "/" + digest.substr(0, kIdDigits) + "-" + std::string(kReadingVersion) +
                    "." + std::to_string(series::kShardVersion) + ".shard";
  entry.retrieved = retrieved;
  entry.release = release;
  entry.metrics = sink.metrics();
  entry.first_period = sink.first_period().to_string();
  entry.last_period = sink.last_period().to_string();
  entry.last_day = sink.last_period().end();
  entry.regions = sink.regions();
  entry.kept = sink.kept();
  entry.refused = sink.refused();
  entry.cells_refused = sink.cells_refused();
  return entry;
}

}  // namespace

bool ImportSummary::all_kept() const {
  return unrecognised.empty() && std::ranges::all_of(files, [](const ImportedFile& file) {
           return file.refused == 0 && file.cells_refused == 0;
         });
}

base::Result<ImportSummary> Importer::run(const ImportRequest& request, const ImportProgress& progress) {
  HT_TRY(const auto manifest, current_manifest(store_));
  if (manifest.synthetic())
    return fail(ErrorCode::kConflict,
                "this data folder holds demo data; real data must go to a folder of its own (--data-dir)");
  ImportSummary summary;
  std::vector<series::ShardEntry> entries;
  const std::vector<fs::path> files = expand(request.paths, summary.unrecognised);
  const std::string retrieved = base::to_iso8601(clock_.now());  // one for all: order must not matter

  const auto take = [&](const fs::path& path, const FetchedFile* origin) -> base::Result<Taken> {
    const std::string shown = origin != nullptr ? origin->address : path.string();
    if (origin != nullptr && !origin->same_shard.empty()) {
      const series::ShardEntry* const before = manifest.find(origin->same_shard);
      if (before == nullptr) return fail(ErrorCode::kConflict, "what it is the same as is gone; import it again");
      return unchanged(shown, origin, *before);
    }
    const auto opened = base::MappedFile::open(path);
    if (!opened) return fail(ErrorCode::kInvalidInput, opened.error().message);  // the file's fault, not the store's
    const base::MappedFile& file = *opened;
    file.will_read_once();
    const std::string digest = base::sha256_hex(file.text());
    const auto same = [&](const series::ShardEntry& entry) { return entry.sha256 == digest; };
    if (const auto before = std::ranges::find_if(manifest.shards, same); before != manifest.shards.end())
      return unchanged(shown, origin, *before);
    if (const auto twice = std::ranges::find_if(entries, same); twice != entries.end())
      return unchanged(shown, nullptr, *twice);

    HT_TRY(const std::string head, head_of(file));
    HT_TRY(const sources::Format* format, sources::recognise(head));
    FileBytes bytes(file);
    const auto inflated = sources::inflating(bytes, file.text());
    HT_TRY(const auto scratch, ports::ScratchFile::make(store_, "shard"));
    ShardSink sink(scratch.path());
    const std::string name = publisher_name(path);
    HT_CHECK_OK(format->parse(*inflated, {.resolver = resolver_, .file_name = name}, sink));

    HT_CHECK_OK(sink.write(scratch.path()));
    const model::Release release = release_of(request, origin, sink);
    Taken taken;
    taken.entry = entry_of(sink, path, digest, release, retrieved);
    note_origin(*taken.entry, origin);
    HT_CHECK_OK(store_raw(store_, file, taken.entry->raw_key));
    HT_CHECK_OK(store_.put_file(taken.entry->shard_key, scratch.path()));
    taken.report = {.path = shown,
                    .source = taken.entry->source,
                    .dataset = taken.entry->dataset,
                    .release = release,
                    .kept = sink.kept(),
                    .refused = sink.refused(),
                    .cells_refused = sink.cells_refused(),
                    .metrics = taken.entry->metrics,
                    .refusals = sink.first_refusals(),
                    .unchanged = false};
    return taken;
  };

  const std::size_t count = files.size() + request.fetched.size();
  std::vector<fs::path> downloads;  // in the store now
  for (std::size_t i = 0; i < count; ++i) {
    const FetchedFile* const origin = i < files.size() ? nullptr : &request.fetched[i - files.size()];
    const fs::path& path = origin != nullptr ? origin->path : files[i];
    const std::string shown = origin != nullptr ? origin->address : path.string();
    progress(shown, i + 1, count);
    auto taken = take(path, origin);
    if (!taken) {
      const ErrorCode code = taken.error().code;
      if (code == ErrorCode::kIo || code == ErrorCode::kUnavailable) return std::unexpected(taken.error());
      summary.unrecognised.push_back({shown, taken.error().message});
      continue;
    }
    summary.files.push_back(std::move(taken->report));
    if (taken->entry) entries.push_back(std::move(*taken->entry));
    if (origin != nullptr && !path.empty()) downloads.push_back(path);
  }
  if (!entries.empty()) HT_CHECK_OK(publish(store_, clock_, kRealData, entries));
  std::error_code ignored;
  for (const fs::path& path : downloads) fs::remove(path, ignored);
  return summary;
}

}  // namespace housing::app
