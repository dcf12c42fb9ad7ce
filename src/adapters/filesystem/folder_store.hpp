// FolderStore: the ObjectStore of a laptop: objects are files below a root, written beside it and renamed into place.
// Several processes may use one root at once; the pointer is guarded by a lock file.
#pragma once

#include <filesystem>
#include <memory>

#include "ports/object_store.hpp"

namespace housing::filesystem {

class FolderStore final : public ports::ObjectStore {
 public:
  // Creates the root where it is missing. Errors: kIo.
  static base::Result<std::unique_ptr<FolderStore>> open(const std::filesystem::path& root);

  base::Result<std::filesystem::path> scratch_file(std::string_view hint) override;
  base::Status put_file(std::string_view key, const std::filesystem::path& local) override;
  base::Status put(std::string_view key, std::string_view bytes) override;
  base::Result<bool> exists(std::string_view key) override;
  base::Result<std::string> get(std::string_view key) override;
  base::Result<std::filesystem::path> local_file(std::string_view key) override;
  base::Result<std::vector<ports::ObjectInfo>> list(std::string_view prefix) override;
  base::Status remove(std::string_view key) override;
  base::Result<ports::Versioned> get_pointer(std::string_view key) override;
  base::Result<std::string> put_pointer(std::string_view key, std::string_view bytes,
                                        std::string_view expected_version) override;

 private:
  explicit FolderStore(std::filesystem::path root) : root_(std::move(root)) {}
  base::Result<std::filesystem::path> path_of(std::string_view key) const;

  std::filesystem::path root_;
};

}  // namespace housing::filesystem
