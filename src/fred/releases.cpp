// /fred/releases, /fred/release, /fred/release/series, /fred/series/release and /fred/series/categories.
//
// FRED's release is our dataset: a publisher's family of files ("zillow/zhvi/metro"). Its number is made of the
// dataset's name, so that it is the same in every installation and never changes. Categories we have none.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "fred/series_entry.hpp"

namespace housing::fred {
namespace {

constexpr std::size_t kIdDigits = 7;  // hexadecimal ones of the name's SHA-256

struct Release {
  std::int64_t id = 0;
  std::string dataset;
  std::string name;
  std::string link;
};

std::int64_t release_id(std::string_view dataset) {
  const std::string digest = base::sha256_hex(dataset);
  std::int64_t id = 0;
  std::from_chars(digest.data(), digest.data() + kIdDigits, id, 16);
  return id;
}

Release release_of(const app::World& world, const series::ShardEntry& entry) {
  const model::SourceInfo* source = model::find_source(world.synthetic() ? "demo" : std::string_view(entry.source));
  Release release{.id = release_id(entry.dataset), .dataset = entry.dataset, .name = entry.dataset, .link = {}};
  if (source == nullptr) return release;
  release.name = std::string(source->name) + ": " + entry.dataset;
  release.link = source->url;
  return release;
}

// Those with a metric that may be handed out, by number.
std::map<std::int64_t, Release> all_releases(const Question& question) {
  std::map<std::int64_t, Release> releases;
  for (const series::ShardEntry& entry : question.world.manifest().shards) {
    if (entry.judgement.withdrawn) continue;
    const bool served = std::ranges::any_of(entry.metrics, [&](const std::string& id) {
      const model::MetricInfo* metric = model::find_metric(id);
      return metric != nullptr && is_served(question, *metric);
    });
    if (served) releases.try_emplace(release_id(entry.dataset), release_of(question.world, entry));
  }
  return releases;
}

Fields release_entry(const Release& release, const RealTime& period) {
  return {{"id", release.id},
          {"realtime_start", period.start.to_string()},
          {"realtime_end", period.end.to_string()},
          {"name", release.name},
          {"press_release", false},
          {"link", release.link}};
}

Fields short_head(const Question& question, const RealTime& period) {
  Fields head = {{"realtime_start", period.start.to_string()}, {"realtime_end", period.end.to_string()}};
  if (question.world.synthetic()) head.push_back({"synthetic", true});
  return head;
}

std::string one_release(const Question& question, const RealTime& period, const Release& release) {
  ListWriter writer(question.file_type, {"releases", "release"}, short_head(question, period));
  writer.item(release_entry(release, period));
  return writer.finish();
}

Answered<Release> asked_release(const Question& question) {
  const auto id = base::parse_integer(question.text("release_id"));
  if (!id) return bad_request("Variable release_id is not a whole number.");
  const auto releases = all_releases(question);
  const auto found = releases.find(*id);
  if (found == releases.end()) return bad_request("The release does not exist. releases lists those there are.");
  return found->second;
}

// Whether one of the row's numbers comes from one of these releases' files.
bool comes_from(const series::Block& block, std::uint32_t row, const std::set<std::uint32_t>& shards) {
  return std::ranges::any_of(block.origins(row),
                             [&](const series::Block::Origin& origin) { return shards.contains(origin.shard); });
}

std::vector<FoundSeries> series_of(const Question& question, std::string_view dataset) {
  std::vector<FoundSeries> found;
  for (const model::MetricInfo& metric : model::all_metrics()) {
    const series::Block* block = is_served(question, metric) ? question.world.block(metric) : nullptr;
    if (block == nullptr) continue;
    std::set<std::uint32_t> shards;
    for (std::uint32_t i = 0; i < block->shards().size(); ++i) {
      const series::ShardEntry* entry = question.world.manifest().find(block->shards()[i]);
      if (entry != nullptr && entry->dataset == dataset) shards.insert(i);
    }
    if (shards.empty()) continue;
    for (std::uint32_t row = 0; row < block->regions().size(); ++row)
      if (comes_from(*block, row, shards)) found.push_back({{&metric, block->regions()[row]}, 0});
  }
  return found;
}

}  // namespace

Answer answer_releases(const Question& question) {
  constexpr std::array<std::string_view, 6> kNames = {"realtime_start", "realtime_end", "limit",
                                                      "offset",         "sort_order",   "order_by"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY(const RealTime period, real_time(question.query, question.today, question.today));
  constexpr std::array<std::string_view, 5> kOrders = {"release_id", "name", "press_release", "realtime_start",
                                                       "realtime_end"};
  HT_TRY(const std::string order, choice(question.query, "order_by", kOrders));
  HT_TRY(const Page asked, page(question.query, kMaxListed));
  std::vector<Release> releases;
  for (auto& [id, release] : all_releases(question)) releases.push_back(release);
  if (order == "name") std::ranges::stable_sort(releases, {}, &Release::name);
  if (asked.descending) std::ranges::reverse(releases);
  Fields head = {{"realtime_start", period.start.to_string()},
                 {"realtime_end", period.end.to_string()},
                 {"order_by", order},
                 {"sort_order", std::string(asked.descending ? "desc" : "asc")},
                 {"count", static_cast<std::int64_t>(releases.size())},
                 {"offset", asked.offset},
                 {"limit", asked.limit}};
  if (question.world.synthetic()) head.push_back({"synthetic", true});
  ListWriter writer(question.file_type, {"releases", "release"}, head);
  const Slice slice = slice_of(asked, releases.size());
  for (std::size_t i = slice.first; i < slice.end; ++i) writer.item(release_entry(releases[i], period));
  return writer.finish();
}

Answer answer_release(const Question& question) {
  constexpr std::array<std::string_view, 3> kNames = {"release_id", "realtime_start", "realtime_end"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY(const RealTime period, real_time(question.query, question.today, question.today));
  HT_TRY(const Release release, asked_release(question));
  return one_release(question, period, release);
}

Answer answer_release_series(const Question& question) {
  constexpr std::array<std::string_view, 9> kNames = {"release_id", "realtime_start", "realtime_end",
                                                      "limit",      "offset",         "sort_order",
                                                      "order_by",   "filter_value",   "filter_variable"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY(const RealTime period, real_time(question.query, question.today, question.today));
  HT_TRY(const Release release, asked_release(question));
  return series_list(question, period, series_of(question, release.dataset), Ranked::kNo);
}

Answer answer_series_release(const Question& question) {
  constexpr std::array<std::string_view, 3> kNames = {"series_id", "realtime_start", "realtime_end"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY(const RealTime period, real_time(question.query, question.today, question.today));
  HT_TRY(const SeriesKey key, asked_series(question));
  const auto row = present_row(question.world, key);
  if (!row || row->newest == nullptr) return bad_request("The series does not exist.");
  return one_release(question, period, release_of(question.world, *row->newest));
}

Answer answer_series_categories(const Question& question) {
  constexpr std::array<std::string_view, 3> kNames = {"series_id", "realtime_start", "realtime_end"};
  HT_CHECK_OK(check_names(question.query, kNames));
  HT_TRY([[maybe_unused]] const SeriesKey key, asked_series(question));
  return ListWriter(question.file_type, {"categories", "category"}, {}).finish();
}

}  // namespace housing::fred
