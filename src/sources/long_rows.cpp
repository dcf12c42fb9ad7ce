#include "sources/long_rows.hpp"

#include <algorithm>
#include <cstring>

#include "base/assert.hpp"

namespace housing::sources {

LongRows::LongRows(std::size_t variants, std::size_t cells_a_row, const std::optional<std::filesystem::path>& scratch,
                   std::size_t memory)
    : variants_(variants),
      cells_(cells_a_row),
      rows_(sizeof(Row) + cells_a_row * sizeof(model::Cell), scratch, memory) {
  HT_ASSERT(cells_a_row <= kMaxLongCells);
}

base::Status LongRows::beyond(std::uint64_t line) {
  return base::fail(base::ErrorCode::kLimitExceeded,
                    "line " + std::to_string(line) + ": a line or period beyond what can be kept");
}

bool LongRows::has(std::uint32_t variant) const {
  if (seen_.empty()) return false;
  const auto begin = seen_.begin() + static_cast<std::ptrdiff_t>(variant * kOrdinals);
  return std::find(begin, begin + static_cast<std::ptrdiff_t>(kOrdinals), 1) != begin + kOrdinals;
}

LongRows::Axis LongRows::axis_of(std::uint32_t variant) const {
  Axis axis;
  if (seen_.empty()) return axis;
  for (std::size_t ordinal = 0; ordinal < kOrdinals; ++ordinal)
    if (seen_[variant * kOrdinals + ordinal] != 0) axis.ordinals.push_back(static_cast<std::int32_t>(ordinal));
  if (axis.ordinals.empty()) return axis;
  const std::int32_t first = axis.ordinals.front();
  axis.number.resize(static_cast<std::size_t>(axis.ordinals.back() - first) + 1);
  for (std::uint32_t i = 0; i < axis.ordinals.size(); ++i)
    axis.number[static_cast<std::size_t>(axis.ordinals[i] - first)] = i;
  return axis;
}

// The rows of one place and variant, as one line of cells a metric.
class LongRows::Group {
 public:
  Group(std::size_t cells, Sink& sink) : cells_(cells), sink_(sink) {}

  base::Status write(std::span<const std::byte* const> rows, const Place& place, const Axis& axis,
                     std::span<const LongMetric> metrics) {
    const std::size_t periods = axis.ordinals.size();
    values_.assign(cells_ * periods, model::kGap);
    lines_.assign(periods, 0);
    kept_.clear();
    for (const std::byte* const at : rows) take(at, axis, place, metrics);
    for (const LongMetric& metric : metrics) {
      const std::span values = std::span<const model::Cell>(values_).subspan(metric.cell * periods, periods);
      if (sink_.wants_origins()) sink_.origins({lines_, std::span(&metric.column, 1)});
      const base::Status status = sink_.run(place, metric.metric, axis.ordinals, values);
      if (status) continue;
      if (status.error().code != base::ErrorCode::kConflict) return status;
      for (const std::uint64_t line : kept_) sink_.row_refused({line, 0, status.error().message});
      return {};
    }
    for ([[maybe_unused]] const std::uint64_t line : kept_) sink_.row_kept();
    return {};
  }

 private:
  void take(const std::byte* at, const Axis& axis, const Place& place, std::span<const LongMetric> metrics) {
    Row row;
    std::memcpy(&row, at, sizeof row);
    const std::uint32_t column = axis.number[static_cast<std::size_t>(row.ordinal - axis.ordinals.front())];
    if (lines_[column] != 0) {
      sink_.row_refused({row.line, 0,
                         std::string(place.id.text()) + " ('" + place.name + "') has these numbers of " +
                             model::Period{axis.frequency, row.ordinal}.to_string() + " a second time, after line " +
                             std::to_string(lines_[column])});
      return;
    }
    lines_[column] = row.line;
    kept_.push_back(row.line);
    std::array<model::Cell, kMaxLongCells> cells;
    std::memcpy(cells.data(), at + sizeof row, cells_ * sizeof(model::Cell));
    for (const LongMetric& metric : metrics) values_[metric.cell * axis.ordinals.size() + column] = cells[metric.cell];
  }

  std::size_t cells_;
  Sink& sink_;
  std::vector<model::Cell> values_;   // by cell, then period
  std::vector<std::uint64_t> lines_;  // by period; 0 has no row
  std::vector<std::uint64_t> kept_;
};

base::Status LongRows::write(const Table& table, std::span<const Place> places,
                             std::span<const std::vector<LongMetric>> metrics, Sink& sink) {
  for (std::uint32_t variant = 0; variant < variants_; ++variant) {
    axes_.push_back(axis_of(variant));
    if (!metrics[variant].empty())
      axes_.back().frequency = table.metrics.at(metrics[variant].front().metric)->frequency;
  }
  Group group(cells_, sink);
  for (std::size_t partition = 0; partition < kRowPartitions; ++partition)
    HT_CHECK_OK(write_partition(partition, places, metrics, group));
  return {};
}

base::Status LongRows::write_partition(std::size_t partition, std::span<const Place> places,
                                       std::span<const std::vector<LongMetric>> metrics, Group& group) {
  const std::size_t count = rows_.rows(partition);
  if (count == 0) return {};
  HT_CHECK_OK(rows_.take(partition, bytes_));
  const std::size_t row_bytes = bytes_.size() / count;
  // Rows by place and variant, in the file's order within: counted, then put in place.
  const auto group_of = [&](const std::byte* at) {
    Row row;
    std::memcpy(&row, at, sizeof row);
    return row.place / kRowPartitions * variants_ + row.variant;
  };
  std::vector<std::size_t> ends((places.size() / kRowPartitions + 1) * variants_ + 1);
  for (std::size_t i = 0; i < count; ++i) ++ends[group_of(&bytes_[i * row_bytes]) + 1];
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  std::vector<const std::byte*> rows(count);
  std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
  for (std::size_t i = 0; i < count; ++i) {
    const std::byte* const at = &bytes_[i * row_bytes];
    rows[next[group_of(at)]++] = at;
  }
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    const std::span<const std::byte* const> of_group = std::span(rows).subspan(ends[i], ends[i + 1] - ends[i]);
    if (of_group.empty()) continue;
    const std::size_t place = i / variants_ * kRowPartitions + partition;
    const std::size_t variant = i % variants_;
    HT_CHECK_OK(group.write(of_group, places[place], axes_[variant], metrics[variant]));
  }
  return {};
}

}  // namespace housing::sources
