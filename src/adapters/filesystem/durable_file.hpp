// Files that are there whole or not at all, also after a power cut: content first, then the name, each synced.
// Not an object store: it knows paths only. Thread-safety: functions. Errors: kIo.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace housing::filesystem {

// A file descriptor that is closed at the end; below 0 it is none.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  int get() const { return number_; }

 private:
  int number_;
};

base::Status make_folders(const std::filesystem::path& folder);
// Writes a file, not yet synced; `mode` as for open(2).
base::Status write_file(const std::filesystem::path& path, std::string_view bytes, unsigned mode);
// Syncs it, renames it, syncs the folder it is in then; that folder is made where it is missing.
base::Status move_into_place(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace housing::filesystem
