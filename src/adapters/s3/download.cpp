#include "adapters/s3/download.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <vector>

#include "adapters/s3/files.hpp"
#include "adapters/s3/parallel.hpp"
#include "base/mapped_file.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"

namespace housing::s3 {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int kOk = 200;
constexpr int kPartialContent = 206;
constexpr int kPreconditionFailed = 412;
constexpr int kRangeNotSatisfiable = 416;

// Where the bytes of one range go, in a file.
class RangeWriter {
 public:
  RangeWriter(int file, std::uint64_t begin, std::filesystem::path path)
      : file_(file), begin_(begin), path_(std::move(path)) {}

  client::BodySink sink() {
    return [this](std::span<const char> chunk) { return write(chunk); };
  }
  std::function<base::Status()> restart() {
    return [this]() -> base::Status {
      written_ = 0;
      return {};
    };
  }
  std::uint64_t written() const { return written_; }

 private:
  base::Status write(std::span<const char> chunk) {
    while (!chunk.empty()) {
      const ssize_t written = ::pwrite(file_, chunk.data(), chunk.size(), static_cast<off_t>(begin_ + written_));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return fail_io(path_);
      written_ += static_cast<std::uint64_t>(written);
      chunk = chunk.subspan(static_cast<std::size_t>(written));
    }
    return {};
  }

  int file_;
  std::uint64_t begin_;
  std::filesystem::path path_;
  std::uint64_t written_ = 0;
};

struct Whole {
  std::uint64_t size;
  std::string etag;
  std::string digest;  // empty: nobody wrote one
};

std::string range(std::uint64_t begin, std::uint64_t end) {
  return "bytes=" + std::to_string(begin) + "-" + std::to_string(end - 1);
}

// "bytes 0-99/1234" -> 1234
std::optional<std::uint64_t> total_of(const client::Answer& answer) {
  const auto header = answer.header("content-range");
  if (!header) return std::nullopt;
  const auto number = base::parse_integer(header->substr(header->rfind('/') + 1));
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*number);
}

// The digest of a file whose parts come in any order: whoever brings the next one in order goes on with it, beside
// those who fetch the rest.
class DigestInOrder {
 public:
  DigestInOrder(std::span<const char> content, std::uint64_t part_bytes)
      : content_(content), part_bytes_(part_bytes), there_((content.size() + part_bytes - 1) / part_bytes) {}

  void part_is_there(std::uint64_t i) {
    std::unique_lock lock(mutex_);
    there_[i] = true;
    if (busy_) return;
    busy_ = true;
    while (next_ < there_.size() && there_[next_]) {
      const std::uint64_t begin = next_++ * part_bytes_;
      lock.unlock();
      sha256_.update(content_.subspan(begin, std::min<std::uint64_t>(part_bytes_, content_.size() - begin)));
      lock.lock();
    }
    busy_ = false;
  }
  std::string hex() { return sha256_.hex(); }

 private:
  std::span<const char> content_;
  std::uint64_t part_bytes_;
  std::mutex mutex_;
  std::vector<bool> there_;
  std::uint64_t next_ = 0;
  bool busy_ = false;
  base::Sha256 sha256_;  // of whoever is busy
};

class Download {
 public:
  Download(Bucket& bucket, const S3Options& options, std::string_view key, int file, std::filesystem::path path)
      : bucket_(bucket), options_(options), key_(key), file_(file), path_(std::move(path)) {}

