#include "app/revisions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "app/make_block.hpp"
#include "series/shard.hpp"

namespace housing::app {
namespace {

using series::ShardEntry;
using series::ShardReader;

constexpr std::array<std::int32_t, 7> kLagBuckets = {0, 1, 2, 3, 6, kSettledLag, 24};

// A shard opened, with the metric's table and its rows by place.
struct OpenShard {
  const ShardEntry* entry = nullptr;
  ShardReader reader;
  const ShardReader::Table* table = nullptr;
  std::unordered_map<model::RegionId, std::size_t> rows;
};

struct Window {
  std::optional<model::Date> from;
  std::optional<model::Date> to;
  bool holds(const model::Period& period) const {
    return (!from || period.begin() >= *from) && (!to || period.end() <= *to);
  }
};

// Of newer against older; both have values.
double revision_of(model::WideCell older, model::WideCell newer, bool in_points, int decimals) {
  const auto difference = static_cast<double>(newer - older);
  if (in_points) return difference / std::pow(10.0, decimals);
  return older == 0 ? 0 : 100 * difference / static_cast<double>(older);
}

double median_of(std::vector<float>& values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) return *middle;
  return (double{*middle} + double{*std::max_element(values.begin(), middle)}) / 2;
}

std::size_t bucket_of(std::int32_t lag) {
  return static_cast<std::size_t>(std::ranges::upper_bound(kLagBuckets, lag) - kLagBuckets.begin()) - 1;
}

// Compares two releases, cell by cell.
class Comparison {
 public:
  Comparison(const OpenShard& older, const OpenShard& newer, const model::MetricInfo& metric)
      : older_(older), newer_(newer), metric_(metric) {
    step_.older = older.entry;
    step_.newer = newer.entry;
  }

  RevisionStep run() {
    pair_columns();
    for (std::size_t row = 0; row < older_.table->places.size(); ++row) {
      const model::RegionId& region = older_.reader.places()[older_.table->places[row]].id;
      const auto other = newer_.rows.find(region);
      if (other != newer_.rows.end()) compare_rows(region, older_.table->row(row), newer_.table->row(other->second));
    }
    finish();
    return std::move(step_);
  }

 private:
  struct Pair {
    std::size_t older;
    std::size_t newer;
    std::size_t bucket;
  };

  void pair_columns() {
    const auto older = older_.table->ordinals;
    const auto newer = newer_.table->ordinals;
    for (std::size_t i = 0; i < older.size(); ++i) {
      const auto found = std::ranges::lower_bound(newer, older[i]);
      if (found == newer.end() || *found != older[i]) continue;
      // Weeks are days apart; by columns they count as periods like all others.
      const auto lag = static_cast<std::int32_t>(older.size() - 1 - i);
      pairs_.push_back({i, static_cast<std::size_t>(found - newer.begin()), bucket_of(lag)});
    }
  }

  void compare_rows(const model::RegionId& region, const series::Cells& older, const series::Cells& newer) {
    const bool in_points = metric_.unit == model::Unit::kPercent;
    for (const Pair& pair : pairs_) {
      const model::WideCell before = older[pair.older];
      const model::WideCell after = newer[pair.newer];
      if (before == model::kWideGap || after == model::kWideGap) {
        step_.added += before == model::kWideGap && after != model::kWideGap ? 1 : 0;
        step_.withdrawn += before != model::kWideGap && after == model::kWideGap ? 1 : 0;
        continue;
      }
      const double revision = std::fabs(revision_of(before, after, in_points, metric_.decimals));
      Bucket& bucket = buckets_[pair.bucket];
      bucket.revisions.push_back(static_cast<float>(revision));
      bucket.revised += before != after ? 1 : 0;
      if (revision <= step_.largest_absolute) continue;
      step_.largest_absolute = revision;
      step_.largest_region = region.text();
      step_.largest_ordinal = older_.table->ordinals[pair.older];
    }
  }

  void finish() {
    std::vector<float> all;
    std::uint64_t settled = 0;
    std::uint64_t settled_revised = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      Bucket& bucket = buckets_[i];
      if (bucket.revisions.empty()) continue;
      all.insert(all.end(), bucket.revisions.begin(), bucket.revisions.end());
      step_.compared += bucket.revisions.size();
      step_.revised += bucket.revised;
      if (kLagBuckets[i] >= kSettledLag) {
        settled += bucket.revisions.size();
        settled_revised += bucket.revised;
      }
      step_.by_lag.push_back({.lag = kLagBuckets[i],
                              .compared = bucket.revisions.size(),
                              .revised = bucket.revised,
                              .median_absolute = median_of(bucket.revisions)});
    }
    step_.median_absolute = median_of(all);
    if (step_.revised + step_.withdrawn + step_.added == 0) return;
    const bool restated =
        settled > 0 && static_cast<double>(settled_revised) >= kRestatedShare * static_cast<double>(settled);
    step_.kind = restated ? StepKind::kRestatement : StepKind::kLateCorrection;
  }

  struct Bucket {
    std::vector<float> revisions;  // absolute
    std::uint64_t revised = 0;
  };
  const OpenShard& older_;
  const OpenShard& newer_;
  const model::MetricInfo& metric_;
  std::vector<Pair> pairs_;
  std::array<Bucket, kLagBuckets.size()> buckets_;
  RevisionStep step_;
};

