// ObjectStore: named, whole, immutable byte strings: raw files, shards, blocks, manifests; and one small pointer that
// is replaced. A folder on a laptop, a bucket in production.
//
// Keys are paths without a leading slash ("raw/fhfa/ab12…/HPI_AT_metro.csv.gz"), of letters, digits and / . _ - + = ( )
// and blank, no ".." part, no point in front, at most kMaxKeyLength bytes. The beginning of a key is no object.
// Thread-safety: any thread. Durability: what a put reports as done survives a crash of the machine.
// Errors everywhere: kUnavailable (try again), kIo (disk full, no permission), kInvalidInput (not a key).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace housing::ports {

inline constexpr std::size_t kMaxKeyLength = 512;

struct ObjectInfo {
  std::string key;
  std::uint64_t size = 0;
};

struct Versioned {
  std::string bytes;
  std::string version;  // opaque; changes whenever the bytes do
};

class ObjectStore {
 public:
  virtual ~ObjectStore() = default;

  // An empty file of the caller's own, to prepare what put_file() takes: on the store's disk when that is a folder.
  // See ScratchFile.
  virtual base::Result<std::filesystem::path> scratch_file(std::string_view hint) = 0;
  // Stores the file under `key` and takes it away from `local`. A key that exists keeps its bytes (objects are
  // immutable, keys name their content): that is no error.
  virtual base::Status put_file(std::string_view key, const std::filesystem::path& local) = 0;
  virtual base::Status put(std::string_view key, std::string_view bytes) = 0;

  virtual base::Result<bool> exists(std::string_view key) = 0;
  // Errors: kNotFound.
  virtual base::Result<std::string> get(std::string_view key) = 0;
  // A local file with the object's bytes, to be mapped; it stays as long as the object does. Errors: kNotFound.
  virtual base::Result<std::filesystem::path> local_file(std::string_view key) = 0;
  // Sorted by key.
  virtual base::Result<std::vector<ObjectInfo>> list(std::string_view prefix) = 0;

  // For what is made for a while (exports, what waits to be published); never for raw files, shards, blocks or
  // manifests, which others name. What is not there already is gone as well. Somebody who reads it now reads it to its
  // end.
  virtual base::Status remove(std::string_view key) = 0;

  // The one kind of object that changes. Errors: kNotFound.
  virtual base::Result<Versioned> get_pointer(std::string_view key) = 0;
  // Replaces it if it still is `expected_version` ("" = does not exist yet). Errors: kConflict when it is not.
  virtual base::Result<std::string> put_pointer(std::string_view key, std::string_view bytes,
                                                std::string_view expected_version) = 0;
};

// Whether `key` keeps the rules above.
bool is_valid_key(std::string_view key);

}  // namespace housing::ports
