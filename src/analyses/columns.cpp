#include "analyses/columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyses/column_values.hpp"
#include "app/series_query.hpp"
#include "base/assert.hpp"
#include "places/search_within.hpp"
#include "stats/column_kernels.hpp"

namespace housing::analyses {
namespace {

using series::Block;
using series::Cells;

constexpr std::size_t kRecentPeriods = 24;    // among which the best covered is looked for
constexpr int kStalePeriods = 2;              // how many periods back still speak of a day …
constexpr int kStaleDays = 366;               // … and how many days more
constexpr std::size_t kColumnOverhead = 256;  // bytes a kept column takes beside its cells

std::size_t present_in(const Cells& cells) {
  if (!cells.is_wide()) return stats::count_present(cells.narrow());
  return static_cast<std::size_t>(std::ranges::count_if(cells, [](auto cell) { return cell != model::kWideGap; }));
}

std::size_t bytes_of(const Column& column) {
  return column.narrow.size() * sizeof(model::Cell) + column.wide.size() * sizeof(model::WideCell) + kColumnOverhead;
}

// Each row's value at its place on the axis.
template <class T>
std::vector<T> placed(std::span<const T> rows, std::span<const std::uint32_t> places, std::size_t size) {
  std::vector<T> cells(size, std::numeric_limits<T>::min());
  for (std::size_t i = 0; i < rows.size(); ++i) cells[places[i]] = rows[i];
  return cells;
}

}  // namespace

std::optional<std::size_t> Axis::find(const model::RegionId& region) const {
  const auto at = std::ranges::lower_bound(regions, region);
  if (at == regions.end() || *at != region) return std::nullopt;
  return static_cast<std::size_t>(at - regions.begin());
}

std::shared_ptr<const Axis> Columns::axis(model::RegionType type) {
  auto& held = axes_[static_cast<std::size_t>(type)];
  {
    const std::scoped_lock lock(mutex_);
    if (held != nullptr) return held;
  }
  auto axis = std::make_shared<Axis>();
  axis->type = type;
  axis->regions = world_->regions_with_data(type);
  const std::scoped_lock lock(mutex_);
  if (held == nullptr) held = std::move(axis);
  return held;
}

std::optional<std::int32_t> Columns::newest_ordinal(const model::MetricInfo& metric, model::RegionType type) {
  const auto key = std::make_pair(&metric, type);
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = newest_.find(key); found != newest_.end()) return found->second;
  }
  std::optional<std::int32_t> newest;
  if (const Block* block = world_->block(metric)) {
    const auto rows = block->rows_of(type);
    std::vector<std::size_t> present;  // newest first, from the newest that has any
    for (std::size_t column = block->ordinals().size(); column-- > 0 && present.size() < kRecentPeriods;) {
      const std::size_t count =
          present_in(block->column(static_cast<std::uint32_t>(column)).subspan(rows.begin, rows.end - rows.begin));
      if (!present.empty() || count > 0) present.push_back(count);
      if (present.size() == 1) newest = block->ordinals()[column];
    }
    const std::size_t best = present.empty() ? 0 : std::ranges::max(present);
    const auto covered = std::ranges::find_if(present, [&](std::size_t count) { return count * 2 >= best; });
    if (newest && covered != present.begin()) {
      const auto first = block->find_column(*newest);
      newest = block->ordinals()[*first - static_cast<std::size_t>(covered - present.begin())];
    }
  }
  const std::scoped_lock lock(mutex_);
  newest_.emplace(key, newest);
  return newest;
}

std::optional<std::int32_t> Columns::ordinal_by(const model::MetricInfo& metric, model::Date day) const {
  const Block* block = world_->block(metric);
  if (block == nullptr) return std::nullopt;
  const auto ordinals = block->ordinals();
  const auto behind = std::ranges::partition_point(
      ordinals, [&](std::int32_t ordinal) { return model::Period{block->frequency(), ordinal}.end() <= day; });
  if (behind == ordinals.begin()) return std::nullopt;
  const model::Period period{block->frequency(), *(behind - 1)};
  const int length = 365 / model::periods_per_year(period.frequency) + 1;
  if (period.end().plus_days(kStalePeriods * length + kStaleDays) < day) return std::nullopt;
  return period.ordinal;
}

