#include "adapters/filesystem/folder_fetcher.hpp"

#include <gtest/gtest.h>

#include "testing/temp_folder.hpp"

namespace housing::filesystem {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using housing::testing::read_file;

class FolderFetcherTest : public ::testing::Test {
 protected:
  base::Result<ports::FetchResult> fetch(const std::string& name, const ports::Validators& have = {}) {
    return fetcher_.fetch({.url = "file://" + (folder_.path() / name).string(),
                           .have = have,
                           .destination = destination(),
                           .max_bytes = 100,
                           .deadline = {},
                           .progress = {}});
  }
  fs::path destination() const { return folder_.path() / "downloads" / "fred" / "x.csv"; }

  housing::testing::TempFolder folder_;
  FolderFetcher fetcher_;
};

TEST_F(FolderFetcherTest, AFileIsCopied) {
  folder_.write("x.csv", "a,b\n");
  const auto result = fetch("x.csv");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->status, ports::FetchStatus::kFetched);
  EXPECT_EQ(result->bytes, 4u);
  EXPECT_EQ(result->modified, std::nullopt) << "a copy's time is not its publisher's";
  EXPECT_EQ(read_file(destination()), "a,b\n");
  EXPECT_EQ(read_file(folder_.path() / "x.csv"), "a,b\n");
}

TEST_F(FolderFetcherTest, APackedTwinWillDo) {
  folder_.write("x.csv.gz", "packed");
  const auto result = fetch("x.csv");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_TRUE(result->url.ends_with("x.csv.gz"));
  EXPECT_EQ(read_file(destination()), "packed");
}

TEST_F(FolderFetcherTest, AnUnchangedFileIsNotCopied) {
  const fs::path file = folder_.write("x.csv", "a,b\n");
  const auto first = fetch("x.csv");
  ASSERT_TRUE(first);
  fs::remove(destination());
  const auto second = fetch("x.csv", first->validators);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->status, ports::FetchStatus::kNotModified);
  EXPECT_FALSE(fs::exists(destination()));

  fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(1));
  EXPECT_EQ(fetch("x.csv", first->validators)->status, ports::FetchStatus::kFetched);
}

TEST_F(FolderFetcherTest, ErrorsSayWhatToDo) {
  const auto missing = fetch("x.csv");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  folder_.write("large.csv", std::string(101, 'x'));
  EXPECT_EQ(fetch("large.csv").error().code, ErrorCode::kLimitExceeded);
  const ports::FetchRequest elsewhere{
      .url = "file://host/x.csv", .have = {}, .destination = destination(), .progress = {}};
  EXPECT_EQ(fetcher_.fetch(elsewhere).error().code, ErrorCode::kInvalidInput);
  EXPECT_FALSE(fs::exists(destination()));
}

}  // namespace
}  // namespace housing::filesystem
