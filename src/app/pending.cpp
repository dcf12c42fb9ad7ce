#include "app/pending.hpp"

#include <algorithm>
#include <iterator>

#include "app/object_keys.hpp"

namespace housing::app {

base::Result<std::string> put_pending(ports::ObjectStore& store, const std::vector<series::ShardEntry>& entries) {
  const series::Manifest waiting{
      .kind = std::string(kRealData), .created = {}, .shards = entries, .blocks = {}, .places_key = {}};
  const std::string text = waiting.to_json();
  std::string key = content_key(kPendingFolder, text, ".json");
  HT_CHECK_OK(store.put(key, text));
  return key;
}

base::Result<PendingReport> publish_pending(ports::ObjectStore& store, const base::Clock& clock) {
  PendingReport report;
  std::vector<series::ShardEntry> entries;
  HT_TRY(const auto objects, store.list(kPendingFolder));
  for (const ports::ObjectInfo& object : objects) {
    if (report.keys.size() == kMaxPendingAtOnce) break;
    const auto text = store.get(object.key);
    if (!text && text.error().code == base::ErrorCode::kNotFound) continue;  // somebody else published it meanwhile
    if (!text) return std::unexpected(text.error());
    auto waiting = series::Manifest::parse(*text);
    if (!waiting || waiting->kind != kRealData) {
      report.unreadable.push_back(object.key);
      continue;
    }
    std::ranges::move(waiting->shards, std::back_inserter(entries));
    report.keys.push_back(object.key);
  }
  report.entries = entries.size();
  if (!entries.empty()) HT_CHECK_OK(publish(store, clock, kRealData, entries));
  HT_TRY(const Publication present, current_publication(store));
  report.publication = present.name();
  return report;
}

base::Status forget_pending(ports::ObjectStore& store, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) HT_CHECK_OK(store.remove(key));
  return {};
}

}  // namespace housing::app