std::shared_ptr<const std::vector<std::uint32_t>> Columns::places(const Block& block, const Axis& axis,
                                                                  model::RegionType type) {
  const auto key = std::make_pair(&block, type);
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = places_.find(key); found != places_.end()) return found->second;
  }
  auto places = std::make_shared<std::vector<std::uint32_t>>();
  const auto rows = block.rows_of(type);
  if (rows.end - rows.begin != axis.size()) {  // else they are the same regions in the same order
    std::uint32_t place = 0;
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
      while (axis.regions[place] != block.regions()[row]) ++place;
      places->push_back(place);
    }
  }
  const std::scoped_lock lock(mutex_);
  return places_.emplace(key, std::move(places)).first->second;
}

// Both columns are aligned already; the denominator is the newest by the end of the numerator's period.
std::shared_ptr<const Column> Columns::quotient(const ColumnKey& key) {
  const Derived& derived = *key.measure.derived;
  const auto level_of = [&](std::string_view id) -> std::shared_ptr<const Column> {
    const model::MetricInfo* metric = model::find_metric(id);
    const auto ordinal = ordinal_by(*metric, key.period().end());
    if (!ordinal) return nullptr;
    ColumnKey level = key;
    level.measure = Measure();
    level.measure.metric = metric;
    level.ordinal = *ordinal;
    return made(level);
  };
  const auto above = level_of(derived.numerator);
  const auto below = level_of(derived.denominator);
  if (above == nullptr || below == nullptr) return nullptr;
  auto column = std::make_shared<Column>();
  column->key = key;
  column->unit = derived.unit;
  column->decimals = derived.decimals;
  const double scale = derived.factor * std::pow(10.0, derived.decimals + below->decimals - above->decimals);
  const Cells numerators = above->cells();
  const Cells denominators = below->cells();
  column->narrow.assign(numerators.size(), model::kGap);
  for (std::size_t i = 0; i < numerators.size(); ++i) {
    if (numerators[i] == model::kWideGap || denominators[i] == model::kWideGap || denominators[i] == 0) continue;
    const double ratio = scale * static_cast<double>(numerators[i]) / static_cast<double>(denominators[i]);
    if (std::abs(ratio) < static_cast<double>(model::kMaxCell))
      column->narrow[i] = static_cast<model::Cell>(std::llrint(ratio));
  }
  if (key.measure.transform != app::Transform::kLevel) {
    const bool rank = key.measure.transform == app::Transform::kRank;
    const auto values = column->narrow;
    rank ? stats::rank_cells(values, column->narrow) : stats::percentile_cells(values, column->narrow);
    column->unit = rank ? model::Unit::kCount : model::Unit::kPercent;
    column->decimals = rank ? 0 : app::kTransformedDecimals;
  }
  column->present = present_in(column->cells());
  return column;
}

std::shared_ptr<const Column> Columns::aligned(const ColumnKey& key, const Block& block, RowValues values) {
  const auto axis = this->axis(key.type);
  const auto places = this->places(block, *axis, key.type);
  auto column = std::make_shared<Column>();
  column->key = key;
  column->unit = values.unit;
  column->decimals = values.decimals;
  column->present = present_in(values.cells());
  if (places->empty()) {
    column->narrow = std::move(values.narrow);
    column->wide = std::move(values.wide);
  } else if (values.wide.empty()) {
    column->narrow = placed<model::Cell>(values.narrow, *places, axis->size());
  } else {
    column->wide = placed<model::WideCell>(values.wide, *places, axis->size());
  }
  return column;
}

std::shared_ptr<const Column> Columns::made(const ColumnKey& key) {
  if (key.measure.derived != nullptr) return quotient(key);
  const Block* block = world_->block(*key.measure.metric);
  if (block == nullptr) return nullptr;
  const auto rows = block->rows_of(key.type);
  if (rows.begin == rows.end) return nullptr;
  const auto deflator =
      key.measure.deflator != nullptr ? app::Deflator::of(*world_, *key.measure.deflator) : std::nullopt;
  return aligned(key, *block, row_values(*block, key, deflator ? &*deflator : nullptr));
}

std::shared_ptr<const Column> Columns::change(const model::MetricInfo& metric, model::RegionType type,
                                              std::int32_t from, std::int32_t to) {
  const Block* block = world_->block(metric);
  if (block == nullptr) return nullptr;
  const auto rows = block->rows_of(type);
  if (rows.begin == rows.end) return nullptr;
  ColumnKey key{.measure = {}, .type = type, .ordinal = to};
  key.measure.metric = &metric;
  return aligned(key, *block, row_changes(*block, type, from, to));
}

