// Shard: one publisher's release as immutable columns: regions x periods x metrics. Written once, never changed.
//
// Words. A *table* is one metric's cells: a row per region, a column per period, row after row. *Coverage* is just that
// rectangle: a cell inside it that is a gap was covered and left empty by the publisher.
// Not this: where a shard came from (manifest.hpp), what is current (block.hpp).
// Thread-safety: one writer, one thread; a reader is safe from any thread. Ownership: the reader maps the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/catalogue.hpp"
#include "model/period.hpp"
#include "model/region.hpp"
#include "model/value.hpp"
#include "series/cells.hpp"
#include "series/file_layout.hpp"

namespace housing::series {

inline constexpr std::uint32_t kShardVersion = 1;

// A region as the publisher called it.
struct ShardPlace {
  model::RegionId id;
  std::string publisher_id;
  std::string name;
  std::int32_t size_rank = -1;
};

class ShardWriter {
 public:
  static base::Result<ShardWriter> create(const std::filesystem::path& path);

  // Begins the table of `metric`; `ordinals` ascend strictly and are of the metric's frequency.
  base::Status begin_table(const model::MetricInfo& metric, std::span<const std::int32_t> ordinals);
  // The next row; `place` is an index into what finish() is given; as many values as ordinals.
  // Of 32 bits, or of 64 where the metric is wide.
  base::Status row(std::uint32_t place, std::span<const model::Cell> values);
  base::Status row(std::uint32_t place, std::span<const model::WideCell> values);
  base::Status finish(std::span<const ShardPlace> places);

 private:
  struct Table {
    std::string metric;
    std::string frequency;
    int decimals = 0;
    bool wide = false;
    std::vector<std::int32_t> ordinals;
    std::vector<std::uint32_t> rows;
    std::uint64_t values_at = 0;
    std::uint64_t rows_at = 0;
    std::uint64_t ordinals_at = 0;
  };
  explicit ShardWriter(LayoutWriter layout) : layout_(std::move(layout)) {}
  template <class Value>
  base::Status append_row(std::uint32_t place, std::span<const Value> values);

  LayoutWriter layout_;
  std::vector<Table> tables_;
};

class ShardReader {
 public:
  struct Table {
    std::string metric;  // catalogue id; a newer program may have written one this program does not know
    model::Frequency frequency = model::Frequency::kMonth;
    int decimals = 0;
    std::span<const std::int32_t> ordinals;
    std::span<const std::uint32_t> places;  // index into places(), one a row
    Cells values;                           // rows x ordinals

    Cells row(std::size_t index) const { return values.subspan(index * ordinals.size(), ordinals.size()); }
  };

  // Errors: as LayoutReader::open; kCorrupt when the directory contradicts itself.
  static base::Result<ShardReader> open(const std::filesystem::path& path);

  const std::vector<ShardPlace>& places() const { return places_; }
  const std::vector<Table>& tables() const { return tables_; }

 private:
  explicit ShardReader(LayoutReader layout) : layout_(std::move(layout)) {}
  base::Status read_tables();
  base::Status read_places();

  LayoutReader layout_;
  std::vector<ShardPlace> places_;
  std::vector<Table> tables_;
};

}  // namespace housing::series
