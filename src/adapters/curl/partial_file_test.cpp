#include "adapters/curl/partial_file.hpp"

#include <gtest/gtest.h>

#include "testing/temp_folder.hpp"

namespace housing::curl {
namespace {

namespace fs = std::filesystem;
using housing::testing::read_file;

constexpr const char* kUrl = "https://data.example/x.csv";
const ports::Validators kOne{"\"one\"", ""};

class PartialFileTest : public ::testing::Test {
 protected:
  base::Result<PartialFile> open(const char* url = kUrl) const { return PartialFile::open(destination(), url); }
  fs::path destination() const { return folder_.path() / "fhfa" / "x.csv"; }
  fs::path part() const { return folder_.path() / "fhfa" / "x.csv.part"; }
  fs::path note() const { return folder_.path() / "fhfa" / "x.csv.note.part"; }
  void leave(const ports::Validators& validators, bool resumable) const {
    auto file = open();
    ASSERT_TRUE(file && file->begin(validators, resumable) && file->append(std::string_view("half")));
  }

  housing::testing::TempFolder folder_;
};

TEST_F(PartialFileTest, BytesStayForTheNextTime) {
  leave(kOne, true);
  auto file = open();
  ASSERT_TRUE(file);
  EXPECT_EQ(file->size(), 4u);
  EXPECT_EQ(file->if_range(), "\"one\"");
  ASSERT_TRUE(file->append(std::string_view(" and half")));
  ASSERT_TRUE(file->finish());
  EXPECT_EQ(read_file(destination()), "half and half");
  EXPECT_FALSE(fs::exists(part()) || fs::exists(note()));
}

TEST_F(PartialFileTest, BytesOfAnotherAddressAreDropped) {
  leave(kOne, true);
  const auto file = open("https://mirror.example/x.csv");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->size(), 0u);
}

TEST_F(PartialFileTest, BytesWithoutTheirNoteAreDropped) {
  leave(kOne, true);
  fs::remove(note());
  EXPECT_EQ(open()->size(), 0u);
  leave(kOne, true);
  housing::testing::write_file(note(), "{");
  EXPECT_EQ(open()->size(), 0u);
}

TEST_F(PartialFileTest, OnlyAStrongValidatorLetsItGoOn) {
  leave({}, true);
  EXPECT_EQ(open()->size(), 0u);
  leave({"W/\"weak\"", ""}, true);
  EXPECT_EQ(open()->size(), 0u);
  leave(kOne, false);
  EXPECT_EQ(open()->size(), 0u);
  leave({"W/\"weak\"", "Wed, 16 Apr 2025 09:30:00 GMT"}, true);
  EXPECT_EQ(open()->if_range(), "Wed, 16 Apr 2025 09:30:00 GMT");
}

TEST_F(PartialFileTest, BeginDropsWhatIsThere) {
  leave(kOne, true);
  {
    auto file = open();
    ASSERT_TRUE(file && file->begin({"\"two\"", ""}, true) && file->append(std::string_view("new")));
  }
  auto file = open();
  EXPECT_EQ(file->size(), 3u);
  EXPECT_EQ(file->validators().etag, "\"two\"");
}

TEST_F(PartialFileTest, AnEmptyOneIsNotLeftBehind) {
  {
    ASSERT_TRUE(open());
  }
  EXPECT_FALSE(fs::exists(part()));
}

TEST_F(PartialFileTest, ASecondDownloadOfTheSameFileIsTurnedAway) {
  const auto first = open();
  ASSERT_TRUE(first);
  const auto second = open();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::ErrorCode::kConflict);
  EXPECT_TRUE(fs::exists(part())) << "the second one removed the first one's file";
}

TEST_F(PartialFileTest, AFolderThatCannotBeMadeIsAnError) {
  housing::testing::write_file(folder_.path() / "fhfa", "a file");
  const auto file = open();
  ASSERT_FALSE(file);
  EXPECT_EQ(file.error().code, base::ErrorCode::kIo);
}

}  // namespace
}  // namespace housing::curl
