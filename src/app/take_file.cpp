#include "app/take_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <future>
#include <map>
#include <memory>
#include <string_view>

#include "app/object_keys.hpp"
#include "app/raw_file.hpp"
#include "base/sha256.hpp"
#include "ports/scratch_file.hpp"

namespace housing::app {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;

constexpr std::size_t kCopyPiece = std::size_t{1} << 20;  // small enough to be in the cache for digest and copy
// Raised when the same bytes would be read differently than before, so that they become a new shard.
constexpr std::string_view kReadingVersion = "1";

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

void note_origin(series::ShardEntry& entry, const FetchedFile* origin) {
  if (origin == nullptr || !origin->from_network) return;
  entry.url = origin->address;
  entry.etag = origin->validators.etag;
  entry.last_modified = origin->validators.last_modified;
}

std::string shown_path(const fs::path& path, const FetchedFile* origin) {
  return origin != nullptr ? origin->address : path.string();
}

ImportedFile report_of(const series::ShardEntry& entry, std::string shown, bool unchanged) {
  return {.path = std::move(shown),
          .source = entry.source,
          .dataset = entry.dataset,
          .release = entry.release,
          .kept = entry.kept,
          .refused = entry.refused,
          .cells_refused = entry.cells_refused,
          .metrics = entry.metrics,
          .refusals = entry.refusals,
          .unchanged = unchanged,
          .withdrawn = entry.judgement.withdrawn};
}

TakenFile unchanged(const std::string& shown, const FetchedFile* origin, const series::ShardEntry& before) {
  TakenFile taken;
  if (origin != nullptr && origin->from_network) note_origin(taken.entry.emplace(before), origin);
  taken.report = report_of(before, shown, true);
  return taken;
}

// Writes the bytes and gives their digest. Made durable here, beside the parsing, so that put_file() need not wait.
base::Result<std::string> copy_and_digest(std::string_view bytes, const fs::path& to) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(to.c_str(), "wbe"), std::fclose);
  if (file == nullptr) return base::fail_errno(to.string());
  base::Sha256 digest;
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, kCopyPiece);
    digest.update(piece);
    if (std::fwrite(piece.data(), 1, piece.size(), file.get()) != piece.size()) return base::fail_errno(to.string());
    bytes.remove_prefix(piece.size());
  }
  if (std::fflush(file.get()) != 0 || ::fsync(::fileno(file.get())) != 0) return base::fail_errno(to.string());
  return digest.hex();
}

}  // namespace

model::Release FileTaker::release_of(const FetchedFile* origin, const ShardSink& sink) const {
  if (released_) return {*released_, model::ReleaseFrom::kOperator};
  if (sink.table()->stamp) return {*sink.table()->stamp, model::ReleaseFrom::kStamp};
  if (origin != nullptr && origin->modified) return {*origin->modified, model::ReleaseFrom::kLastModified};
  // A list of places that says nothing of its date is older than any that does.
  if (!sink.has_periods()) return {model::Date{}, model::ReleaseFrom::kInferred};
  int lag = sink.table()->metrics.front()->release_lag_days;  // less than none for what is fixed in advance
  for (const model::MetricInfo* metric : sink.table()->metrics) lag = std::max(lag, metric->release_lag_days);
  return {sink.last_period().end().plus_days(lag), model::ReleaseFrom::kInferred};
}

series::ShardEntry FileTaker::entry_of(const ShardSink& sink, const fs::path& path, const std::string& digest,
                                       const FetchedFile* origin) const {
  const sources::Table& table = *sink.table();
  series::ShardEntry entry;
  entry.id = shard_id(table.dataset, digest);
  entry.dataset = table.dataset;
  entry.source = table.source;
  entry.file = path.filename().string();
  entry.sha256 = digest;
  entry.raw_key = "raw/" + table.source + "/" + digest + "/" + key_name(path);
  entry.shard_key = "shards/" + table.dataset + "/" + digest.substr(0, kIdDigits) + "-" + std::string(kReadingVersion) +
                    "." + std::to_string(series::kShardVersion) + ".shard";
  entry.retrieved = retrieved_;
  entry.release = release_of(origin, sink);
  entry.metrics = sink.metrics();
  if (sink.has_periods()) {
    entry.first_period = sink.first_period().to_string();
    entry.last_period = sink.last_period().to_string();
    entry.last_day = sink.last_period().end();
  }
  entry.regions = sink.regions();
  entry.kept = sink.kept();
  entry.refused = sink.refused();
  entry.cells_refused = sink.cells_refused();
  entry.refusals = sink.first_refusals();
  note_origin(entry, origin);
  return entry;
}

