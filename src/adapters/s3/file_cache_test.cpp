#include "adapters/s3/file_cache.hpp"

#include <gtest/gtest.h>

#include "base/mapped_file.hpp"
#include "testing/temp_folder.hpp"

namespace housing::s3 {
namespace {

namespace fs = std::filesystem;
using housing::testing::read_file;
using housing::testing::TempFolder;

class FileCacheTest : public ::testing::Test {
 protected:
  fs::path keep(const std::string& name, std::size_t bytes) {
    const fs::path scratch = cache_.scratch_file("x").value();
    testing::write_file(scratch, std::string(bytes, 'x'));
    return cache_.keep(scratch, name).value();
  }
  static void make_old(const fs::path& path, std::chrono::minutes age) {
    fs::last_write_time(path, fs::file_time_type::clock::now() - age);
  }

  TempFolder folder_;
  FileCache cache_ = FileCache::open(folder_.path(), 1000).value();
};

TEST_F(FileCacheTest, GivesWhatItWasGiven) {
  EXPECT_FALSE(cache_.find("a").has_value());
  const fs::path path = keep("a", 10);
  EXPECT_EQ(cache_.find("a"), path);
  EXPECT_EQ(read_file(path), std::string(10, 'x'));
  EXPECT_TRUE(fs::is_empty(folder_.path() / "scratch"));
  EXPECT_EQ(FileCache::open(folder_.path(), 1000).value().find("a"), path) << "another process finds it";
  cache_.forget("a");
  EXPECT_FALSE(cache_.find("a").has_value());
}

TEST_F(FileCacheTest, DropsWhatWasNotAskedForLongest) {
  make_old(keep("old", 400), kMinAge * 3);
  make_old(keep("asked", 400), kMinAge * 4);
  const auto mapped = base::MappedFile::open(cache_.find("old").value()).value();
  make_old(cache_.find("old").value(), kMinAge * 3);
  EXPECT_TRUE(cache_.find("asked").has_value());  // which makes it young
  keep("new", 400);
  EXPECT_FALSE(cache_.find("old").has_value());
  EXPECT_TRUE(cache_.find("asked").has_value());
  EXPECT_TRUE(cache_.find("new").has_value());
  EXPECT_EQ(mapped.text(), std::string(400, 'x')) << "whoever has it keeps it";
}

TEST_F(FileCacheTest, KeepsWhatWasAskedForJustNowAboveItsLimit) {
  for (const char* name : {"a", "b", "c"}) keep(name, 600);
  for (const char* name : {"a", "b", "c"}) EXPECT_TRUE(cache_.find(name).has_value()) << name;
}

TEST_F(FileCacheTest, ClearsAwayWhatAKilledProcessLeftLongAgo) {
  const fs::path left = cache_.scratch_file("download").value();
  const fs::path in_use = cache_.scratch_file("download").value();
  make_old(left, std::chrono::duration_cast<std::chrono::minutes>(kScratchLifetime) + std::chrono::minutes(1));
  ASSERT_TRUE(FileCache::open(folder_.path(), 1000).has_value());
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(in_use));
}

TEST_F(FileCacheTest, SaysWhyItCannotKeep) {
  const auto kept = cache_.keep(folder_.path() / "missing", "a");
  ASSERT_FALSE(kept.has_value());
  EXPECT_EQ(kept.error().code, base::ErrorCode::kIo);
  EXPECT_NE(kept.error().message.find("missing"), std::string::npos);
  const auto opened = FileCache::open("/proc/housing", 1000);
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, base::ErrorCode::kIo);
}

}  // namespace
}  // namespace housing::s3