  // Whether the file has the SHA-256 that was written beside the object, if there is one.
  base::Result<bool> run(std::string& expected) {
    if (::ftruncate(file_, 0) != 0) return fail_io(path_);
    HT_TRY(const auto whole, first());
    expected = whole.digest;
    // All of it at once, so that a disk that is too small says so now.
    const int error = whole.size > 0 ? ::posix_fallocate(file_, 0, static_cast<off_t>(whole.size)) : 0;
    if (error != 0) return fail_io(path_, error);
    const auto content = base::MappedFile::open(path_);
    if (!content || content->bytes().size() != whole.size)
      return fail(ErrorCode::kIo, path_.string() + ": somebody else changed it");
    DigestInOrder digest(content->bytes(), options_.part_bytes);
    const std::uint64_t count = (whole.size + options_.part_bytes - 1) / options_.part_bytes;
    const auto fetch = [&](std::uint64_t i) {
      auto fetched = i > 0 ? part(i, whole) : base::Status();
      if (fetched && !whole.digest.empty()) digest.part_is_there(i);
      return fetched;
    };
    HT_CHECK_OK(in_parallel(count, options_.parts_at_once, fetch));
    return whole.digest.empty() || digest.hex() == whole.digest;
  }

 private:
  base::Result<Whole> first(bool with_range = true) {
    RangeWriter writer(file_, 0, path_);
    client::Headers headers;
    if (with_range) headers.emplace_back("range", range(0, options_.part_bytes));
    HT_TRY(const auto answer, bucket_.call({.method = "GET",
                                            .key = key_,
                                            .headers = std::move(headers),
                                            .answer_bytes = options_.part_bytes,
                                            .sink = writer.sink(),
                                            .restart = writer.restart()}));
    if (answer.status == kRangeNotSatisfiable && with_range) return first(false);  // there are no bytes
    if (answer.status != kOk && answer.status != kPartialContent)
      return std::unexpected(bucket_.error_of(answer, "GET", key_));
    const auto total = answer.status == kOk ? writer.written() : total_of(answer);
    if (!total || writer.written() != std::min(*total, answer.status == kOk ? *total : options_.part_bytes))
      return fail(ErrorCode::kUnavailable, bucket_.shown(key_) + ": S3 sent another part than asked for");
    return Whole{.size = *total,
                 .etag = std::string(answer.header("etag").value_or("")),
                 .digest = std::string(answer.header(kDigestHeader).value_or(""))};
  }

  base::Status part(std::uint64_t i, const Whole& whole) {
    const std::uint64_t begin = i * options_.part_bytes;
    const std::uint64_t end = std::min(begin + options_.part_bytes, whole.size);
    RangeWriter writer(file_, begin, path_);
    HT_TRY(const auto answer, bucket_.call({.method = "GET",
                                            .key = key_,
                                            .headers = {{"range", range(begin, end)}, {"if-match", whole.etag}},
                                            .answer_bytes = end - begin,
                                            .sink = writer.sink(),
                                            .restart = writer.restart()}));
    if (answer.status == kPreconditionFailed)
      return fail(ErrorCode::kConflict, bucket_.shown(key_) + ": replaced while it was read");
    if (answer.status != kPartialContent) return std::unexpected(bucket_.error_of(answer, "GET", key_));
    if (writer.written() != end - begin)
      return fail(ErrorCode::kUnavailable, bucket_.shown(key_) + ": S3 sent another part than asked for");
    return {};
  }

  Bucket& bucket_;
  const S3Options& options_;
  std::string_view key_;
  int file_;
  std::filesystem::path path_;
};

}  // namespace

base::Error wrong_digest(const Bucket& bucket, std::string_view key, std::string_view digest) {
  return {ErrorCode::kCorrupt, bucket.shown(key) + ": has not the SHA-256 that was written beside it (" +
                                   std::string(digest) + "): restore an older version of it, or make it again"};
}

base::Status download(Bucket& bucket, const S3Options& options, std::string_view key,
                      const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
  if (file.get() < 0) return fail_io(path);
  for (int attempt = 1;; ++attempt) {
    std::string digest;
    const auto right = Download(bucket, options, key, file.get(), path).run(digest);
    if (right && *right) return {};
    if (!right && (right.error().code != ErrorCode::kConflict || attempt == kMaxDownloads))
      return std::unexpected(right.error());
    if (attempt == kMaxDownloads) return std::unexpected(wrong_digest(bucket, key, digest));
  }
}

}  // namespace housing::s3
