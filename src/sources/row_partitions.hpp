// RowPartitions: rows of one size, put into partitions as they come and given back a partition at a time, each in the
// order it was filled. Memory is bounded: beyond `memory` bytes all partitions are put aside on the disk.
//
// Limits: kMaxRowBytes in memory; a single partition read back must fit in it too (so 64 times that in all).
// Errors: kLimitExceeded, and RowSpill's. Thread-safety: one thread.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "sources/row_spill.hpp"

namespace housing::sources {

inline constexpr std::size_t kMaxRowBytes = std::size_t{256} << 20;
inline constexpr std::size_t kRowPartitions = 64;

class RowPartitions {
 public:
  RowPartitions(std::size_t row_bytes, std::optional<std::filesystem::path> scratch, std::size_t memory = kMaxRowBytes);

  // Where to write the next row of a partition; valid until the next call.
  base::Result<std::byte*> add(std::size_t partition) {
    Partition& to = partitions_[partition];
    if (to.room < row_bytes_) HT_CHECK_OK(make_room(to));
    std::byte* const row = to.blocks.back().get() + (block_bytes_ - to.room);
    to.room -= row_bytes_;
    ++to.rows;
    return row;
  }
  std::size_t rows(std::size_t partition) const { return partitions_[partition].rows; }
  // All rows of a partition, one after the other; `to` is overwritten, and the partition is empty then.
  base::Status take(std::size_t partition, std::vector<std::byte>& to);

 private:
  using Block = std::unique_ptr<std::byte[]>;
  struct Extent {
    std::uint64_t begin;
    std::size_t bytes;
  };
  struct Partition {
    std::vector<Block> blocks;  // all full but the last
    std::size_t room = 0;       // in the last
    std::size_t rows = 0;       // in all
    std::vector<Extent> aside;
  };
  base::Status make_room(Partition& partition);
  base::Status put_aside();
  std::size_t used(const Partition& partition, std::size_t block) const;

  std::size_t row_bytes_;
  std::size_t block_bytes_;
  std::size_t most_blocks_;
  std::size_t blocks_ = 0;  // in use
  std::vector<Block> free_;
  std::array<Partition, kRowPartitions> partitions_;
  RowSpill spill_;
};

}  // namespace housing::sources
