// CellStore: an append-only array of cells that keeps its beginning in a file once it outgrows its memory.
//
// Limits: kMaxCellsInMemory cells stay in memory; beyond that they go to `scratch`, which is removed in the end.
// Thread-safety: one thread. Errors: kIo (disk full).
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/mapped_file.hpp"
#include "base/result.hpp"
#include "model/value.hpp"

namespace housing::app {

inline constexpr std::size_t kMaxCellsInMemory = std::size_t{1} << 24;  // 64 MiB: two ZIP files of 25 years

class CellStore {
 public:
  explicit CellStore(std::filesystem::path scratch, std::size_t in_memory = kMaxCellsInMemory)
      : scratch_(std::move(scratch)), in_memory_(in_memory) {}
  CellStore(CellStore&&) = default;
  CellStore& operator=(CellStore&&) = default;
  ~CellStore();

  base::Status append(std::span<const model::Cell> cells);
  std::size_t size() const { return size_; }
  // All of it, in order; valid until the next append. Errors: kIo.
  base::Result<std::span<const model::Cell>> all();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  base::Status spill();

  std::filesystem::path scratch_;
  std::size_t in_memory_;
  std::size_t size_ = 0;
  std::vector<model::Cell> memory_;  // what is not in the file
  std::unique_ptr<std::FILE, Closer> file_;
  std::optional<base::MappedFile> mapped_;
};

}  // namespace housing::app
