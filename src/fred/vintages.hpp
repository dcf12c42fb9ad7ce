// Vintages: what was known of one series after each of its releases.
//
// A *vintage* is the series as it stood from the day of a release on, until the next one. A release that changed
// nothing of the series makes none. They are put together from the releases' own rows by the rule that makes a world of
// the past (the newest release that covers a cell wins), so a vintage is what World::past of its day says, without
// laying out every other place. Gaps: model::kWideGap; periods nobody covers are not listed. Limits: kMaxVintages, the
// latest of them. Errors: kIo, kCorrupt, kNotFound of the shards. Thread-safety: pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/world.hpp"
#include "fred/series_id.hpp"

namespace housing::fred {

inline constexpr std::size_t kMaxVintages = 2000;

struct Row {
  std::vector<std::int32_t> ordinals;
  std::vector<model::WideCell> values;
  const series::ShardEntry* newest = nullptr;  // of the releases that have a place for the series
};

struct Vintage {
  model::Date date;
  Row row;
};

// The series as it is now; nullopt when nothing of it was imported.
std::optional<Row> present_row(const app::World& world, const SeriesKey& key);

// The oldest first.
base::Result<std::vector<Vintage>> vintages_of(const app::World& world, ports::ObjectStore& store,
                                               const SeriesKey& key);

}  // namespace housing::fred
