// Region profile: what a place is, and the latest of every metric published for it, with change and rank.
//
// Units: changes in percent of the value before, of a rate in points. Rank: 1 is the highest value among regions of the
// same type with a value in the same period; ties share the better rank. Percentile: mid-rank, 100 (below + half of
// equal) / of. Gaps: the latest value is the last one that is not a gap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/boundary_breaks.hpp"
#include "app/question_error.hpp"
#include "app/world.hpp"

namespace housing::app {

inline constexpr std::size_t kMaxProfileChildren = 60;

struct Rank {
  std::uint32_t position = 0;
  std::uint32_t of = 0;
  double percentile = 0;
};

struct LatestValue {
  const model::MetricInfo* metric = nullptr;
  int decimals = 0;
  model::Period period;
  std::int64_t value = 0;
  std::optional<double> mom;  // nothing when the publisher's frequency has no month before, or there is a gap
  std::optional<double> yoy;
  bool in_points = false;    // the changes are differences of a rate, not percent of it
  std::optional<Rank> rank;  // nothing when the region has no peers
  const series::ShardEntry* shard = nullptr;
};

struct RegionSummary {
  model::RegionId id;
  std::string name;
  std::string label;
};

struct NeighbourSummary {
  RegionSummary region;
  std::optional<double> distance_km;  // of ZIP codes, which have no boundary
};

struct RegionProfile {
  RegionSummary region;
  bool former = false;
  std::optional<int> vintage;  // of the delineation or boundaries; a former place's last one
  std::vector<std::string> aliases;
  std::vector<RegionSummary> parents;   // nearest first
  std::vector<RegionSummary> children;  // at most kMaxProfileChildren
  std::size_t children_total = 0;
  std::optional<std::uint32_t> population;
  std::optional<places::Location> centroid;
  std::vector<NeighbourSummary> neighbours;  // as places::near_places orders them
  std::vector<RegionSummary> succeeded_by;   // of a former place
  std::vector<RegionSummary> preceded_by;    // of a present one
  std::vector<BoundaryBreak> breaks;
  std::vector<LatestValue> latest;  // in the catalogue's order
};

// Ids of what the region lies in, nearest first; of a Census place or town, which the gazetteer lacks, by its code.
std::vector<model::RegionId> parents_of(const World& world, const model::RegionId& region);

Answered<RegionProfile> answer_region(const World& world, std::string_view id);

}  // namespace housing::app
