#include "sources/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/assert.hpp"
#include "sources/source.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kMagic = "\x1F\x8B";
constexpr std::size_t kChunkBytes = 1024 * 1024;
constexpr std::size_t kMaxInputStep = 1024 * 1024 * 1024;  // zlib counts in 32 bits
constexpr int kGzipOnly = 16 + MAX_WBITS;

class PassedOn final : public base::ByteSource {
 public:
  explicit PassedOn(base::ByteSource& bytes) : bytes_(bytes) {}
  base::Result<std::span<const char>> next() override { return bytes_.next(); }

 private:
  base::ByteSource& bytes_;
};

class Inflating final : public base::ByteSource {
 public:
  Inflating(base::ByteSource& bytes, std::uint64_t max_bytes)
      : bytes_(bytes), max_bytes_(max_bytes), out_(kChunkBytes) {
    HT_ASSERT(inflateInit2(&stream_, kGzipOnly) == Z_OK);
  }
  Inflating(const Inflating&) = delete;
  Inflating& operator=(const Inflating&) = delete;
  ~Inflating() override { inflateEnd(&stream_); }

  base::Result<std::span<const char>> next() override;

 private:
  base::Result<bool> refill();
  base::Result<std::size_t> inflate_some();
  std::unexpected<base::Error> damaged(std::string_view what) const;

  base::ByteSource& bytes_;
  std::uint64_t max_bytes_;
  std::vector<char> out_;
  z_stream stream_{};
  std::span<const char> waiting_;  // input that zlib has not been shown
  std::uint64_t inflated_ = 0;
  std::uint64_t members_ = 0;
  bool inside_member_ = true;  // an empty input is a truncated file
  bool output_waits_ = false;  // zlib may hold output that the last chunk had no room for
};

base::Result<std::span<const char>> Inflating::next() {
  while (true) {
    if (!output_waits_) {
      HT_TRY(const bool more, refill());
      if (!more && inside_member_) return damaged("the compressed data end too early");
      if (!more) return std::span<const char>();
    }
    HT_TRY(const std::size_t produced, inflate_some());
    if (inflated_ > max_bytes_)
      return base::fail(base::ErrorCode::kLimitExceeded,
                        "the gzip file inflates to more than " + std::to_string(max_bytes_) + " bytes");
    if (produced != 0) return std::span<const char>(out_.data(), produced);
  }
}

// Gives zlib input; false at the end of it.
base::Result<bool> Inflating::refill() {
  if (stream_.avail_in != 0) return true;
  if (waiting_.empty()) {
    HT_TRY(waiting_, bytes_.next());
  }
  const std::size_t step = std::min(waiting_.size(), kMaxInputStep);
  stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(waiting_.data()));  // zlib does not write there
  stream_.avail_in = static_cast<uInt>(step);
  waiting_ = waiting_.subspan(step);
  return step != 0;
}

base::Result<std::size_t> Inflating::inflate_some() {
  inside_member_ = true;
  stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
  stream_.avail_out = static_cast<uInt>(out_.size());
  const int outcome = inflate(&stream_, Z_NO_FLUSH);
  const std::size_t produced = out_.size() - stream_.avail_out;
  inflated_ += produced;
  output_waits_ = stream_.avail_out == 0 && outcome != Z_STREAM_END;
  if (outcome == Z_STREAM_END) {
    ++members_;
    inside_member_ = false;
    HT_ASSERT(inflateReset(&stream_) == Z_OK);
  } else if (outcome == Z_DATA_ERROR && members_ != 0 && stream_.total_out == 0) {
    return damaged("bytes that are no gzip follow the end of the compressed data");
  } else if (outcome != Z_OK && outcome != Z_BUF_ERROR) {
    return damaged(std::string("the compressed data are broken (") + (stream_.msg == nullptr ? "zlib" : stream_.msg) +
                   ")");
  }
  return produced;
}

std::unexpected<base::Error> Inflating::damaged(std::string_view what) const {
  return base::fail(base::ErrorCode::kInvalidInput, std::string(what) + ", after " + std::to_string(inflated_) +
                                                        " inflated bytes; download the file again");
}

}  // namespace

std::unique_ptr<base::ByteSource> inflating_gzip(base::ByteSource& bytes, std::uint64_t max_inflated_bytes) {
  return std::make_unique<Inflating>(bytes, max_inflated_bytes);
}

std::unique_ptr<base::ByteSource> inflating(base::ByteSource& bytes, std::string_view first_bytes) {
  if (!first_bytes.starts_with(kMagic)) return std::make_unique<PassedOn>(bytes);
  return inflating_gzip(bytes, kMaxInflatedBytes);
}

}  // namespace housing::sources
