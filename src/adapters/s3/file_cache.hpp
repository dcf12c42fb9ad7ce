// FileCache: copies of immutable objects as files of one folder, under names that are good for ever, and the folder of
// files being prepared beside them.
//
// A file is there whole or not at all. Above the limit those not asked for longest go; but none asked for in the last
// kMinAge, since whoever was given its path may not have opened it yet. Whoever has it open or mapped keeps it.
// Several processes may use one folder. Thread-safety: any thread. Errors: kIo.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace housing::s3 {

inline constexpr std::chrono::minutes kMinAge{10};
// What a process that was killed left behind. A file younger than this may belong to one that is at work.
inline constexpr std::chrono::hours kScratchLifetime{24};

class FileCache {
 public:
  static base::Result<FileCache> open(const std::filesystem::path& folder, std::uint64_t max_bytes);

  // An empty file of the caller's own, on the same disk.
  base::Result<std::filesystem::path> scratch_file(std::string_view hint) const;
  // The file of that name, now the one asked for last.
  std::optional<std::filesystem::path> find(const std::string& name) const;
  // Takes the file, synced, as `name`; what is there already is replaced (by the same bytes).
  base::Result<std::filesystem::path> keep(const std::filesystem::path& file, const std::string& name) const;
  void forget(const std::string& name) const;

 private:
  FileCache(const std::filesystem::path& folder, std::uint64_t max_bytes);
  void evict() const;

  std::filesystem::path objects_;
  std::filesystem::path scratch_;
  std::uint64_t max_bytes_;
};

}  // namespace housing::s3
