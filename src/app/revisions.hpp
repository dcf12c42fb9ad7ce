// Revisions: what changed in a metric between one release and the next, by how much, and how far back.
//
// Words. A *step* is two releases of one dataset that follow one another. A cell both cover with a value is *compared*;
// it is *revised* when the newer value differs. The *lag* of a cell is by how many periods it lies before the older
// release's last one. Revisions are percent of the older value, points for metrics that are percent themselves.
// A step is a *restatement* when at least half of the compared cells with a lag of kSettledLag and more were revised:
// history was computed anew. It is a *late correction* when cells were revised, but less than that of the settled ones.
// Errors: kNotFound, kInvalidInput naming the parameter; kIo, kCorrupt of the shards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/question_error.hpp"
#include "app/world.hpp"
#include "ports/object_store.hpp"

namespace housing::app {

inline constexpr std::int32_t kSettledLag = 12;
inline constexpr double kRestatedShare = 0.5;
inline constexpr std::size_t kMaxHistoryPeriods = 1000;  // of one place

struct RevisionsQuestion {
  std::string metric;
  std::string region;  // empty: only the steps over all places
  std::string from;    // of the place's history; steps are always over all of it
  std::string to;
};

enum class StepKind { kUnchanged, kLateCorrection, kRestatement };
std::string_view to_string(StepKind kind);  // "unchanged", "late-correction", "restatement"

struct LagRevision {
  std::int32_t lag = 0;  // the least of the bucket; the next bucket's begins where this one ends
  std::uint64_t compared = 0;
  std::uint64_t revised = 0;
  double median_absolute = 0;  // over all compared
};

struct RevisionStep {
  const series::ShardEntry* older = nullptr;
  const series::ShardEntry* newer = nullptr;
  StepKind kind = StepKind::kUnchanged;
  std::uint64_t compared = 0;
  std::uint64_t revised = 0;
  std::uint64_t added = 0;      // cells with a value only in the newer, of periods both cover
  std::uint64_t withdrawn = 0;  // only in the older
  double median_absolute = 0;
  double largest_absolute = 0;
  std::string largest_region;
  std::int32_t largest_ordinal = 0;
  std::vector<LagRevision> by_lag;
};

struct ValueOfRelease {
  const series::ShardEntry* shard = nullptr;
  model::WideCell value = model::kWideGap;
};

// What the releases said of one period, the oldest first; consecutive equal ones once.
struct CellHistory {
  std::int32_t ordinal = 0;
  std::vector<ValueOfRelease> values;
};

struct RevisionsAnswer {
  const model::MetricInfo* metric = nullptr;
  bool in_points = false;
  std::vector<RevisionStep> steps;  // by dataset, then release
  std::optional<model::RegionId> region;
  std::vector<CellHistory> history;  // of the region: periods that were revised or withdrawn, in order of time
  std::vector<std::string> notes;
};

// The region's periods that were revised or withdrawn between releases of one dataset, in order of time: the history
// alone, without looking at other places. Errors: kIo, kCorrupt of the shards.
base::Result<std::vector<CellHistory>> revised_periods(const World& world, ports::ObjectStore& store,
                                                       const model::MetricInfo& metric, const model::RegionId& region);

Answered<RevisionsAnswer> answer_revisions(const World& world, ports::ObjectStore& store,
                                           const RevisionsQuestion& question);

}  // namespace housing::app
