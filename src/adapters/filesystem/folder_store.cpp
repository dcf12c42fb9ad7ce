#include "adapters/filesystem/folder_store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "adapters/filesystem/durable_file.hpp"
#include "base/mapped_file.hpp"
#include "base/sha256.hpp"
#include "ports/scratch_file.hpp"

namespace housing::filesystem {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;
using base::fail_errno;

constexpr std::string_view kScratchFolder = ".scratch";
constexpr std::string_view kLockFile = ".lock";

// What a process that was killed left behind. A file younger than this may belong to one that is at work.
constexpr std::chrono::hours kScratchLifetime{24};

void remove_stale_scratch(const fs::path& folder) {
  std::error_code error;
  for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::end(entry); entry.increment(error)) {
    std::error_code ignored;
    const auto written = entry->last_write_time(ignored);
    if (!ignored && fs::file_time_type::clock::now() - written > kScratchLifetime) fs::remove(entry->path(), ignored);
  }
}

}  // namespace

base::Result<std::unique_ptr<FolderStore>> FolderStore::open(const fs::path& root) {
  HT_CHECK_OK(make_folders(root));
  remove_stale_scratch(root / kScratchFolder);
  return std::unique_ptr<FolderStore>(new FolderStore(root));
}

base::Result<fs::path> FolderStore::path_of(std::string_view key) const {
  if (!ports::is_valid_key(key))
    return fail(ErrorCode::kInvalidInput, "'" + std::string(key) + "' is not an object key");
  return root_ / key;
}

base::Result<fs::path> FolderStore::scratch_file(std::string_view hint) {
  const fs::path folder = root_ / kScratchFolder;
  HT_CHECK_OK(make_folders(folder));
  // By chance, and made at once, so that no other handle, process or container on this root ever has the same one.
  std::random_device chance;
  while (true) {
    fs::path path = folder / (std::string(hint) + "-" + std::to_string(chance()) + "-" + std::to_string(chance()));
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (file.get() >= 0) return path;
    if (errno != EEXIST) return fail_errno(path.string());
  }
}

base::Status FolderStore::put_file(std::string_view key, const fs::path& local) {
  HT_TRY(const fs::path path, path_of(key));
  std::error_code error;
  if (fs::is_regular_file(path, error)) {
    fs::remove(local, error);
    return {};
  }
  return move_into_place(local, path);
}

base::Status FolderStore::put(std::string_view key, std::string_view bytes) {
  HT_CHECK_OK(path_of(key));
  HT_TRY(const ports::ScratchFile scratch, ports::ScratchFile::make(*this, "put"));
  HT_CHECK_OK(write_file(scratch.path(), bytes, 0644));
  return put_file(key, scratch.path());
}

base::Result<bool> FolderStore::exists(std::string_view key) {
  HT_TRY(const fs::path path, path_of(key));
  std::error_code error;
  return fs::is_regular_file(path, error);
}

base::Result<std::string> FolderStore::get(std::string_view key) {
  HT_TRY(const fs::path path, local_file(key));
  HT_TRY(const auto file, base::MappedFile::open(path));
  return std::string(file.text());
}

base::Result<fs::path> FolderStore::local_file(std::string_view key) {
  HT_TRY(fs::path path, path_of(key));
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return fail(ErrorCode::kNotFound, path.string() + ": there is no such object");
  return path;
}

base::Result<std::vector<ports::ObjectInfo>> FolderStore::list(std::string_view prefix) {
  std::vector<ports::ObjectInfo> objects;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(root_, error); !error && entry != fs::end(entry);
       entry.increment(error)) {
    const std::string key = entry->path().lexically_relative(root_).generic_string();
    if (key.starts_with('.')) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(error) && key.starts_with(prefix)) {
      objects.push_back({key, entry->file_size(error)});
    }
  }
  if (error) return fail(ErrorCode::kIo, root_.string() + ": cannot list: " + error.message());
  std::ranges::sort(objects, {}, &ports::ObjectInfo::key);
  return objects;
}

base::Status FolderStore::remove(std::string_view key) {
  HT_TRY(const fs::path path, path_of(key));
  std::error_code error;
  fs::remove(path, error);
  if (error) return fail(ErrorCode::kIo, path.string() + ": cannot remove: " + error.message());
  return {};
}

base::Result<ports::Versioned> FolderStore::get_pointer(std::string_view key) {
  HT_TRY(std::string bytes, get(key));
  std::string version = base::sha256_hex(bytes);
  return ports::Versioned{std::move(bytes), std::move(version)};
}

base::Result<std::string> FolderStore::put_pointer(std::string_view key, std::string_view bytes,
                                                   std::string_view expected_version) {
  HT_TRY(const fs::path path, path_of(key));
  const fs::path lock_path = root_ / kLockFile;
  const Descriptor lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (lock.get() < 0) return fail_errno(lock_path.string());
  if (::flock(lock.get(), LOCK_EX) != 0) return fail_errno(lock_path.string());

  auto current = get_pointer(key);
  if (!current && current.error().code != ErrorCode::kNotFound)
    return std::unexpected<base::Error>(std::move(current.error()));
  const std::string_view version = current ? std::string_view(current->version) : std::string_view();
  if (version != expected_version)
    return fail(ErrorCode::kConflict, path.string() + ": somebody else published meanwhile");
  HT_TRY(const ports::ScratchFile scratch, ports::ScratchFile::make(*this, "pointer"));
  HT_CHECK_OK(write_file(scratch.path(), bytes, 0644));
  HT_CHECK_OK(move_into_place(scratch.path(), path));
  return base::sha256_hex(bytes);
}

}  // namespace housing::filesystem
