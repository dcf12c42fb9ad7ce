#include "adapters/filesystem/durable_file.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace housing::filesystem {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;
using base::fail_errno;

base::Status sync_path(const fs::path& path, int flags) {
  const Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
  if (file.get() < 0) return fail_errno(path.string());
  if (::fsync(file.get()) != 0) return fail_errno(path.string());
  return {};
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

base::Status make_folders(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(ErrorCode::kIo, folder.string() + ": cannot create the folder: " + error.message());
  return {};
}

base::Status write_file(const fs::path& path, std::string_view bytes, unsigned mode) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  if (file.get() < 0) return fail_errno(path.string());
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return fail_errno(path.string());
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

base::Status move_into_place(const fs::path& from, const fs::path& to) {
  HT_CHECK_OK(make_folders(to.parent_path()));
  HT_CHECK_OK(sync_path(from, O_RDONLY));
  if (::rename(from.c_str(), to.c_str()) != 0) return fail_errno(to.string());
  return sync_path(to.parent_path(), O_RDONLY | O_DIRECTORY);
}

}  // namespace housing::filesystem
