// What base has of the system: files, clock, log, digests, errors.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "base/assert.hpp"
#include "base/byte_source.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/mapped_file.hpp"
#include "base/result.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"

namespace housing::base {
namespace {

namespace fs = std::filesystem;

class ScratchFile {
 public:
  explicit ScratchFile(std::string_view text) {
    static int count = 0;
    path_ =
        fs::temp_directory_path() / ("housing-base-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::ofstream(path_, std::ios::binary) << text;
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() { fs::remove(path_); }
  const fs::path& path() const { return path_; }
  std::string text() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  fs::path path_;
};

TEST(MappedFile, Bytes) {
  const ScratchFile file(std::string_view("a\0b", 3));
  auto mapped = MappedFile::open(file.path());
  ASSERT_TRUE(mapped.has_value()) << mapped.error().message;
  mapped->will_read_once();
  EXPECT_EQ(mapped->text(), std::string_view("a\0b", 3));
  MappedFile moved = std::move(*mapped);
  EXPECT_EQ(moved.bytes().size(), 3U);
  EXPECT_EQ(mapped->bytes().size(), 0U);
}

TEST(MappedFile, AnEmptyFileHasNoBytes) {
  const ScratchFile file("");
  const auto mapped = MappedFile::open(file.path());
  ASSERT_TRUE(mapped.has_value());
  mapped->will_read_once();
  EXPECT_TRUE(mapped->text().empty());
}

TEST(MappedFile, Errors) {
  const auto missing = MappedFile::open("/no/such/file");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(missing.error().message, "/no/such/file: No such file or directory");
  const auto folder = MappedFile::open("/");
  ASSERT_FALSE(folder.has_value());
  EXPECT_EQ(folder.error().message, "/: not a regular file");
}

TEST(MemorySource, OneChunkThenTheEnd) {
  MemorySource source("abc");
  EXPECT_EQ(source.next()->size(), 3U);
  EXPECT_TRUE(source.next()->empty());
  EXPECT_TRUE(source.next()->empty());
}

TEST(Sha256, KnownDigests) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 pieces;
  const std::string text(1000, 'x');
  for (std::size_t i = 0; i < text.size(); i += 7) pieces.update(std::string_view(text).substr(i, 7));
  EXPECT_EQ(pieces.hex(), sha256_hex(text));
}

WallTime at(std::int64_t seconds, int milliseconds) {
  return WallTime(std::chrono::milliseconds(seconds * 1000 + milliseconds));
}

TEST(Clock, Formats) {
  EXPECT_EQ(to_iso8601(at(1743438005, 999)), "2025-03-31T16:20:05Z");
  EXPECT_EQ(to_http_date(at(1743438005, 999)), "Mon, 31 Mar 2025 16:20:05 GMT");
  EXPECT_EQ(to_iso8601(at(0, 0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_iso8601(at(0, -1)), "1969-12-31T23:59:59Z");
}

TEST(Clock, TheSystemsGoesForward) {
  const SystemClock clock;
  const auto before = clock.monotonic();
  EXPECT_LE(before, clock.monotonic());
  EXPECT_GT(clock.now(), at(1'700'000'000, 0));
}

class StoppedClock final : public Clock {
 public:
  WallTime now() const override { return at(1743438005, 0); }
  std::chrono::nanoseconds monotonic() const override { return {}; }
};

TEST(Log, OneJsonObjectALine) {
  const ScratchFile file("");
  const int descriptor = ::open(file.path().c_str(), O_WRONLY | O_APPEND);
  const StoppedClock clock;
  Log log(clock, descriptor, LogLevel::kInfo);
  log.write(LogLevel::kDebug, "not written");
  log.info("plain");
  log.warn("quo\"ted\n", {{"path", "/a b"}, {"bytes", 17}, {"ok", true}});
  log.error("bad");
  ::close(descriptor);
  EXPECT_EQ(
      file.text(),
      "{\"time\":\"2025-03-31T16:20:05Z\",\"level\":\"info\",\"msg\":\"plain\"}\n"
      "{\"time\":\"2025-03-31T16:20:05Z\",\"level\":\"warn\",\"msg\":\"quo\\\"ted\\n\",\"path\":\"/a b\",\"bytes\":17,"
      "\"ok\":true}\n"
      "{\"time\":\"2025-03-31T16:20:05Z\",\"level\":\"error\",\"msg\":\"bad\"}\n");
}

TEST(Log, LinesOfThreadsAreNotMixed) {
  const ScratchFile file("");
  const int descriptor = ::open(file.path().c_str(), O_WRONLY | O_APPEND);
  const StoppedClock clock;
  Log log(clock, descriptor, LogLevel::kDebug);
  constexpr int kThreads = 4;
  constexpr int kLines = 200;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < kLines; ++i) log.info("line", {{"number", i}});
    });
  for (std::thread& thread : threads) thread.join();
  ::close(descriptor);
  int lines = 0;
  const std::string text = file.text();
  for (const std::string_view line : split(trim(text), '\n')) {
    ++lines;
    ASSERT_TRUE(Json::parse(line).has_value()) << line;
  }
  EXPECT_EQ(lines, kThreads * kLines);
}

Result<int> half(int number) {
  if (number % 2 != 0) return fail(ErrorCode::kInvalidInput, std::to_string(number) + " is odd");
  return number / 2;
}
Result<int> quarter(int number) {
  HT_TRY(const int once, half(number));
  HT_TRY(const int twice, half(once));
  return twice;
}
Status is_even(int number) {
  HT_CHECK_OK(half(number));
  return {};
}

TEST(Result, ErrorsArePropagated) {
  EXPECT_EQ(quarter(12), 3);
  EXPECT_EQ(quarter(6).error().message, "3 is odd");
  EXPECT_TRUE(is_even(4).has_value());
  EXPECT_EQ(is_even(5).error().message, "5 is odd");
}

TEST(Result, WhereIsPutInFront) {
  const Error error{ErrorCode::kCorrupt, "broken"};
  EXPECT_EQ(error.at("file x").message, "file x: broken");
  EXPECT_EQ(error.at("file x").code, ErrorCode::kCorrupt);
}

TEST(Result, CodesHaveStableNames) {
  EXPECT_EQ(to_string(ErrorCode::kInvalidInput), "invalid-input");
  EXPECT_EQ(to_string(ErrorCode::kNotFound), "not-found");
  EXPECT_EQ(to_string(ErrorCode::kConflict), "conflict");
  EXPECT_EQ(to_string(ErrorCode::kUnavailable), "unavailable");
  EXPECT_EQ(to_string(ErrorCode::kLimitExceeded), "limit-exceeded");
  EXPECT_EQ(to_string(ErrorCode::kCorrupt), "corrupt");
  EXPECT_EQ(to_string(ErrorCode::kIo), "io");
}

TEST(Result, FromErrno) {
  errno = ENOSPC;
  const auto full = fail_errno("write");
  EXPECT_EQ(full.error().code, ErrorCode::kIo);
  EXPECT_EQ(full.error().message, "write: No space left on device");
  errno = ENOENT;
  EXPECT_EQ(fail_errno("open").error().code, ErrorCode::kNotFound);
}

TEST(AssertDeathTest, SaysWhatAndWhere) {
  EXPECT_DEATH(HT_ASSERT(1 + 1 == 3), "assertion failed: 1 \\+ 1 == 3 \\(.*system_test.cpp:[0-9]+\\)");
  HT_ASSERT(1 + 1 == 2);
}

}  // namespace
}  // namespace housing::base
