#include "adapters/s3/file_cache.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <vector>

#include "adapters/s3/files.hpp"

namespace housing::s3 {
namespace {

namespace fs = std::filesystem;

base::Status make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return {};
  return base::fail(base::ErrorCode::kIo, folder.string() + ": cannot create the folder: " + error.message());
}

struct Copy {
  fs::path path;
  std::uint64_t size;
  fs::file_time_type used;
};

std::vector<Copy> copies_in(const fs::path& folder) {
  std::vector<Copy> copies;
  std::error_code error;
  for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::end(entry); entry.increment(error)) {
    std::error_code gone;
    const auto size = entry->file_size(gone);
    if (gone) continue;
    const auto used = entry->last_write_time(gone);
    if (!gone) copies.push_back({entry->path(), size, used});
  }
  return copies;
}

}  // namespace

FileCache::FileCache(const fs::path& folder, std::uint64_t max_bytes)
    : objects_(folder / "objects"), scratch_(folder / "scratch"), max_bytes_(max_bytes) {}

base::Result<FileCache> FileCache::open(const fs::path& folder, std::uint64_t max_bytes) {
  FileCache cache(folder, max_bytes);
  HT_CHECK_OK(make_folder(cache.objects_));
  HT_CHECK_OK(make_folder(cache.scratch_));
  std::error_code ignored;
  for (const Copy& file : copies_in(cache.scratch_))
    if (fs::file_time_type::clock::now() - file.used > kScratchLifetime) fs::remove(file.path, ignored);
  return cache;
}

base::Result<fs::path> FileCache::scratch_file(std::string_view hint) const {
  HT_CHECK_OK(make_folder(scratch_));
  std::random_device chance;
  while (true) {
    fs::path path = scratch_ / (std::string(hint) + "-" + std::to_string(chance()) + "-" + std::to_string(chance()));
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (file.get() >= 0) return path;
    if (errno != EEXIST) return fail_io(path);
  }
}

std::optional<fs::path> FileCache::find(const std::string& name) const {
  fs::path path = objects_ / name;
  if (::utimensat(AT_FDCWD, path.c_str(), nullptr, 0) == 0) return path;  // its time is when it was asked for
  if (::access(path.c_str(), R_OK) == 0) return path;                     // somebody else's, but readable
  return std::nullopt;
}

base::Result<fs::path> FileCache::keep(const fs::path& file, const std::string& name) const {
  {
    const Descriptor content(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (content.get() < 0 || ::fdatasync(content.get()) != 0) return fail_io(file);
  }
  HT_CHECK_OK(make_folder(objects_));
  fs::path path = objects_ / name;
  if (::rename(file.c_str(), path.c_str()) != 0) return fail_io(path);
  evict();
  return path;
}

void FileCache::forget(const std::string& name) const {
  std::error_code ignored;
  fs::remove(objects_ / name, ignored);
}

void FileCache::evict() const {
  std::vector<Copy> copies = copies_in(objects_);
  std::uint64_t sum = 0;
  for (const Copy& copy : copies) sum += copy.size;
  if (sum <= max_bytes_) return;
  std::ranges::sort(copies, {}, &Copy::used);
  const auto youngest = fs::file_time_type::clock::now() - kMinAge;
  for (const Copy& copy : copies) {
    if (sum <= max_bytes_ || copy.used > youngest) return;
    std::error_code ignored;
    fs::remove(copy.path, ignored);
    sum -= copy.size;
  }
}

}  // namespace housing::s3
