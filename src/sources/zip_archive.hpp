// ZipArchive: the entries of a ZIP file in memory, inflated a chunk at a time. Nothing is written anywhere, no name is
// ever used as a path.
// Errors: kInvalidInput for bytes that are no ZIP file, damaged or encrypted entries, a name twice; kNotFound;
// kLimitExceeded: more than kMaxZipEntries, an entry of more than kMaxEntryBytes, or one that inflates to more than
// kMaxInflation times its packed size (a "zip bomb"; workbooks stay below 30).
// Ownership: refers to the bytes given. Thread-safety: one archive, one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace housing::sources {

inline constexpr std::size_t kMaxZipEntries = 4096;
inline constexpr std::uint64_t kMaxEntryBytes = std::uint64_t{1} << 30;
inline constexpr std::uint64_t kMaxInflation = 200;
inline constexpr std::uint64_t kAlwaysInflated = 1 << 20;  // below this the ratio does not matter

class ZipArchive {
 public:
  static base::Result<ZipArchive> open(std::string_view bytes);

  const std::vector<std::string>& names() const { return names_; }
  bool has(std::string_view name) const;

  // Gives the entry's bytes to `take`, in order; its error, or false, ends the reading.
  using Take = std::function<base::Result<bool>(std::string_view chunk)>;
  base::Status read(const std::string& name, const Take& take);
  base::Result<std::string> read_all(const std::string& name, std::uint64_t max_bytes);

 private:
  struct Handle;
  struct Close {
    void operator()(Handle* handle) const;
  };

  explicit ZipArchive(std::unique_ptr<Handle, Close> handle) : handle_(std::move(handle)) {}

  std::unique_ptr<Handle, Close> handle_;
  std::vector<std::string> names_;
};

}  // namespace housing::sources
