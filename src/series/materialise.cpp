// Makes a block from shards: lays every release over the older ones, cell by cell covered, and remembers who won.
#include <algorithm>
#include <functional>
#include <future>
#include <limits>
#include <unordered_map>

#include "base/assert.hpp"
#include "base/json_writer.hpp"
#include "series/block.hpp"

namespace housing::series {
namespace {

constexpr std::size_t kTile = 32;  // 32 x 32 cells fit the first-level cache twice

template <class Value>  // Cell, or WideCell of a wide metric
struct Grid {
  std::vector<model::RegionId> regions;  // by type, then id
  std::vector<std::int32_t> ordinals;
  std::vector<Value> cells;           // regions x ordinals
  std::vector<std::uint16_t> owners;  // index of the input that won the cell, kNobody where none covers it
};

constexpr std::uint16_t kNobody = 0xffff;

std::vector<std::int32_t> union_of_periods(std::span<const BlockInput> inputs) {
  std::vector<std::int32_t> ordinals;
  for (const BlockInput& input : inputs)
    ordinals.insert(ordinals.end(), input.table->ordinals.begin(), input.table->ordinals.end());
  std::ranges::sort(ordinals);
  ordinals.erase(std::ranges::unique(ordinals).begin(), ordinals.end());
  return ordinals;
}

std::vector<model::RegionId> union_of_regions(std::span<const BlockInput> inputs) {
  std::vector<model::RegionId> regions;
  for (const BlockInput& input : inputs)
    for (const std::uint32_t place : input.table->places) regions.push_back(input.shard->places()[place].id);
  std::ranges::sort(regions, [](const model::RegionId& a, const model::RegionId& b) {
    return a.type() != b.type() ? a.type() < b.type() : a < b;
  });
  regions.erase(std::ranges::unique(regions).begin(), regions.end());
  return regions;
}

// Columns of the grid that the table's periods fall on.
std::vector<std::size_t> columns_of(std::span<const std::int32_t> table, std::span<const std::int32_t> grid) {
  std::vector<std::size_t> columns;
  columns.reserve(table.size());
  for (const std::int32_t ordinal : table)
    columns.push_back(static_cast<std::size_t>(std::ranges::lower_bound(grid, ordinal) - grid.begin()));
  return columns;
}

std::span<const model::Cell> values_of(const Cells& cells, model::Cell) { return cells.narrow(); }
std::vector<model::WideCell> values_of(const Cells& cells, model::WideCell) { return cells.copied(); }

template <class Value>
void lay_over(Grid<Value>& grid, const BlockInput& input, std::uint16_t owner,
              const std::unordered_map<model::RegionId, std::size_t>& row_of) {
  const std::vector<std::size_t> columns = columns_of(input.table->ordinals, grid.ordinals);
  if (columns.empty()) return;
  const bool contiguous = columns.back() - columns.front() + 1 == columns.size();
  for (std::size_t i = 0; i < input.table->places.size(); ++i) {
    const std::size_t row = row_of.at(input.shard->places()[input.table->places[i]].id) * grid.ordinals.size();
    const auto values = values_of(input.table->row(i), Value{});
    if (contiguous) {
      std::ranges::copy(values, grid.cells.begin() + static_cast<std::ptrdiff_t>(row + columns.front()));
      std::fill_n(grid.owners.begin() + static_cast<std::ptrdiff_t>(row + columns.front()), columns.size(), owner);
    } else {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        grid.cells[row + columns[c]] = values[c];
        grid.owners[row + columns[c]] = owner;
      }
    }
  }
}

template <class Value>
Grid<Value> lay_all(std::span<const BlockInput> inputs) {
  Grid<Value> grid;
  grid.regions = union_of_regions(inputs);
  grid.ordinals = union_of_periods(inputs);
  const std::size_t size = grid.regions.size() * grid.ordinals.size();
  grid.cells.assign(size, std::numeric_limits<Value>::min());  // kGap, kWideGap
  grid.owners.assign(size, kNobody);
  std::unordered_map<model::RegionId, std::size_t> row_of;
  row_of.reserve(grid.regions.size());
  for (std::size_t row = 0; row < grid.regions.size(); ++row) row_of.emplace(grid.regions[row], row);
  for (std::size_t i = 0; i < inputs.size(); ++i) lay_over(grid, inputs[i], static_cast<std::uint16_t>(i), row_of);
  return grid;
}

template <class Value>
std::vector<Value> transposed(const Grid<Value>& grid) {
  const std::size_t rows = grid.regions.size();
  const std::size_t columns = grid.ordinals.size();
  std::vector<Value> result(rows * columns);
  for (std::size_t row0 = 0; row0 < rows; row0 += kTile)
    for (std::size_t column0 = 0; column0 < columns; column0 += kTile)
      for (std::size_t row = row0; row < std::min(row0 + kTile, rows); ++row)
        for (std::size_t column = column0; column < std::min(column0 + kTile, columns); ++column)
          result[column * rows + row] = grid.cells[row * columns + column];
  return result;
}

struct Origins {
  std::vector<std::uint32_t> begins;
  std::vector<Block::Origin> runs;
};

template <class Value>
Origins origins_of(const Grid<Value>& grid) {
  Origins origins;
  const std::size_t columns = grid.ordinals.size();
  for (std::size_t row = 0; row < grid.regions.size(); ++row) {
    origins.begins.push_back(static_cast<std::uint32_t>(origins.runs.size()));
    const auto owners = std::span(grid.owners).subspan(row * columns, columns);
    for (std::size_t column = 0; column < columns; ++column)
      if (column == 0 || owners[column] != owners[column - 1])
        origins.runs.push_back({static_cast<std::uint32_t>(column),
                                owners[column] == kNobody ? Block::kNoShard : std::uint32_t{owners[column]}});
  }
  origins.begins.push_back(static_cast<std::uint32_t>(origins.runs.size()));
  return origins;
}

template <class T>
base::Status write_array(LayoutWriter& layout, base::JsonWriter& json, std::string_view name,
                         const std::vector<T>& values) {
  HT_TRY(const std::uint64_t at, layout.begin_array());
  json.member(name, at);
  return layout.append_values(std::span<const T>(values));
}

template <class Value>
base::Status write_block(std::span<const BlockInput> inputs, const std::filesystem::path& path) {
  const ShardReader::Table& first = *inputs.front().table;
  const Grid<Value> grid = lay_all<Value>(inputs);
  const Origins origins = origins_of(grid);

  HT_TRY(auto layout, LayoutWriter::create(path));
  std::string directory;
  base::JsonWriter json(directory);
  json.begin_object().member("metric", std::string_view(first.metric));
  json.member("frequency", to_string(first.frequency)).member("decimals", first.decimals);
  if (sizeof(Value) != sizeof(model::Cell)) json.member("bytes", std::int64_t{sizeof(Value)});
  json.member("rows", static_cast<std::uint64_t>(grid.regions.size()));
  json.member("columns", static_cast<std::uint64_t>(grid.ordinals.size()));
  json.member("origins", static_cast<std::uint64_t>(origins.runs.size()));
  json.key("shards").begin_array();
  for (const BlockInput& input : inputs) json.value(std::string_view(input.shard_id));
  json.end_array();
  auto by_period = std::async(std::launch::async, transposed<Value>, std::cref(grid));  // beside the writing
  HT_CHECK_OK(write_array(layout, json, "by_region_at", grid.cells));
  HT_CHECK_OK(write_array(layout, json, "by_period_at", by_period.get()));
  HT_CHECK_OK(write_array(layout, json, "regions_at", grid.regions));
  HT_CHECK_OK(write_array(layout, json, "ordinals_at", grid.ordinals));
  HT_CHECK_OK(write_array(layout, json, "origin_begins_at", origins.begins));
  HT_CHECK_OK(write_array(layout, json, "origins_at", origins.runs));
  json.end_object();
  return layout.finish("HTBLOCK\n", kBlockVersion, directory);
}

}  // namespace

base::Status materialise(std::span<const BlockInput> inputs, const std::filesystem::path& path) {
  HT_ASSERT(!inputs.empty() && inputs.size() < kNobody);
  const ShardReader::Table& first = *inputs.front().table;
  const bool wide = first.values.is_wide();
  for (const BlockInput& input : inputs)
    if (input.table->frequency != first.frequency || input.table->decimals != first.decimals ||
        (!input.table->values.empty() && input.table->values.is_wide() != wide))
      return base::fail(base::ErrorCode::kInvalidInput,
                        "shards of '" + first.metric + "' disagree on frequency, decimals or width: " + input.shard_id +
                            ", " + inputs.front().shard_id);
  return wide ? write_block<model::WideCell>(inputs, path) : write_block<model::Cell>(inputs, path);
}

}  // namespace housing::series
