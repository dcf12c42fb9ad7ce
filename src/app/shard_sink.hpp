// ShardSink: collects what a format parses and writes it as one shard.
//
// Rows over one and the same axis of periods are kept as they come; where a file's regions have different axes the
// shard gets their union. Memory does not grow with the file: of the first axis kMaxCellsInMemory cells stay in it, of
// each further one kMaxFurtherCells; the rest waits on disk. All together that is 320 MiB at most.
// Thread-safety: one parse, one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/cell_store.hpp"
#include "series/shard.hpp"
#include "sources/source.hpp"

namespace housing::app {

inline constexpr std::size_t kMaxListedRefusals = 20;
inline constexpr std::size_t kMaxCells = std::size_t{1} << 32;  // 16 GiB of cells in one file
inline constexpr std::size_t kMaxBands = 1024;                  // different axes in one file
inline constexpr std::size_t kMaxFurtherCells = std::size_t{1} << 16;

class ShardSink final : public sources::Sink {
 public:
  // `scratch`: a path whose name with a number behind it may be used for files while the sink lives.
  explicit ShardSink(std::filesystem::path scratch) : scratch_(std::move(scratch)) {}

  base::Status begin(const sources::Table& table) override;
  base::Status run(const sources::Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                   std::span<const model::Cell> values) override;
  base::Status run_wide(const sources::Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                        std::span<const model::WideCell> values) override;
  base::Status place(const sources::Place& place) override;
  void row_kept() override { ++kept_; }
  void row_refused(sources::Refusal refusal) override;
  void cell_refused(sources::Refusal refusal) override;

  // Writes what came. Errors: kInvalidInput when nothing did.
  base::Status write(const std::filesystem::path& path);

  const std::optional<sources::Table>& table() const { return table_; }
  std::uint64_t kept() const { return kept_; }
  std::uint64_t refused() const { return refused_; }
  std::uint64_t cells_refused() const { return cells_refused_; }
  const std::vector<sources::Refusal>& first_refusals() const { return refusals_; }
  std::size_t regions() const { return places_.size(); }
  const std::vector<series::ShardPlace>& places() const { return places_; }
  std::vector<std::string> metrics() const;  // ids of those that have a row
  // First and last period of any cell, by their days; of a list of places alone there is none.
  bool has_periods() const { return any_period_; }
  model::Period first_period() const { return first_; }
  model::Period last_period() const { return last_; }

 private:
  // Rows that share one axis.
  struct Band {
    std::vector<std::int32_t> ordinals;
    std::vector<std::uint32_t> places;
    CellStore cells;  // of a wide metric, two a value
  };
  struct Where {
    std::uint32_t band;
    std::uint32_t row;
  };
  struct Column {  // one metric's rows
    std::vector<Band> bands;
    std::unordered_multimap<std::uint32_t, Where> rows_of_place;
  };

  // `raw`: the values as cells, one or two a value.
  base::Status keep(const sources::Place& place, std::size_t metric, std::span<const std::int32_t> ordinals,
                    std::span<const model::Cell> raw);
  base::Result<std::uint32_t> place_index(const sources::Place& place);
  base::Result<Band*> band_of(Column& column, std::span<const std::int32_t> ordinals);
  static bool overlaps(const Column& column, std::uint32_t place, std::span<const std::int32_t> ordinals);
  std::string why() const;
  void note_periods(model::Frequency frequency, std::span<const std::int32_t> ordinals);
  template <class Value>
  base::Status write_column(series::ShardWriter& writer, const model::MetricInfo& metric, Column& column);
  template <class Value>
  base::Status write_union(series::ShardWriter& writer, const model::MetricInfo& metric, Column& column);

  std::filesystem::path scratch_;
  std::size_t bands_ = 0;
  std::optional<sources::Table> table_;
  std::vector<Column> columns_;
  std::vector<series::ShardPlace> places_;
  std::unordered_map<model::RegionId, std::uint32_t> index_of_place_;
  std::size_t cells_ = 0;
  std::uint64_t kept_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t cells_refused_ = 0;
  std::vector<sources::Refusal> refusals_;
  bool any_period_ = false;
  model::Period first_;
  model::Period last_;
};

}  // namespace housing::app
