// MappedFile: a file's bytes, read-only, by mmap. The file must not be changed in place while mapped (ours never are:
// files are replaced by rename). Thread-safety: reading is safe from any thread. Ownership: unmapped on destruction.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace housing::base {

class MappedFile {
 public:
  // Errors: kNotFound, kIo. An empty file gives empty bytes.
  static Result<MappedFile> open(const std::filesystem::path& path);

  MappedFile(MappedFile&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~MappedFile();

  std::span<const char> bytes() const { return {data_, size_}; }
  std::string_view text() const { return {data_, size_}; }
  // Tells the kernel that the bytes are read once, front to back.
  void will_read_once() const;

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}

  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace housing::base