base::Result<TakenFile> FileTaker::take(const fs::path& path, const FetchedFile* origin,
                                        const std::vector<series::ShardEntry>& taken) {
  const std::string shown = shown_path(path, origin);
  if (origin != nullptr && !origin->same_shard.empty()) {
    const series::ShardEntry* const before = manifest_.find(origin->same_shard);
    if (before == nullptr) return fail(ErrorCode::kConflict, "what it is the same as is gone; import it again");
    return unchanged(shown, origin, *before);
  }
  const auto file = base::MappedFile::open(path);
  if (!file) return fail(ErrorCode::kInvalidInput, file.error().message);  // the file's fault, not the store's
  file->will_read_once();
  const bool name_is_known = std::ranges::find(manifest_.shards, path.filename().string(), &series::ShardEntry::file) !=
                             manifest_.shards.end();
  if (name_is_known)  // probably these very bytes: worth a look before they are parsed
    if (auto same = same_bytes(shown, origin, base::sha256_hex(file->text()), taken)) return std::move(*same);
  return take_new(path, origin, *file, taken);
}

std::optional<TakenFile> FileTaker::same_bytes(const std::string& shown, const FetchedFile* origin,
                                               const std::string& digest,
                                               const std::vector<series::ShardEntry>& taken) const {
  const auto same = [&](const series::ShardEntry& entry) { return entry.sha256 == digest; };
  if (const auto before = std::ranges::find_if(manifest_.shards, same); before != manifest_.shards.end())
    return unchanged(shown, origin, *before);
  if (const auto twice = std::ranges::find_if(taken, same); twice != taken.end())
    return unchanged(shown, nullptr, *twice);
  return std::nullopt;
}

// A publisher's code of a place stays that place's: else two places' numbers would be one series.
base::Status FileTaker::check_identity(const ShardSink& sink, const std::vector<series::ShardEntry>& taken) const {
  const series::ShardEntry* before = nullptr;
  for (const auto* entries : {&manifest_.shards, &taken})
    for (const series::ShardEntry& entry : *entries)
      if (!entry.judgement.withdrawn && entry.dataset == sink.table()->dataset &&
          (before == nullptr || wins_over(entry, *before)))
        before = &entry;
  if (before == nullptr) return {};
  HT_TRY(const auto path, store_.local_file(before->shard_key));
  HT_TRY(const auto reader, series::ShardReader::open(path));
  // Codes are of a kind of place: a division may have a region's number.
  std::map<std::pair<model::RegionType, std::string_view>, const series::ShardPlace*> known;
  for (const series::ShardPlace& place : reader.places())
    if (!place.publisher_id.empty())
      known.emplace(std::pair(place.id.type(), std::string_view(place.publisher_id)), &place);
  for (const series::ShardPlace& place : sink.places()) {
    const auto found = known.find({place.id.type(), place.publisher_id});
    if (found == known.end() || found->second->id == place.id) continue;
    const series::ShardPlace& other = *found->second;
    // Under the same name it is we who place it better now.
    if (other.name == place.name) continue;
    return fail(ErrorCode::kInvalidInput, "the publisher's code " + place.publisher_id + " is '" + place.name + "' (" +
                                              std::string(place.id.text()) + ") here and '" + other.name + "' (" +
                                              std::string(other.id.text()) + ") in " + before->id +
                                              ": one of the two files is wrong; the whole file is refused");
  }
  return {};
}

base::Result<TakenFile> FileTaker::take_new(const fs::path& path, const FetchedFile* origin,
                                            const base::MappedFile& file,
                                            const std::vector<series::ShardEntry>& taken_before) {
  HT_TRY(const std::string head, head_of(file.text()));
  HT_TRY(const sources::Format* format, sources::recognise(head));
  HT_TRY(const auto raw, ports::ScratchFile::make(store_, "raw"));
  HT_TRY(const auto shard, ports::ScratchFile::make(store_, "shard"));
  // The file is copied while it is parsed; the future's end waits for the copy, whatever the parse says.
  auto copied = std::async(std::launch::async, copy_and_digest, file.text(), raw.path());

  FileBytes bytes(file);
  const auto inflated = sources::inflating(bytes, file.text());
  ShardSink sink(shard.path());
  const std::string name = publisher_file_name(path.filename().string());
  HT_CHECK_OK(format->parse(*inflated, {.resolver = resolver_, .file_name = name, .scratch = shard.path()}, sink));
  HT_CHECK_OK(check_identity(sink, taken_before));
  HT_CHECK_OK(sink.write(shard.path()));
  HT_TRY(const std::string digest, copied.get());
  const std::string shown = shown_path(path, origin);
  if (auto same = same_bytes(shown, origin, digest, taken_before)) return std::move(*same);

  TakenFile taken;
  taken.entry = entry_of(sink, path, digest, origin);
  const series::ShardEntry& entry = *taken.entry;
  HT_CHECK_OK(store_.put_file(entry.raw_key, raw.path()));
  HT_CHECK_OK(store_.put_file(entry.shard_key, shard.path()));
  taken.report = report_of(entry, shown, false);
  return taken;
}

}  // namespace housing::app
