// ScratchFile: a file being prepared for ObjectStore::put_file(). What was not put is removed, so that a failed import
// leaves nothing on the disk.
// Thread-safety: one thread. Ownership: of the file, until put_file() takes it.
#pragma once

#include <utility>

#include "ports/object_store.hpp"

namespace housing::ports {

class ScratchFile {
 public:
  // Errors: as ObjectStore::scratch_file.
  static base::Result<ScratchFile> make(ObjectStore& store, std::string_view hint) {
    HT_TRY(auto path, store.scratch_file(hint));
    return ScratchFile(std::move(path));
  }
  ScratchFile(ScratchFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFile& operator=(ScratchFile&&) = delete;
  ~ScratchFile() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove(path_, ignored);
  }

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit ScratchFile(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace housing::ports
