// Which files are asked for and how; and what a download's origin does to the import.
#include "app/download.hpp"

#include <gmock/gmock.h>

#include <map>

#include "app/publish.hpp"
#include "base/assert.hpp"
#include "testing/imported_world.hpp"

namespace housing::app {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using housing::testing::fred_file;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kMirror = "https://mirror.example/data";

// A publisher that has these texts, by address, and the edition each is of.
class SimulatedFetcher final : public ports::Fetcher {
 public:
  struct File {
    std::string text;
    std::string etag;
    std::optional<model::Date> modified;
  };
  std::map<std::string, File> files;
  std::map<std::string, ErrorCode> failures;
  std::vector<ports::FetchRequest> requests;

  base::Result<ports::FetchResult> fetch(const ports::FetchRequest& request) override {
    requests.push_back(request);
    if (const auto failure = failures.find(request.url); failure != failures.end())
      return base::fail(failure->second, "simulated");
    const auto file = files.find(request.url);
    if (file == files.end()) return base::fail(ErrorCode::kNotFound, "simulated: not there");
    ports::FetchResult result;
    result.url = request.url;
    result.validators.etag = file->second.etag;
    result.modified = file->second.modified;
    if (!request.have.etag.empty() && request.have.etag == file->second.etag) {
      result.status = ports::FetchStatus::kNotModified;
      return result;
    }
    fs::create_directories(request.destination.parent_path());
    housing::testing::write_file(request.destination, file->second.text);
    result.bytes = file->second.text.size();
    return result;
  }
};

sources::RemoteFile remote(const std::string& series) {
  return {.source = "fred",
          .dataset = "fred/" + series,
          .name = series + ".csv",
          .url = "https://fred.example/" + series,
          .size = sources::SizeClass::kSmall,
          .on_request = false};
}

class DownloadTest : public ::testing::Test {
 protected:
  Downloads download(std::vector<sources::RemoteFile> files, const std::string& base = "") {
    Downloader downloader(fetcher_, world_.clock());
    auto known = current_manifest(world_.store());
    auto downloads =
        downloader.run({.files = std::move(files), .base = base, .folder = folder()}, *known, [](auto&) {});
    HT_ASSERT(downloads.has_value());
    return std::move(*downloads);
  }
  ImportSummary import(Downloads downloads, std::optional<model::Date> released = std::nullopt) {
    Importer importer(world_.store(), housing::testing::known_names(), world_.clock());
    ImportRequest request;
    request.fetched = std::move(downloads.files);
    request.released = released;
    auto summary = importer.run(request, [](auto&&...) {});
    HT_ASSERT(summary.has_value());
    return std::move(*summary);
  }
  // What the newest manifest says about the only shard.
  series::ShardEntry only_entry() {
    const auto manifest = current_manifest(world_.store());
    HT_ASSERT(manifest.has_value() && manifest->shards.size() == 1);
    return manifest->shards.front();
  }
  fs::path folder() { return world_.folder().path() / "downloads"; }

