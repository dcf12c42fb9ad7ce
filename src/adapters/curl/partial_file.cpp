#include "adapters/curl/partial_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "base/json.hpp"
#include "base/json_writer.hpp"

namespace housing::curl {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::fail;
using base::fail_errno;

fs::path with_ending(fs::path path, const char* ending) {
  path += ending;
  return path;
}

// Whether `path` still names the open file: another process may have finished and moved it before we had the lock.
bool is_file_at(int descriptor, const fs::path& path) {
  struct stat open_file{};
  struct stat named_file{};
  return ::fstat(descriptor, &open_file) == 0 && ::stat(path.c_str(), &named_file) == 0 &&
         open_file.st_ino == named_file.st_ino && open_file.st_dev == named_file.st_dev;
}

}  // namespace

PartialFile::PartialFile(fs::path destination, std::string url, int descriptor)
    : destination_(std::move(destination)), url_(std::move(url)), descriptor_(descriptor) {}

PartialFile::PartialFile(PartialFile&& other) noexcept
    : destination_(std::move(other.destination_)),
      url_(std::move(other.url_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      resumable_(other.resumable_),
      gone_(other.gone_),
      validators_(std::move(other.validators_)) {}

PartialFile::~PartialFile() {
  if (descriptor_ < 0) return;
  if (size_ == 0) discard();
  ::close(descriptor_);
}

fs::path PartialFile::bytes_path() const { return with_ending(destination_, ".part"); }
fs::path PartialFile::note_path() const { return with_ending(destination_, ".note.part"); }

base::Result<PartialFile> PartialFile::open(const fs::path& destination, const std::string& url) {
  std::error_code error;
  fs::create_directories(destination.parent_path(), error);
  if (error)
    return fail(ErrorCode::kIo, destination.parent_path().string() + ": cannot create the folder: " + error.message());
  const fs::path path = with_ending(destination, ".part");
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor < 0) return fail_errno(path.string());
  PartialFile part(destination, url, descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || !is_file_at(descriptor, path)) {
    part.gone_ = true;
    return fail(ErrorCode::kConflict, path.string() + ": another import is downloading this file just now");
  }
  HT_CHECK_OK(part.read_note());
  return part;
}

base::Status PartialFile::read_note() {
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0) return fail_errno(bytes_path().string());
  size_ = static_cast<std::uint64_t>(status.st_size);
  if (size_ == 0) return {};
  std::stringstream text;
  text << std::ifstream(note_path()).rdbuf();
  if (const auto note = base::Json::parse(text.str()); note && note->text("url") == url_) {
    validators_ = {std::string(note->text("etag")), std::string(note->text("last_modified"))};
    resumable_ = true;
  }
  if (if_range().empty()) return begin({}, false);
  return {};
}

base::Status PartialFile::write_note() const {
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().member("url", std::string_view(url_)).member("etag", std::string_view(validators_.etag));
  json.member("last_modified", std::string_view(validators_.last_modified)).end_object();
  std::ofstream file(note_path(), std::ios::trunc);
  file << text << '\n';
  if (!file.flush()) return fail(ErrorCode::kIo, note_path().string() + ": cannot be written");
  return {};
}

std::string PartialFile::if_range() const {
  if (!resumable_) return {};
  if (!validators_.etag.empty() && !validators_.etag.starts_with("W/")) return validators_.etag;
  return validators_.last_modified;
}

base::Status PartialFile::begin(const ports::Validators& validators, bool resumable) {
  std::error_code error;
  fs::remove(note_path(), error);  // before the bytes it vouches for
  if (error) return fail(ErrorCode::kIo, note_path().string() + ": cannot be removed: " + error.message());
  if (::ftruncate(descriptor_, 0) != 0) return fail_errno(bytes_path().string());
  size_ = 0;
  validators_ = validators;
  resumable_ = resumable;
  return if_range().empty() ? base::Status{} : write_note();
}

base::Status PartialFile::append(std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) return fail_errno(bytes_path().string());
    size_ += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

base::Status PartialFile::finish() {
  if (::rename(bytes_path().c_str(), destination_.c_str()) != 0) return fail_errno(destination_.string());
  gone_ = true;
  std::error_code error;
  fs::remove(note_path(), error);
  return {};
}

void PartialFile::discard() {
  if (std::exchange(gone_, true)) return;
  std::error_code error;
  fs::remove(note_path(), error);
  fs::remove(bytes_path(), error);
}

}  // namespace housing::curl
