#include "app/shard_sink.hpp"

#include <algorithm>
#include <limits>

#include "base/assert.hpp"
#include "series/axis.hpp"

namespace housing::app {
namespace {

constexpr std::size_t kCellsAWideCell = sizeof(model::WideCell) / sizeof(model::Cell);

// What CellStore kept, as the values it was given. Its memory is aligned for both.
template <class Value>
std::span<const Value> values_in(std::span<const model::Cell> raw) {
  return {reinterpret_cast<const Value*>(raw.data()), raw.size() * sizeof(model::Cell) / sizeof(Value)};
}

}  // namespace

base::Status ShardSink::begin(const sources::Table& table) {
  HT_ASSERT(!table_.has_value());
  table_ = table;
  columns_.resize(table.metrics.size());
  return {};
}

base::Result<std::uint32_t> ShardSink::place_index(const sources::Place& place) {
  const auto [entry, fresh] = index_of_place_.try_emplace(place.id, static_cast<std::uint32_t>(places_.size()));
  if (fresh) {
    places_.push_back({place.id, place.publisher_id, place.name, place.size_rank});
  } else if (places_[entry->second].publisher_id != place.publisher_id) {
    const series::ShardPlace& before = places_[entry->second];
    return base::fail(base::ErrorCode::kConflict, "'" + place.name + "' (" + place.publisher_id + ") and '" +
                                                      before.name + "' (" + before.publisher_id + ") are both " +
                                                      std::string(place.id.text()));
  }
  return entry->second;
}

base::Result<ShardSink::Band*> ShardSink::band_of(Column& column, std::span<const std::int32_t> ordinals) {
  const auto same = [&](const Band& band) { return std::ranges::equal(band.ordinals, ordinals); };
  const auto found = std::find_if(column.bands.rbegin(), column.bands.rend(), same);
  if (found != column.bands.rend()) return &*found;
  if (bands_ == kMaxBands)
    return base::fail(base::ErrorCode::kLimitExceeded, "regions with more than " + std::to_string(kMaxBands) +
                                                           " different ranges of periods in one file");
  std::filesystem::path scratch = scratch_;
  scratch += "-cells-" + std::to_string(++bands_);
  Band& band = column.bands.emplace_back(
      Band{.ordinals = {ordinals.begin(), ordinals.end()},
           .places = {},
           .cells = CellStore(std::move(scratch), bands_ == 1 ? kMaxCellsInMemory : kMaxFurtherCells)});
  return &band;
}

bool ShardSink::overlaps(const Column& column, std::uint32_t place, std::span<const std::int32_t> ordinals) {
  const auto [begin, end] = column.rows_of_place.equal_range(place);
  return std::any_of(begin, end, [&](const auto& entry) {
    const std::vector<std::int32_t>& taken = column.bands[entry.second.band].ordinals;
    return std::ranges::any_of(ordinals, [&](std::int32_t o) { return std::ranges::binary_search(taken, o); });
  });
}

void ShardSink::note_periods(model::Frequency frequency, std::span<const std::int32_t> ordinals) {
  const model::Period first{frequency, ordinals.front()};
  const model::Period last{frequency, ordinals.back()};
  if (!any_period_ || first.begin() < first_.begin()) first_ = first;
  if (!any_period_ || last.end() > last_.end()) last_ = last;
  any_period_ = true;
}

base::Status ShardSink::run(const sources::Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                            std::span<const model::Cell> values) {
  HT_ASSERT(metric < columns_.size() && ordinals.size() == values.size() && !table_->metrics[metric]->wide);
  return keep(place, metric, ordinals, values);
}

base::Status ShardSink::run_wide(const sources::Place& place, std::size_t metric,
                                 std::span<const std::int32_t> ordinals, std::span<const model::WideCell> values) {
  HT_ASSERT(metric < columns_.size() && ordinals.size() == values.size() && table_->metrics[metric]->wide);
  return keep(place, metric, ordinals,
              std::span(reinterpret_cast<const model::Cell*>(values.data()), values.size() * kCellsAWideCell));
}

base::Status ShardSink::place(const sources::Place& place) {
  HT_TRY([[maybe_unused]] const std::uint32_t index, place_index(place));
  return {};
}

base::Status ShardSink::keep(const sources::Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                             std::span<const model::Cell> raw) {
  if (ordinals.empty()) return {};
  if (!series::is_axis(table_->metrics[metric]->frequency, ordinals))
    return base::fail(base::ErrorCode::kInvalidInput, "'" + place.name + "' has periods of impossible years");
  if (cells_ + raw.size() > kMaxCells)
    return base::fail(base::ErrorCode::kLimitExceeded, "more than " + std::to_string(kMaxCells) + " cells in one file");
  HT_TRY(const std::uint32_t index, place_index(place));
  Column& column = columns_[metric];
  if (overlaps(column, index, ordinals))
    return base::fail(base::ErrorCode::kConflict,
                      std::string(place.id.text()) + " ('" + place.name + "') is in the file a second time");
  HT_TRY(Band * found, band_of(column, ordinals));
  Band& band = *found;
  if (band.places.empty()) note_periods(table_->metrics[metric]->frequency, ordinals);
  column.rows_of_place.emplace(index, Where{static_cast<std::uint32_t>(&band - column.bands.data()),
                                            static_cast<std::uint32_t>(band.places.size())});
  band.places.push_back(index);
  cells_ += raw.size();
  return band.cells.append(raw);
}

void ShardSink::row_refused(sources::Refusal refusal) {
  ++refused_;
  if (refusals_.size() < kMaxListedRefusals) refusals_.push_back(std::move(refusal));
}

void ShardSink::cell_refused(sources::Refusal refusal) {
  ++cells_refused_;
  if (refusals_.size() < kMaxListedRefusals) refusals_.push_back(std::move(refusal));
}

base::Status ShardSink::write(const std::filesystem::path& path) {
  if (!table_ || places_.empty())
    return base::fail(base::ErrorCode::kInvalidInput, "no row of the file could be kept" + why());
  HT_TRY(auto writer, series::ShardWriter::create(path));
  for (std::size_t metric = 0; metric < columns_.size(); ++metric)
    if (const model::MetricInfo& info = *table_->metrics[metric]; !columns_[metric].bands.empty())
      HT_CHECK_OK(info.wide ? write_column<model::WideCell>(writer, info, columns_[metric])
                            : write_column<model::Cell>(writer, info, columns_[metric]));
  return writer.finish(places_);
}

// What was wrong with the first row, for a file of which nothing is left to report it with.
std::string ShardSink::why() const {
  if (refusals_.empty()) return {};
  const sources::Refusal& first = refusals_.front();
  return "; line " + std::to_string(first.line) +
         (first.column > 0 ? ", column " + std::to_string(first.column) : std::string()) + ": " + first.reason;
}

std::vector<std::string> ShardSink::metrics() const {
  std::vector<std::string> ids;
  for (std::size_t metric = 0; metric < columns_.size(); ++metric)
    if (!columns_[metric].bands.empty()) ids.emplace_back(table_->metrics[metric]->id);
  return ids;
}

template <class Value>
base::Status ShardSink::write_column(series::ShardWriter& writer, const model::MetricInfo& metric, Column& column) {
  if (column.bands.size() > 1) return write_union<Value>(writer, metric, column);
  Band& band = column.bands.front();
  HT_TRY(const auto raw, band.cells.all());
  const auto cells = values_in<Value>(raw);
  HT_CHECK_OK(writer.begin_table(metric, band.ordinals));
  for (std::size_t row = 0; row < band.places.size(); ++row)
    HT_CHECK_OK(writer.row(band.places[row], cells.subspan(row * band.ordinals.size(), band.ordinals.size())));
  return {};
}

template <class Value>
base::Status ShardSink::write_union(series::ShardWriter& writer, const model::MetricInfo& metric, Column& column) {
  std::vector<std::int32_t> axis;
  std::vector<std::span<const Value>> cells_of_band;
  for (Band& band : column.bands) {
    axis.insert(axis.end(), band.ordinals.begin(), band.ordinals.end());
    HT_TRY(const auto cells, band.cells.all());
    cells_of_band.push_back(values_in<Value>(cells));
  }
  std::ranges::sort(axis);
  axis.erase(std::ranges::unique(axis).begin(), axis.end());
  HT_CHECK_OK(writer.begin_table(metric, axis));
  std::vector<Value> cells(axis.size());
  for (std::uint32_t place = 0; place < places_.size(); ++place) {
    const auto [begin, end] = column.rows_of_place.equal_range(place);
    if (begin == end) continue;
    std::ranges::fill(cells, std::numeric_limits<Value>::min());  // kGap, kWideGap
    for (auto entry = begin; entry != end; ++entry) {
      const std::vector<std::int32_t>& ordinals = column.bands[entry->second.band].ordinals;
      const auto row = cells_of_band[entry->second.band].subspan(entry->second.row * ordinals.size(), ordinals.size());
      for (std::size_t i = 0; i < ordinals.size(); ++i)
        cells[static_cast<std::size_t>(std::ranges::lower_bound(axis, ordinals[i]) - axis.begin())] = row[i];
    }
    HT_CHECK_OK(writer.row(place, std::span<const Value>(cells)));
  }
  return {};
}

}  // namespace housing::app
