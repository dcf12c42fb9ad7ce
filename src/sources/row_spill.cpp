#include "sources/row_spill.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace housing::sources {

RowSpill::~RowSpill() {
  if (file_ >= 0) ::close(file_);
}

base::Status RowSpill::open() {
  if (!path_)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "the file has more rows than fit in memory, and there is no scratch folder to put them aside in");
  file_ = ::open(path_->c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file_ >= 0 && ::unlink(path_->c_str()) == 0) return {};
  // A folder that is not there is the system's trouble too, not the file's.
  return base::fail(base::ErrorCode::kIo, base::fail_errno(path_->string()).error().message);
}

base::Result<std::uint64_t> RowSpill::append(std::span<const std::byte> bytes) {
  if (file_ < 0) HT_CHECK_OK(open());
  const std::uint64_t begin = size_;
  while (!bytes.empty()) {
    const ::ssize_t written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<::off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return base::fail_errno(path_->string());
    size_ += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return begin;
}

base::Status RowSpill::read(std::uint64_t at, std::span<std::byte> to) const {
  while (!to.empty()) {
    const ::ssize_t got = ::pread(file_, to.data(), to.size(), static_cast<::off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return base::fail_errno(path_->string());
    at += static_cast<std::uint64_t>(got);
    to = to.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

}  // namespace housing::sources