  housing::testing::ImportedWorld world_;
  SimulatedFetcher fetcher_;
};

const std::string kAddress = "https://fred.example/CPIAUCSL";

SimulatedFetcher::File prices(const std::string& etag = "\"one\"", const std::string& last = "302") {
  return {fred_file("CPIAUCSL", {{"2024-01-01", "300.1"}, {"2024-02-01", last}}).text, etag,
          model::Date::of(2024, 3, 12)};
}

TEST_F(DownloadTest, ADownloadIsImportedWithItsOriginAndRemoved) {
  fetcher_.files[kAddress] = prices();
  const auto summary = import(download({remote("CPIAUCSL")}));
  ASSERT_THAT(summary.files, SizeIs(1));
  EXPECT_EQ(summary.files[0].path, kAddress);
  EXPECT_EQ(summary.files[0].release,
            (model::Release{model::Date::of(2024, 3, 12), model::ReleaseFrom::kLastModified}));
  const auto entry = only_entry();
  EXPECT_EQ(entry.url, kAddress);
  EXPECT_EQ(entry.etag, "\"one\"");
  EXPECT_EQ(entry.file, "CPIAUCSL.csv");
  EXPECT_FALSE(fs::exists(folder() / "fred" / "CPIAUCSL.csv"));
}

TEST_F(DownloadTest, TheOperatorsDateWinsOverTheServers) {
  fetcher_.files[kAddress] = prices();
  const auto summary = import(download({remote("CPIAUCSL")}), model::Date::of(2024, 5, 1));
  EXPECT_EQ(summary.files[0].release.from, model::ReleaseFrom::kOperator);
}

TEST_F(DownloadTest, WithoutTheServersDateItIsInferred) {
  fetcher_.files[kAddress] = prices();
  fetcher_.files[kAddress].modified.reset();
  EXPECT_EQ(import(download({remote("CPIAUCSL")})).files[0].release.from, model::ReleaseFrom::kInferred);
}

TEST_F(DownloadTest, AnUnchangedFileIsAskedForByItsValidatorsAndChangesNothing) {
  fetcher_.files[kAddress] = prices();
  import(download({remote("CPIAUCSL")}));
  const auto before = housing::testing::contents_of(world_.store());
  world_.clock().advance(std::chrono::hours(24));
  const auto summary = import(download({remote("CPIAUCSL")}));
  EXPECT_EQ(fetcher_.requests[0].have.etag, "");
  EXPECT_EQ(fetcher_.requests[1].have.etag, "\"one\"");
  ASSERT_THAT(summary.files, SizeIs(1));
  EXPECT_TRUE(summary.files[0].unchanged);
  EXPECT_EQ(summary.files[0].path, kAddress);
  EXPECT_EQ(housing::testing::contents_of(world_.store()), before);
}

TEST_F(DownloadTest, ANewEditionBecomesANewShard) {
  fetcher_.files[kAddress] = prices();
  import(download({remote("CPIAUCSL")}));
  fetcher_.files[kAddress] = prices("\"two\"", "303");
  EXPECT_FALSE(import(download({remote("CPIAUCSL")})).files[0].unchanged);
  EXPECT_THAT(current_manifest(world_.store())->shards, SizeIs(2));
  import(download({remote("CPIAUCSL")}));
  EXPECT_EQ(fetcher_.requests.back().have.etag, "\"two\"") << "the newest copy is the one to ask about";
}

TEST_F(DownloadTest, AFileKnownFromAFolderLearnsItsAddress) {
  world_.import({{"CPIAUCSL.csv", prices().text}});
  EXPECT_EQ(only_entry().url, "");
  fetcher_.files[kAddress] = prices();
  EXPECT_TRUE(import(download({remote("CPIAUCSL")})).files[0].unchanged);
  EXPECT_EQ(only_entry().url, kAddress);
  EXPECT_EQ(only_entry().etag, "\"one\"");
  EXPECT_EQ(only_entry().release.from, model::ReleaseFrom::kInferred) << "the release stays what it was";
  import(download({remote("CPIAUCSL")}));
  EXPECT_EQ(fetcher_.requests.back().have.etag, "\"one\"");
}

TEST_F(DownloadTest, AFailureDoesNotKeepTheOthersFromComing) {
  fetcher_.files[kAddress] = prices();
  fetcher_.failures["https://fred.example/HOUST"] = ErrorCode::kInvalidInput;
  const auto downloads = download({remote("HOUST"), remote("CPIAUCSL"), remote("PERMIT")});
  EXPECT_THAT(downloads.files, SizeIs(1));
  ASSERT_THAT(downloads.failed, SizeIs(2));
  EXPECT_EQ(downloads.failed[0].path, "https://fred.example/HOUST");
  EXPECT_THAT(downloads.failed[1].reason, HasSubstr("not there"));
  EXPECT_THAT(downloads.absent, IsEmpty());
}

TEST_F(DownloadTest, APublisherThatDoesNotAnswerIsLeftInPeace) {
  std::vector<sources::RemoteFile> files;
  for (const char* series : {"A", "B", "C", "D"}) {
    files.push_back(remote(series));
    fetcher_.failures[files.back().url] = ErrorCode::kUnavailable;
  }
  sources::RemoteFile other = remote("CPIAUCSL");
  other.source = "fhfa";
  files.push_back(other);
  fetcher_.files[kAddress] = prices();
  const auto downloads = download(files);
  EXPECT_THAT(fetcher_.requests, SizeIs(kMaxUnansweredInARow + 1));
  ASSERT_THAT(downloads.failed, SizeIs(4));
  EXPECT_THAT(downloads.failed[3].reason, HasSubstr("not tried"));
  EXPECT_THAT(downloads.files, SizeIs(1));
}

TEST_F(DownloadTest, AMirrorHasTheFilesByTheirNamesAndNeedNotHaveAll) {
  fetcher_.files[kMirror + "/CPIAUCSL.csv"] = prices();
  const auto downloads = download({remote("CPIAUCSL"), remote("HOUST")}, kMirror);
  EXPECT_THAT(downloads.failed, IsEmpty());
  EXPECT_THAT(downloads.absent, ::testing::ElementsAre(kMirror + "/HOUST.csv"));
  import(downloads);
  EXPECT_EQ(only_entry().url, kMirror + "/CPIAUCSL.csv");
}

TEST_F(DownloadTest, AFoldersAddressIsNotPublished) {
  fetcher_.files["file:///mirror/CPIAUCSL.csv"] = prices();
  const auto summary = import(download({remote("CPIAUCSL")}, "file:///mirror"));
  EXPECT_EQ(summary.files[0].path, "file:///mirror/CPIAUCSL.csv");
  EXPECT_EQ(only_entry().url, "");
}

TEST_F(DownloadTest, WhatCannotBeReadStaysToBeLookedAt) {
  fetcher_.files[kAddress] = {"no, table, known\n1,2,3\n", "\"one\"", std::nullopt};
  const auto summary = import(download({remote("CPIAUCSL")}));
  EXPECT_THAT(summary.files, IsEmpty());
  ASSERT_THAT(summary.unrecognised, SizeIs(1));
  EXPECT_EQ(summary.unrecognised[0].path, kAddress);
  EXPECT_TRUE(fs::exists(folder() / "fred" / "CPIAUCSL.csv"));
}

TEST_F(DownloadTest, LargeFilesGetMoreRoomAndTime) {
  sources::RemoteFile large = remote("CPIAUCSL");
  large.size = sources::SizeClass::kLarge;
  download({remote("HOUST"), large});
  EXPECT_EQ(fetcher_.requests[0].max_bytes, kMaxSmallFileBytes);
  EXPECT_EQ(fetcher_.requests[1].max_bytes, kMaxLargeFileBytes);
  EXPECT_LT(fetcher_.requests[0].deadline, fetcher_.requests[1].deadline);
}

}  // namespace
}  // namespace housing::app
