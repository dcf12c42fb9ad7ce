// PartialFile: what has come of a file so far, beside its destination, and the note of whose bytes those are.
//
// "<destination>.part" holds the bytes, "<destination>.note.part" the address and the validators of the edition they
// belong to. Bytes without a note are worth nothing and dropped when it is opened; an empty one is not left behind.
// Thread-safety: one thread; a lock keeps other processes away (kConflict). Errors: kIo.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "base/result.hpp"
#include "ports/fetcher.hpp"

namespace housing::curl {

class PartialFile {
 public:
  static base::Result<PartialFile> open(const std::filesystem::path& destination, const std::string& url);
  PartialFile(PartialFile&& other) noexcept;
  PartialFile(const PartialFile&) = delete;
  PartialFile& operator=(const PartialFile&) = delete;
  PartialFile& operator=(PartialFile&&) = delete;
  ~PartialFile();

  std::uint64_t size() const { return size_; }
  const ports::Validators& validators() const { return validators_; }
  // What If-Range may say: a strong ETag, else Last-Modified; empty when the rest cannot be asked for safely.
  std::string if_range() const;

  // Drops what is there; the bytes of this edition follow. `resumable`: whether a later call may go on with them.
  base::Status begin(const ports::Validators& validators, bool resumable);
  base::Status append(std::span<const char> bytes);
  // It is whole: moves it to the destination.
  base::Status finish();
  // Removes it.
  void discard();

 private:
  PartialFile(std::filesystem::path destination, std::string url, int descriptor);
  base::Status read_note();
  base::Status write_note() const;
  std::filesystem::path bytes_path() const;
  std::filesystem::path note_path() const;

  std::filesystem::path destination_;
  std::string url_;
  int descriptor_;
  std::uint64_t size_ = 0;
  bool resumable_ = false;
  bool gone_ = false;  // moved or removed: the name may be another process's now
  ports::Validators validators_;
};

}  // namespace housing::curl