std::shared_ptr<const Column> Columns::column(const ColumnKey& key) {
  HT_ASSERT(key.measure.metric != nullptr && is_columnar(key.measure.transform));
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
      kept_.splice(kept_.begin(), kept_, found->second);
      return kept_.front().column;
    }
  }
  auto column = made(key);
  if (column == nullptr) return nullptr;
  const std::scoped_lock lock(mutex_);
  if (by_key_.contains(key)) return column;  // another thread was as quick
  kept_.push_front({key, column});
  by_key_.emplace(key, kept_.begin());
  bytes_ += bytes_of(*column);
  while (bytes_ > kMaxColumnBytes && kept_.size() > 1) {
    bytes_ -= bytes_of(*kept_.back().column);
    by_key_.erase(kept_.back().key);
    kept_.pop_back();
  }
  return column;
}

std::shared_ptr<const stats::ScaledRows> Columns::growth(const model::MetricInfo& metric, model::RegionType type,
                                                         std::size_t last, std::size_t width) {
  {
    const std::scoped_lock lock(mutex_);
    for (const Growth& kept : growths_)
      if (kept.metric == &metric && kept.type == type && kept.last == last && kept.width == width) return kept.rows;
  }
  const Block& block = *world_->block(metric);
  const auto rows = block.rows_of(type);
  std::vector<float> growth((rows.end - rows.begin) * width, std::numeric_limits<float>::quiet_NaN());
  for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
    const auto cells = block.row(row).subspan(last - width, width + 1).copied();
    float* const to = growth.data() + (row - rows.begin) * width;
    for (std::size_t i = 0; i < width; ++i)
      if (cells[i] != model::kWideGap && cells[i + 1] != model::kWideGap && cells[i] != 0)
        to[i] = static_cast<float>(static_cast<double>(cells[i + 1]) / static_cast<double>(cells[i]) - 1);
  }
  auto scaled = std::make_shared<const stats::ScaledRows>(stats::scaled_rows(std::move(growth), width));
  const std::scoped_lock lock(mutex_);
  growths_.push_front({&metric, type, last, width, scaled});
  if (growths_.size() > kMaxGrowths) growths_.pop_back();
  return scaled;
}

std::shared_ptr<const stats::Bits> Columns::inside(model::RegionType type, const model::RegionId& whole) {
  const auto key = std::make_pair(type, whole);
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = inside_.find(key); found != inside_.end()) return found->second;
  }
  const auto axis = this->axis(type);
  auto bits = std::make_shared<stats::Bits>(stats::words_for(axis->size()));
  const places::Inside area(world_->gazetteer(), whole);
  const bool all = whole == model::RegionId::us();
  for (std::size_t i = 0; i < axis->size(); ++i) {
    const auto place = world_->gazetteer().find(axis->regions[i]);
    if (all || axis->regions[i] == whole || (place && area.holds(*place)))
      (*bits)[i / 64] |= std::uint64_t{1} << (i % 64);
  }
  const std::scoped_lock lock(mutex_);
  if (inside_.size() >= kMaxAreas) inside_.clear();
  return inside_.emplace(key, std::move(bits)).first->second;
}

std::vector<const series::ShardEntry*> Columns::releases(const model::MetricInfo& metric, model::RegionType type,
                                                         std::int32_t ordinal) const {
  std::vector<const series::ShardEntry*> entries;
  const Block* block = world_->block(metric);
  const auto column = block != nullptr ? block->find_column(ordinal) : std::nullopt;
  if (!column) return entries;
  std::vector<bool> seen(block->shards().size());
  const auto rows = block->rows_of(type);
  for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
    const auto origins = block->origins(row);
    const auto behind = std::ranges::partition_point(
        origins, [&](const Block::Origin& origin) { return origin.first_column <= *column; });
    if (behind == origins.begin()) continue;
    const std::uint32_t shard = (behind - 1)->shard;
    if (shard == Block::kNoShard || seen[shard]) continue;
    seen[shard] = true;
    if (const auto* entry = world_->manifest().find(block->shards()[shard])) entries.push_back(entry);
  }
  std::ranges::sort(entries, [](const auto* a, const auto* b) { return wins_over(*a, *b); });
  return entries;
}

std::shared_ptr<Columns> ColumnHolder::of(const std::shared_ptr<const app::World>& world) {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find(held_, world.get(), [](const auto& columns) { return &columns->world(); });
  if (found != held_.end()) {
    held_.splice(held_.begin(), held_, found);
    return held_.front();
  }
  held_.push_front(std::make_shared<Columns>(world));
  if (held_.size() > kMaxColumnWorlds) held_.pop_back();
  return held_.front();
}

}  // namespace housing::analyses
