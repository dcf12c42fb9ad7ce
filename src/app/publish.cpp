#include "app/publish.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "app/make_block.hpp"
#include "app/object_keys.hpp"
#include "app/place_names.hpp"
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "ports/scratch_file.hpp"

namespace housing::app {
namespace {

using base::ErrorCode;
using series::Manifest;
using series::ShardEntry;

base::Status check_kind(const Manifest& manifest, std::string_view kind) {
  if (manifest.kind.empty() || manifest.kind == kind) return {};
  return base::fail(ErrorCode::kConflict, "this data folder holds " + manifest.kind + " data; " + std::string(kind) +
                                              " data must go to a folder of its own (--data-dir)");
}

base::Result<std::string> make_block(ports::ObjectStore& store, const Manifest& manifest, const std::string& metric) {
  const auto entries = shards_of(manifest, metric);
  std::string key = block_key(metric, entries);
  HT_TRY(const bool there, store.exists(key));
  if (there) return key;
  HT_TRY(const auto scratch, ports::ScratchFile::make(store, "block"));
  HT_CHECK_OK(write_block(store, metric, entries, scratch.path()));
  HT_CHECK_OK(store.put_file(key, scratch.path()));
  return key;
}

// Whether a file we have was found elsewhere at its publisher's, or as another edition.
bool is_elsewhere(const ShardEntry& known, const ShardEntry& seen) {
  const auto address = [](const ShardEntry& entry) { return std::tie(entry.url, entry.etag, entry.last_modified); };
  return !seen.url.empty() && address(known) != address(seen);
}

// So that the next download can ask whether it has changed.
bool note_address(ShardEntry& known, const ShardEntry& seen) {
  if (!is_elsewhere(known, seen)) return false;
  known.url = seen.url, known.etag = seen.etag, known.last_modified = seen.last_modified;
  return true;
}

// Makes `manifest`, in which the shards of the `touched` metrics are others than in `present`, the newest one.
base::Result<std::string> move_on(ports::ObjectStore& store, const base::Clock& clock, Publication&& present,
                                  const std::set<std::string>& touched) {
  Manifest& manifest = present.manifest;
  manifest.created = base::to_iso8601(clock.now());
  for (const std::string& metric : touched) {
    if (shards_of(manifest, metric).empty()) {
      manifest.blocks.erase(metric);
    } else {
      HT_TRY(manifest.blocks[metric], make_block(store, manifest, metric));
    }
  }
  HT_TRY(manifest.places_key, store_place_names(store, manifest));

  const std::string text = manifest.to_json();
  const std::string key = content_key("manifests/", text, ".json");
  HT_CHECK_OK(store.put(key, text));
  std::string pointer;
  base::JsonWriter(pointer).begin_object().member("manifest", std::string_view(key)).end_object();
  return store.put_pointer(series::kPointerKey, pointer, present.version);
}

base::Status try_publish(ports::ObjectStore& store, const base::Clock& clock, std::string_view kind,
                         const std::vector<ShardEntry>& entries) {
  HT_TRY(auto present, current_publication(store));
  Manifest& manifest = present.manifest;
  HT_CHECK_OK(check_kind(manifest, kind));
  std::set<std::string> touched;
  bool found_again = false;
  for (const ShardEntry& entry : entries) {
    if (const auto known = std::ranges::find(manifest.shards, entry.id, &ShardEntry::id);
        known != manifest.shards.end()) {
      found_again |= note_address(*known, entry);
      continue;
    }
    manifest.shards.push_back(entry);
    touched.insert(entry.metrics.begin(), entry.metrics.end());
  }
  if (touched.empty() && !found_again) return {};
  manifest.kind = kind;
  HT_TRY([[maybe_unused]] const auto version, move_on(store, clock, std::move(present), touched));
  return {};
}

}  // namespace

base::Result<Publication> current_publication(ports::ObjectStore& store) {
  auto pointer = store.get_pointer(series::kPointerKey);
  if (!pointer) {
    if (pointer.error().code == ErrorCode::kNotFound) return Publication{};
    return std::unexpected(std::move(pointer.error()));
  }
  const auto json = base::Json::parse(pointer->bytes);
  const std::string_view key = json ? json->text("manifest") : std::string_view();
  if (!ports::is_valid_key(key))
    return base::fail(ErrorCode::kCorrupt, std::string(series::kPointerKey) + ": names no manifest");
  auto text = store.get(key);
  if (!text && text.error().code == ErrorCode::kNotFound)
    return base::fail(ErrorCode::kCorrupt,
                      std::string(series::kPointerKey) + ": its manifest is missing: " + text.error().message);
  if (!text) return std::unexpected(std::move(text.error()));
  HT_TRY(auto manifest, Manifest::parse(*text));
  return Publication{std::move(manifest), std::move(pointer->version)};
}

bool would_change(const Manifest& manifest, const ShardEntry& entry) {
  const ShardEntry* const known = manifest.find(entry.id);
  return known == nullptr || is_elsewhere(*known, entry);
}

base::Result<Manifest> current_manifest(ports::ObjectStore& store) {
  HT_TRY(auto present, current_publication(store));
  return std::move(present.manifest);
}

base::Status publish(ports::ObjectStore& store, const base::Clock& clock, std::string_view kind,
                     const std::vector<ShardEntry>& entries) {
  for (int attempt = 1;; ++attempt) {
    auto status = try_publish(store, clock, kind, entries);
    const bool raced = !status && status.error().code == ErrorCode::kConflict && attempt < kMaxPublishAttempts;
    if (!raced) return status;
    HT_TRY(const auto present, current_publication(store));
    HT_CHECK_OK(check_kind(present.manifest, kind));  // a conflict of kinds stays one
  }
}

base::Result<std::string> judge(ports::ObjectStore& store, const base::Clock& clock, std::string_view id,
                                bool withdrawn, std::string_view reason) {
  for (int attempt = 1;; ++attempt) {
    HT_TRY(auto present, current_publication(store));
    auto& shards = present.manifest.shards;
    const auto entry = std::ranges::find(shards, id, &ShardEntry::id);
    if (entry == shards.end()) return base::fail(ErrorCode::kNotFound, "there is no release '" + std::string(id) + "'");
    if (entry->judgement.withdrawn == withdrawn)
      return base::fail(ErrorCode::kConflict,
                        entry->id + (withdrawn ? " is withdrawn already" : " is not withdrawn: nothing to restore"));
    entry->judgement = {.at = base::to_iso8601(clock.now()), .reason = std::string(reason), .withdrawn = withdrawn};
    const std::set<std::string> touched(entry->metrics.begin(), entry->metrics.end());
    auto version = move_on(store, clock, std::move(present), touched);
    if (version) return version->substr(0, kPublicationDigits);
    if (version.error().code != ErrorCode::kConflict || attempt == kMaxPublishAttempts)
      return std::unexpected(std::move(version.error()));
  }
}

}  // namespace housing::app
