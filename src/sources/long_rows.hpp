// LongRows: collects the rows of a long table, a row a place, variant and period in any order, and gives a sink one run
// per place and metric. Unlike Panel it holds any number of rows in bounded memory, and metrics of different
// frequencies: a variant is a group of metrics that stand in one row ("condominiums, seasonally adjusted"; "quarterly,
// purchases only").
//
// All places of a variant come over one axis: the periods any of them has. A period that a place has no row for is a
// gap. A second row of the same place, variant and period is refused, naming the first.
// Limits: kMaxLongRows, kMaxLongOrdinal, row_partitions.hpp's. Ownership: of everything. Thread-safety: one parse, one
// thread.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "model/period.hpp"
#include "sources/row_partitions.hpp"
#include "sources/source.hpp"

namespace housing::sources {

inline constexpr std::uint64_t kMaxLongRows = 0xFFFF'FFFF;      // lines are kept in 32 bits
inline constexpr std::int32_t kMaxLongOrdinal = (1 << 17) - 1;  // of any period up to model::kMaxYear
inline constexpr std::size_t kMaxLongCells = 32;                // in a row

// A metric of a variant: which of the row's cells it is, which metric of the table, and its column in the file.
struct LongMetric {
  std::size_t cell = 0;
  std::size_t metric = 0;
  std::uint32_t column = 0;  // from 1
};

class LongRows {
 public:
  // `variants`: how many there can be. `scratch`: see Context.
  LongRows(std::size_t variants, std::size_t cells_a_row, const std::optional<std::filesystem::path>& scratch,
           std::size_t memory = kMaxRowBytes);

  // `place` and `variant` are numbers the caller gives. Errors: kLimitExceeded, kIo.
  base::Status add(std::uint32_t place, std::uint32_t variant, std::int32_t ordinal, std::uint64_t line,
                   std::span<const model::Cell> cells) {
    if (line > kMaxLongRows || ordinal < 0 || ordinal > kMaxLongOrdinal) return beyond(line);
    HT_TRY(std::byte* const to, rows_.add(place % kRowPartitions));
    const Row row{place, variant, ordinal, static_cast<std::uint32_t>(line)};
    std::memcpy(to, &row, sizeof row);
    std::memcpy(to + sizeof row, cells.data(), cells.size_bytes());
    if (seen_.empty()) seen_.resize(variants_ * kOrdinals);
    seen_[variant * kOrdinals + static_cast<std::size_t>(ordinal)] = 1;
    return {};
  }
  bool has(std::uint32_t variant) const;

  // Everything collected. `places` by their numbers, `metrics` by variant, all of a variant of one frequency. Errors:
  // the sink's, but not kConflict: that refuses rows; kIo, kLimitExceeded.
  base::Status write(const Table& table, std::span<const Place> places,
                     std::span<const std::vector<LongMetric>> metrics, Sink& sink);

 private:
  static constexpr std::size_t kOrdinals = static_cast<std::size_t>(kMaxLongOrdinal) + 1;
  struct Row {
    std::uint32_t place;
    std::uint32_t variant;
    std::int32_t ordinal;
    std::uint32_t line;
  };
  struct Axis {
    model::Frequency frequency = model::Frequency::kMonth;
    std::vector<std::int32_t> ordinals;
    std::vector<std::uint32_t> number;  // of an ordinal, from the first on
  };
  class Group;

  static base::Status beyond(std::uint64_t line);
  Axis axis_of(std::uint32_t variant) const;
  base::Status write_partition(std::size_t partition, std::span<const Place> places,
                               std::span<const std::vector<LongMetric>> metrics, Group& group);

  std::size_t variants_;
  std::size_t cells_;
  RowPartitions rows_;
  std::vector<std::uint8_t> seen_;  // by variant and ordinal
  std::vector<Axis> axes_;          // by variant, once writing
  std::vector<std::byte> bytes_;    // of the partition being written
};

}  // namespace housing::sources
