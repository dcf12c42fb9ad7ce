// How our binary files (shards, blocks) are laid out, shared by their writers and readers.
//
//   values …                    plain little-endian arrays, each beginning on a multiple of kAlignment
//   directory (JSON)            what is where: offsets, counts, names
//   footer (kFooterSize bytes)  magic, version, directory offset and size, SHA-256 of the directory
//
// The directory comes last so that values can be streamed; a reader maps the file, checks the footer and the
// directory's digest, and uses the arrays in place.
// Not this: what the arrays mean (shard.hpp, block.hpp).
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/mapped_file.hpp"
#include "base/result.hpp"
#include "base/sha256.hpp"
#include "series/cells.hpp"

namespace housing::series {

inline constexpr std::size_t kAlignment = 64;
inline constexpr std::size_t kMagicSize = 8;
inline constexpr std::size_t kFooterSize = kMagicSize + 4 + 8 + 8 + 32 + 4;

class LayoutWriter {
 public:
  // Errors: kIo.
  static base::Result<LayoutWriter> create(const std::filesystem::path& path);

  // Pads to kAlignment and tells where the next append begins.
  base::Result<std::uint64_t> begin_array();
  base::Status append(std::span<const std::byte> bytes);
  template <class T>
  base::Status append_values(std::span<const T> values) {
    return append(std::as_bytes(values));
  }
  // Writes directory and footer and closes. `magic` has kMagicSize characters.
  base::Status finish(std::string_view magic, std::uint32_t version, std::string_view directory);

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  LayoutWriter(std::filesystem::path path, std::unique_ptr<char[]> buffer, std::FILE* file)
      : path_(std::move(path)), buffer_(std::move(buffer)), file_(file) {}

  void start_writeback();

  std::filesystem::path path_;
  std::unique_ptr<char[]> buffer_;  // the file's own; outlives it
  std::unique_ptr<std::FILE, Closer> file_;
  std::uint64_t offset_ = 0;
  std::uint64_t writeback_ = 0;  // what the disk was told to write already
};

class LayoutReader {
 public:
  // Errors: kNotFound, kIo; kCorrupt when footer or directory are not what was written; kInvalidInput for another
  // version than `version` (the file is from another release of the program: import again or rebuild).
  static base::Result<LayoutReader> open(const std::filesystem::path& path, std::string_view magic,
                                         std::uint32_t version);

  const base::Json& directory() const { return directory_; }
  // `count` values of T that begin at `offset`. Errors: kCorrupt when they are not inside the file.
  template <class T>
  base::Result<std::span<const T>> array(std::int64_t offset, std::int64_t count) const {
    HT_TRY(const char* begin, range(offset, count, sizeof(T)));
    return std::span<const T>(reinterpret_cast<const T*>(begin), static_cast<std::size_t>(count));
  }

 private:
  LayoutReader(base::MappedFile file, base::Json directory, std::size_t arrays_size, std::string name)
      : file_(std::move(file)), directory_(std::move(directory)), arrays_size_(arrays_size), name_(std::move(name)) {}
  base::Result<const char*> range(std::int64_t offset, std::int64_t count, std::size_t size) const;

  base::MappedFile file_;
  base::Json directory_;
  std::size_t arrays_size_;
  std::string name_;
};

// `count` values of `bytes` bytes each, 4 or 8. Errors: as LayoutReader::array.
base::Result<Cells> read_cells(const LayoutReader& layout, std::int64_t bytes, std::int64_t offset, std::int64_t count);

}  // namespace housing::series
