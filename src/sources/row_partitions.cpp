#include "sources/row_partitions.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"

namespace housing::sources {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

// Whole rows, and few enough bytes that each partition can have a block.
std::size_t block_bytes(std::size_t row_bytes, std::size_t memory) {
  return std::max<std::size_t>(std::min(kBlockBytes, memory / kRowPartitions) / row_bytes, 1) * row_bytes;
}

}  // namespace

RowPartitions::RowPartitions(std::size_t row_bytes, std::optional<std::filesystem::path> scratch, std::size_t memory)
    : row_bytes_(row_bytes),
      block_bytes_(block_bytes(row_bytes, memory)),
      most_blocks_(std::max(memory / block_bytes_, kRowPartitions)),
      spill_(std::move(scratch)) {}

base::Status RowPartitions::make_room(Partition& partition) {
  if (blocks_ == most_blocks_) HT_CHECK_OK(put_aside());
  if (free_.empty()) free_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_bytes_));
  partition.blocks.push_back(std::move(free_.back()));
  free_.pop_back();
  partition.room = block_bytes_;
  ++blocks_;
  return {};
}

std::size_t RowPartitions::used(const Partition& partition, std::size_t block) const {
  return block_bytes_ - (block + 1 == partition.blocks.size() ? partition.room : 0);
}

base::Status RowPartitions::put_aside() {
  for (Partition& partition : partitions_) {
    for (std::size_t i = 0; i < partition.blocks.size(); ++i) {
      const std::size_t bytes = used(partition, i);
      HT_TRY(const std::uint64_t begin, spill_.append({partition.blocks[i].get(), bytes}));
      if (!partition.aside.empty() && partition.aside.back().begin + partition.aside.back().bytes == begin)
        partition.aside.back().bytes += bytes;
      else
        partition.aside.push_back({begin, bytes});
      free_.push_back(std::move(partition.blocks[i]));
    }
    partition.blocks.clear();
    partition.room = 0;
  }
  blocks_ = 0;
  return {};
}

base::Status RowPartitions::take(std::size_t number, std::vector<std::byte>& to) {
  Partition& partition = partitions_[number];
  const std::size_t bytes = partition.rows * row_bytes_;
  if (bytes > std::max(most_blocks_ * block_bytes_, kMaxRowBytes))
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "the file has too many rows of too few places: " + std::to_string(partition.rows) +
                          " in one part of " + std::to_string(kRowPartitions));
  to.resize(bytes);
  std::size_t at = 0;
  for (const Extent& extent : partition.aside) {
    HT_CHECK_OK(spill_.read(extent.begin, std::span(to).subspan(at, extent.bytes)));
    at += extent.bytes;
  }
  for (std::size_t i = 0; i < partition.blocks.size(); ++i) {
    const std::size_t length = used(partition, i);
    std::copy_n(partition.blocks[i].get(), length, to.data() + at);
    at += length;
  }
  HT_ASSERT(at == bytes);
  blocks_ -= partition.blocks.size();
  partition = {};
  return {};
}

}  // namespace housing::sources
