// Block: the current view of one metric, in both layouts: region after region for a series, period after period for a
// question about all regions. Immutable; made from shards by materialise(), mapped by readers.
//
// Words. *Rows* are the regions that have the metric, ordered by type and id, so that the regions of one type are
// neighbours. *Columns* are its periods. The *origin* of a cell is the shard whose release won it (docs/data-model.md).
// Gaps: model::kWideGap, as Cells gives them. A cell nobody covers is a gap without origin.
// Thread-safety: reading is safe from any thread. Ownership: the block maps its file.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/period.hpp"
#include "model/region.hpp"
#include "model/value.hpp"
#include "series/file_layout.hpp"
#include "series/shard.hpp"

namespace housing::series {

inline constexpr std::uint32_t kBlockVersion = 1;

class Block {
 public:
  struct RowRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  // From `first_column` on, until the next origin begins, the row's cells come from shard `shard`.
  struct Origin {
    std::uint32_t first_column = 0;
    std::uint32_t shard = 0;  // index into shards(); kNoShard where nobody covers the cells
  };
  static constexpr std::uint32_t kNoShard = 0xffffffff;

  // Errors: as LayoutReader::open.
  static base::Result<Block> open(const std::filesystem::path& path);

  const std::string& metric() const { return metric_; }
  model::Frequency frequency() const { return frequency_; }
  int decimals() const { return decimals_; }

  std::span<const model::RegionId> regions() const { return regions_; }
  std::span<const std::int32_t> ordinals() const { return ordinals_; }
  RowRange rows_of(model::RegionType type) const { return type_rows_[static_cast<std::size_t>(type)]; }
  std::optional<std::uint32_t> find_row(const model::RegionId& region) const;  // O(log rows of its type)
  std::optional<std::uint32_t> find_column(std::int32_t ordinal) const;

  Cells row(std::uint32_t index) const {
    return by_region_.subspan(std::size_t{index} * ordinals_.size(), ordinals_.size());
  }
  Cells column(std::uint32_t index) const {
    return by_period_.subspan(std::size_t{index} * regions_.size(), regions_.size());
  }
  const std::vector<std::string>& shards() const { return shards_; }  // ids of manifest entries
  std::span<const Origin> origins(std::uint32_t row) const {
    return origins_.subspan(origin_begins_[row], origin_begins_[row + 1] - origin_begins_[row]);
  }

 private:
  explicit Block(LayoutReader layout) : layout_(std::move(layout)) {}
  base::Status read();
  base::Status read_rows();
  base::Status check_origins() const;

  LayoutReader layout_;
  std::string metric_;
  model::Frequency frequency_ = model::Frequency::kMonth;
  int decimals_ = 0;
  std::span<const model::RegionId> regions_;
  std::span<const std::int32_t> ordinals_;
  Cells by_region_;
  Cells by_period_;
  std::span<const std::uint32_t> origin_begins_;
  std::span<const Origin> origins_;
  std::vector<std::string> shards_;
  std::array<RowRange, model::kRegionTypes> type_rows_{};
};

// One shard's table of the metric, with the shard's id.
struct BlockInput {
  const ShardReader* shard;
  const ShardReader::Table* table;
  std::string shard_id;
};

// Writes the block of the metric all `inputs` hold. `inputs` are ordered by wins_over(), the weakest first.
// Errors: kInvalidInput when they disagree on frequency or decimals; kIo.
base::Status materialise(std::span<const BlockInput> inputs, const std::filesystem::path& path);

}  // namespace housing::series
