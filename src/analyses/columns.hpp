// Columns: one metric at one period over every region of a type, transformed, each column aligned to the type's axis so
// that columns of different metrics can be asked together. The engine under rankings, maps, screens and comparisons.
//
// Words. The *axis* of a type is every region of it that any metric has, in order of id. A *column* has one cell for
// each place of the axis, in units of 10^-decimals, rounded as /series rounds; a gap is model::kGap (kWideGap where the
// column is wide). Columns and axes are made when first asked for and kept, the least recently used go first.
// Thread-safety: any thread. Ownership: shared; whoever holds a column is not disturbed when it is dropped.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "analyses/measure.hpp"
#include "app/world.hpp"
#include "model/catalogue.hpp"
#include "model/date.hpp"
#include "model/region.hpp"
#include "series/cells.hpp"
#include "series/manifest.hpp"
#include "stats/bit_columns.hpp"
#include "stats/correlation.hpp"

namespace housing::analyses {

inline constexpr std::size_t kMaxColumnBytes = 192 * 1024 * 1024;  // kept for one world
inline constexpr std::size_t kMaxGrowths = 3;                      // of some 25 MB each over all ZIP codes
inline constexpr std::size_t kMaxAreas = 512;                      // whose places are kept for one world

struct RowValues;

struct Axis {
  model::RegionType type = model::RegionType::kUs;
  std::vector<model::RegionId> regions;

  std::size_t size() const { return regions.size(); }
  std::optional<std::size_t> find(const model::RegionId& region) const;
};

// What a column is of.
struct ColumnKey {
  Measure measure;
  model::RegionType type = model::RegionType::kZip;
  std::int32_t ordinal = 0;  // of the metric's frequency; of a derived measure, of its numerator's

  model::Period period() const { return {measure.metric->frequency, ordinal}; }
  auto operator<=>(const ColumnKey&) const = default;
};

struct Column {
  ColumnKey key;
  model::Unit unit = model::Unit::kUsd;
  int decimals = 0;
  std::size_t present = 0;  // cells that are no gap

  series::Cells cells() const { return wide.empty() ? series::Cells(narrow) : series::Cells(wide); }
  std::vector<model::Cell> narrow;
  std::vector<model::WideCell> wide;  // instead, where 32 bits do not hold the numbers
};

class Columns {
 public:
  explicit Columns(std::shared_ptr<const app::World> world) : world_(std::move(world)) {}
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;

  const app::World& world() const { return *world_; }
  std::shared_ptr<const Axis> axis(model::RegionType type);

  // The newest period of the metric that is well covered at the type: at least half as many regions have a value as in
  // the best of the last kRecentPeriods. Nothing when no region of the type has any.
  std::optional<std::int32_t> newest_ordinal(const model::MetricInfo& metric, model::RegionType type);
  // The newest period of the metric that ends by `day` and is not out of date then (at most two periods and a year
  // before); the same rule for every metric of a question about one month.
  std::optional<std::int32_t> ordinal_by(const model::MetricInfo& metric, model::Date day) const;

  // nullptr when the world has no such metric or no region of the type has it.
  std::shared_ptr<const Column> column(const ColumnKey& key);
  // The same, made anew and not kept: for questions that go through hundreds of periods.
  std::shared_ptr<const Column> made(const ColumnKey& key);
  // Percent change of the metric's level from one of its periods to another; made anew. nullptr as above.
  std::shared_ptr<const Column> change(const model::MetricInfo& metric, model::RegionType type, std::int32_t from,
                                       std::int32_t to);

  // The growth from period to period of each row of the metric's block that belongs to the type, over the `width`
  // periods up to column `last` of the block, ready to be correlated. The latest few are kept.
  std::shared_ptr<const stats::ScaledRows> growth(const model::MetricInfo& metric, model::RegionType type,
                                                  std::size_t last, std::size_t width);

  // The places of the axis that lie inside `whole`, or are it; all of them for the nation.
  std::shared_ptr<const stats::Bits> inside(model::RegionType type, const model::RegionId& whole);
  // The imports that the cells of a metric's period come from, the newest release first.
  std::vector<const series::ShardEntry*> releases(const model::MetricInfo& metric, model::RegionType type,
                                                  std::int32_t ordinal) const;

 private:
  struct Kept {
    ColumnKey key;
    std::shared_ptr<const Column> column;
  };

  std::shared_ptr<const Column> quotient(const ColumnKey& key);
  std::shared_ptr<const Column> aligned(const ColumnKey& key, const series::Block& block, RowValues values);
  // For each row of the metric's block that belongs to the type its place on the axis; empty: one after another, from
  // the first on.
  std::shared_ptr<const std::vector<std::uint32_t>> places(const series::Block& block, const Axis& axis,
                                                           model::RegionType type);

  std::shared_ptr<const app::World> world_;
  std::mutex mutex_;  // of what follows; columns are made outside it
  std::array<std::shared_ptr<const Axis>, model::kRegionTypes> axes_;
  std::map<std::pair<const series::Block*, model::RegionType>, std::shared_ptr<const std::vector<std::uint32_t>>>
      places_;
  std::map<std::pair<const model::MetricInfo*, model::RegionType>, std::optional<std::int32_t>> newest_;
  std::map<std::pair<model::RegionType, model::RegionId>, std::shared_ptr<const stats::Bits>> inside_;
  struct Growth {
    const model::MetricInfo* metric;
    model::RegionType type;
    std::size_t last;
    std::size_t width;
    std::shared_ptr<const stats::ScaledRows> rows;
  };
  std::list<Growth> growths_;  // the latest made first
  std::list<Kept> kept_;       // the latest used first
  std::map<ColumnKey, std::list<Kept>::iterator> by_key_;
  std::size_t bytes_ = 0;
};

// The columns of the worlds in use: those of today and of the last few days asked for.
inline constexpr std::size_t kMaxColumnWorlds = 4;

class ColumnHolder {
 public:
  std::shared_ptr<Columns> of(const std::shared_ptr<const app::World>& world);

 private:
  std::mutex mutex_;
  std::list<std::shared_ptr<Columns>> held_;  // the latest used first
};

}  // namespace housing::analyses
