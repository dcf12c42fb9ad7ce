// RowSpill: bytes put aside on the disk and read again by where they were put. The file has no name while it is used,
// so that nothing of it is left behind, whatever happens to the process.
//
// Errors: kLimitExceeded when no scratch place was given; kIo (disk full). Thread-safety: one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "base/result.hpp"

namespace housing::sources {

class RowSpill {
 public:
  // The file is `path` with "-rows" behind it; it is made on the first write, and unlinked at once.
  explicit RowSpill(std::optional<std::filesystem::path> path) : path_(std::move(path)) {
    if (path_) *path_ += "-rows";
  }
  RowSpill(const RowSpill&) = delete;
  RowSpill& operator=(const RowSpill&) = delete;
  ~RowSpill();

  base::Result<std::uint64_t> append(std::span<const std::byte> bytes);  // where it begins
  base::Status read(std::uint64_t at, std::span<std::byte> to) const;
  std::uint64_t size() const { return size_; }

 private:
  base::Status open();

  std::optional<std::filesystem::path> path_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace housing::sources