base::Result<OpenShard> open_shard(ports::ObjectStore& store, const ShardEntry& entry, std::string_view metric) {
  HT_TRY(const auto path, store.local_file(entry.shard_key));
  HT_TRY(auto reader, ShardReader::open(path));
  OpenShard open{.entry = &entry, .reader = std::move(reader), .table = nullptr, .rows = {}};
  const auto table = std::ranges::find(open.reader.tables(), metric, &ShardReader::Table::metric);
  if (table == open.reader.tables().end())
    return base::fail(base::ErrorCode::kCorrupt, entry.id + ": its shard lacks " + std::string(metric));
  open.table = &*table;
  for (std::size_t row = 0; row < table->places.size(); ++row)
    open.rows.emplace(open.reader.places()[table->places[row]].id, row);
  return open;
}

// The metric's releases by dataset, the oldest first.
std::map<std::string, std::vector<const ShardEntry*>> releases_of(const World& world, std::string_view metric) {
  std::map<std::string, std::vector<const ShardEntry*>> datasets;
  for (const ShardEntry* entry : shards_of(world.manifest(), metric)) datasets[entry->dataset].push_back(entry);
  return datasets;
}

using Histories = std::map<std::int32_t, std::vector<ValueOfRelease>>;

void add_history(Histories& histories, const OpenShard& shard, const model::RegionId& region, const Window& window) {
  const auto row = shard.rows.find(region);
  if (row == shard.rows.end()) return;
  const auto cells = shard.table->row(row->second);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!window.holds({shard.table->frequency, shard.table->ordinals[i]})) continue;
    auto& values = histories[shard.table->ordinals[i]];
    // A period nobody had a value for yet has no history.
    if (values.empty() ? cells[i] == model::kWideGap : values.back().value == cells[i]) continue;
    values.push_back({shard.entry, cells[i]});
  }
}

base::Status answer_into(RevisionsAnswer& answer, const World& world, ports::ObjectStore& store, const Window& window) {
  Histories histories;
  for (const auto& [dataset, entries] : releases_of(world, answer.metric->id)) {
    std::optional<OpenShard> before;
    for (const ShardEntry* entry : entries) {
      HT_TRY(OpenShard now, open_shard(store, *entry, answer.metric->id));
      if (answer.region) add_history(histories, now, *answer.region, window);
      if (before) answer.steps.push_back(Comparison(*before, now, *answer.metric).run());
      // The table is found by pointer into the reader's vector, which moves along.
      before.emplace(std::move(now));
    }
  }
  for (auto& [ordinal, values] : histories)
    if (values.size() > 1 && answer.history.size() < kMaxHistoryPeriods)
      answer.history.push_back({ordinal, std::move(values)});
  return {};
}

Answered<std::optional<model::DateRange>> bound(const std::string& text, const char* parameter) {
  if (text.empty()) return std::nullopt;
  const auto range = model::parse_date_range(text);
  if (range) return range;
  return reject("bad-date", parameter, "'" + text.substr(0, 40) + "' is no date.", {"2024", "2024-06", "2024-06-30"});
}

}  // namespace

std::string_view to_string(StepKind kind) {
  constexpr std::array<std::string_view, 3> kNames = {"unchanged", "late-correction", "restatement"};
  return kNames[static_cast<std::size_t>(kind)];
}

base::Result<std::vector<CellHistory>> revised_periods(const World& world, ports::ObjectStore& store,
                                                       const model::MetricInfo& metric, const model::RegionId& region) {
  std::vector<CellHistory> revised;
  for (const auto& [dataset, entries] : releases_of(world, metric.id)) {
    Histories histories;
    for (const ShardEntry* entry : entries) {
      HT_TRY(const OpenShard shard, open_shard(store, *entry, metric.id));
      add_history(histories, shard, region, Window{});
    }
    for (auto& [ordinal, values] : histories)
      if (values.size() > 1) revised.push_back({ordinal, std::move(values)});
  }
  std::ranges::sort(revised, {}, &CellHistory::ordinal);
  return revised;
}

Answered<RevisionsAnswer> answer_revisions(const World& world, ports::ObjectStore& store,
                                           const RevisionsQuestion& question) {
  if (question.metric.empty()) return reject("missing-parameter", "metric", "Say of which metric: metric=home_value");
  RevisionsAnswer answer;
  auto metric = known_metric(question.metric, "metric");
  if (!metric) return std::unexpected(metric.error());
  answer.metric = *metric;
  answer.in_points = answer.metric->unit == model::Unit::kPercent;
  if (!question.region.empty()) {
    auto region = known_region(world, question.region, "region");
    if (!region) return std::unexpected(region.error());
    answer.region = *region;
  }
  const auto from = bound(question.from, "from");
  if (!from) return std::unexpected(from.error());
  const auto to = bound(question.to, "to");
  if (!to) return std::unexpected(to.error());
  Window window;
  if (*from) window.from = (*from)->first;
  if (*to) window.to = (*to)->last;
  if (const auto status = answer_into(answer, world, store, window); !status)
    return std::unexpected(QuestionError{.code = status.error().code,
                                         .kind = "release-not-readable",
                                         .detail = "The releases cannot be read: " + status.error().message,
                                         .parameter = "metric",
                                         .suggestions = {}});
  if (answer.steps.empty())
    answer.notes.push_back("Of " + std::string(answer.metric->id) +
                           " no dataset is here in two releases; import an earlier or a later one to compare.");
  return answer;
}

}  // namespace housing::app
