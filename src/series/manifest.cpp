#include "series/manifest.hpp"

#include <algorithm>
#include <tuple>

#include "base/json.hpp"
#include "base/json_writer.hpp"

namespace housing::series {
namespace {

constexpr int kManifestVersion = 1;

void write_entry(base::JsonWriter& json, const ShardEntry& entry) {
  const auto text = [&](std::string_view name, std::string_view value) { json.member(name, value); };
  json.begin_object();
  text("id", entry.id), text("dataset", entry.dataset), text("source", entry.source), text("file", entry.file);
  text("url", entry.url), text("etag", entry.etag), text("last_modified", entry.last_modified);
  text("sha256", entry.sha256), text("raw", entry.raw_key), text("shard", entry.shard_key);
  text("retrieved", entry.retrieved), text("release", entry.release.date.to_string());
  text("release_from", to_string(entry.release.from));
  json.key("metrics").begin_array();
  for (const std::string& metric : entry.metrics) json.value(std::string_view(metric));
  json.end_array();
  text("first_period", entry.first_period), text("last_period", entry.last_period);
  text("last_day", entry.last_day.to_string());
  json.member("regions", entry.regions).member("kept", entry.kept);
  json.member("refused", entry.refused).member("cells_refused", entry.cells_refused);
  json.key("refusals").begin_array();
  for (const model::Refusal& refusal : entry.refusals) {
    json.begin_object().member("line", refusal.line).member("column", refusal.column);
    json.member("reason", std::string_view(refusal.reason)).end_object();
  }
  json.end_array();
  if (const Judgement& judgement = entry.judgement; !judgement.at.empty()) {
    json.key("judgement").begin_object();
    text("at", judgement.at), text("reason", judgement.reason);
    json.member("withdrawn", judgement.withdrawn).end_object();
  }
  json.end_object();
}

base::Result<ShardEntry> read_entry(const base::Json& json) {
  const auto release = model::Date::parse(json.text("release"));
  const auto release_from = model::parse_release_from(json.text("release_from"));
  const auto last_day = model::Date::parse(json.text("last_day"));
  if (!release || !release_from || !last_day)
    return base::fail(base::ErrorCode::kCorrupt, "manifest: an entry without release");
  ShardEntry entry;
  const auto text = [&](std::string_view name) { return std::string(json.text(name)); };
  const auto count = [&](std::string_view name) { return static_cast<std::uint64_t>(json.integer(name)); };
  entry.id = text("id"), entry.dataset = text("dataset"), entry.source = text("source"), entry.file = text("file");
  entry.url = text("url"), entry.etag = text("etag"), entry.last_modified = text("last_modified");
  entry.sha256 = text("sha256"), entry.raw_key = text("raw");
  entry.shard_key = text("shard"), entry.retrieved = text("retrieved");
  entry.release = {*release, *release_from};
  for (const base::Json& metric : json.array("metrics")) entry.metrics.emplace_back(metric.text_or(""));
  entry.first_period = text("first_period"), entry.last_period = text("last_period");
  entry.last_day = *last_day;
  entry.regions = count("regions"), entry.kept = count("kept");
  entry.refused = count("refused"), entry.cells_refused = count("cells_refused");
  for (const base::Json& item : json.array("refusals"))
    entry.refusals.push_back({static_cast<std::uint64_t>(item.integer("line")),
                              static_cast<std::uint64_t>(item.integer("column")), std::string(item.text("reason"))});
  if (const base::Json* said = json.find("judgement")) {
    const base::Json* const withdrawn = said->find("withdrawn");
    entry.judgement = {.at = std::string(said->text("at")),
                       .reason = std::string(said->text("reason")),
                       .withdrawn = withdrawn != nullptr && withdrawn->bool_or(false)};
  }
  return entry;
}

}  // namespace

const ShardEntry* Manifest::find(std::string_view id) const {
  const auto found = std::ranges::find(shards, id, &ShardEntry::id);
  return found == shards.end() ? nullptr : &*found;
}

std::string Manifest::to_json() const {
  std::string out;
  base::JsonWriter json(out);
  json.begin_object().member("version", kManifestVersion);
  json.member("kind", std::string_view(kind)).member("created", std::string_view(created));
  json.member("places", std::string_view(places_key));
  json.key("blocks").begin_object();
  for (const auto& [metric, key] : blocks) json.member(metric, std::string_view(key));
  json.end_object().key("shards").begin_array();
  for (const ShardEntry& entry : shards) write_entry(json, entry);
  json.end_array().end_object();
  return out;
}

base::Result<Manifest> Manifest::parse(std::string_view text) {
  const auto parsed = base::Json::parse(text);
  if (!parsed) return base::fail(base::ErrorCode::kCorrupt, "manifest: " + parsed.error().message);
  const base::Json& json = *parsed;
  if (json.integer("version") != kManifestVersion)
    return base::fail(base::ErrorCode::kCorrupt, "manifest: not of a version this program reads");
  Manifest manifest;
  manifest.kind = json.text("kind");
  manifest.created = json.text("created");
  manifest.places_key = json.text("places");
  if (const base::Json* blocks = json.find("blocks"))
    for (const auto& [metric, key] : blocks->members()) manifest.blocks.emplace(metric, key.text_or(""));
  for (const base::Json& item : json.array("shards")) {
    HT_TRY(auto entry, read_entry(item));
    manifest.shards.push_back(std::move(entry));
  }
  return manifest;
}

bool wins_over(const ShardEntry& a, const ShardEntry& b) {
  const auto rank = [](const ShardEntry& entry) {
    return std::tie(entry.release.date, entry.last_day, entry.retrieved, entry.sha256);
  };
  return rank(a) > rank(b);
}

}  // namespace housing::series
