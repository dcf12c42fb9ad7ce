#include "app/import.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "app/demo.hpp"
#include "app/publish.hpp"
#include "testing/imported_world.hpp"
#include "testing/store_double.hpp"

namespace housing::app {
namespace {

using base::ErrorCode;
using model::Date;
using testing::contents_of;
using testing::ImportedWorld;
using testing::month_ends;
using testing::PublisherFile;
using testing::zillow_file;

PublisherFile home_values(std::vector<std::string> values = {"100.25", "200.5"}, int year = 2024) {
  const int months = static_cast<int>(values.size());
  return zillow_file(testing::kMetroHomeValue, month_ends(year, months), {testing::united_states(std::move(values))});
}

base::Result<ImportSummary> run_import(ports::ObjectStore& store, const base::Clock& clock, ImportRequest request) {
  Importer importer(store, testing::known_names(), clock);
  return importer.run(request, [](const auto&) {});
}

ImportRequest paths(std::vector<std::filesystem::path> given) {
  ImportRequest request;
  request.paths = std::move(given);
  return request;
}

std::size_t files_below(const std::filesystem::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) count += entry.is_regular_file();
  return count;
}

TEST(Import, StoresFileShardAndPassport) {
  ImportedWorld imported;
  const PublisherFile file = home_values();
  const ImportedFile report = imported.import_one(file);
  EXPECT_EQ(report.source, "zillow");
  EXPECT_EQ(report.dataset, "zillow/zhvi/metro");
  EXPECT_EQ(report.kept, 1u);
  EXPECT_EQ(report.metrics, std::vector<std::string>{"home_value"});
  EXPECT_FALSE(report.unchanged);
  const auto manifest = current_manifest(imported.store()).value();
  ASSERT_EQ(manifest.shards.size(), 1u);
  const series::ShardEntry& entry = manifest.shards[0];
  EXPECT_EQ(manifest.kind, "real");
  EXPECT_EQ(imported.store().get(entry.raw_key).value(), file.text) << "byte for byte";
  EXPECT_TRUE(imported.store().exists(entry.shard_key).value());
  EXPECT_EQ(entry.id, "zillow/zhvi/metro@" + entry.sha256.substr(0, 12));
  EXPECT_EQ(entry.file, testing::kMetroHomeValue);
  EXPECT_EQ(entry.retrieved, "2026-01-20T12:00:00Z");
  EXPECT_EQ(entry.first_period, "2024-01");
  EXPECT_EQ(entry.last_period, "2024-02");
  EXPECT_EQ(entry.last_day, Date::of(2024, 2, 29));
  EXPECT_EQ(entry.regions, 1u);
  EXPECT_EQ(entry.kept, 1u);
}

TEST(Import, OfTheSameBytesChangesNothing) {
  ImportedWorld imported;
  imported.import_one(home_values());
  const auto before = contents_of(imported.store());
  imported.clock().advance(std::chrono::hours(24));
  const ImportedFile again = imported.import_one(home_values(), Date::of(2030, 1, 1));
  EXPECT_TRUE(again.unchanged);
  EXPECT_EQ(again.dataset, "zillow/zhvi/metro");
  EXPECT_EQ(again.kept, 1u);
  EXPECT_EQ(contents_of(imported.store()), before);
}

TEST(Import, TakesTwoFilesOfTheSameBytesOnce) {
  ImportedWorld imported;
  PublisherFile copy = home_values();
  copy.name = "copy of " + copy.name;
  const auto summary = imported.import({home_values(), copy});
  ASSERT_EQ(summary.files.size(), 2u);
  EXPECT_EQ(summary.files[0].unchanged + summary.files[1].unchanged, 1);
  EXPECT_EQ(current_manifest(imported.store()).value().shards.size(), 1u);
}

struct BadFile {
  const char* what;
  PublisherFile file;
  const char* reason;  // part of what is said
};

class ImportOfABadFile : public ::testing::TestWithParam<BadFile> {};

TEST_P(ImportOfABadFile, SaysWhyAndLeavesNothing) {
  ImportedWorld imported;
  imported.import_one(home_values());
  const auto before = contents_of(imported.store());
  const std::size_t files_before = files_below(imported.store_path());
  const auto summary = imported.import({GetParam().file});
  EXPECT_TRUE(summary.nothing_done());
  EXPECT_FALSE(summary.all_kept());
  ASSERT_EQ(summary.unrecognised.size(), 1u);
  EXPECT_TRUE(summary.unrecognised[0].path.ends_with(GetParam().file.name));
  EXPECT_NE(summary.unrecognised[0].reason.find(GetParam().reason), std::string::npos)
      << summary.unrecognised[0].reason;
  EXPECT_EQ(contents_of(imported.store()), before);
  EXPECT_EQ(files_below(imported.store_path()), files_before) << "nothing prepared is left lying about";
}

INSTANTIATE_TEST_SUITE_P(
    Import, ImportOfABadFile,
    ::testing::Values(
        BadFile{"Empty", {"empty.csv", ""}, "empty"}, BadFile{"Blank", {"blank.csv", "\n\n  \n"}, "blank"},
        BadFile{"WebPage", {"page.csv", "<!DOCTYPE html><html></html>"}, "web page"},
        BadFile{"UnknownTable", {"other.csv", "a,b,c\n1,2,3\n"}, "unknown header"},
        BadFile{"Binary", {"x.bin", std::string("\x7f\x45\x4c\x46\0\0\0", 7)}, "binary"},
        BadFile{"TruncatedGzip", {"x.csv.gz", std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10)}, ""},
        BadFile{"UnknownSeries", {"Metro_nonsense_month.csv", home_values({"3"}).text}, "file name"},
        BadFile{"HeaderOnly", zillow_file(testing::kMetroHomeValue, month_ends(2024, 1), {}), "no row"},
        BadFile{"EveryRowRefused",
                {std::string(testing::kMetroHomeValue),
                 "RegionID,SizeRank,RegionName,RegionType,StateName,2024-01-31\nabc,0,Nowhere,msa,CA,1\n"},
                "line 2"},
        BadFile{"BrokenDate",
                {std::string(testing::kMetroHomeValue),
                 "RegionID,SizeRank,RegionName,RegionType,StateName,2024-01-31,2024-13-31\n1,0,X,msa,CA,1,2\n"},
                "2024-13-31"},
        BadFile{"UnknownFredSeries", {"x.csv", "observation_date,NOSUCHSERIES\n2024-01-01,1\n"}, "NOSUCHSERIES"}),
    [](const auto& param) { return std::string(param.param.what); });

TEST(Import, TakesTheGoodFilesBesideABadOne) {
  ImportedWorld imported;
  const auto summary = imported.import({{"a.csv", "nonsense\n"}, home_values(), {"z.csv", ""}});
  EXPECT_EQ(summary.files.size(), 1u);
  EXPECT_EQ(summary.unrecognised.size(), 2u);
  EXPECT_FALSE(summary.all_kept());
  EXPECT_EQ(current_manifest(imported.store()).value().shards.size(), 1u);
}

TEST(Import, GoesOnPastAFileThatCannotBeOpened) {
  ImportedWorld imported;
  const auto good = imported.folder().write(testing::kMetroHomeValue, home_values().text);
  const auto bad = imported.folder().path() / "socket.csv";
  const int listener = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, bad.c_str(), sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const auto summary =
      run_import(imported.store(), imported.clock(), paths({bad, imported.folder().path() / "missing.csv", good}));
  ::close(listener);
  ASSERT_TRUE(summary.has_value()) << summary.error().message;
  EXPECT_EQ(summary->files.size(), 1u);
  ASSERT_EQ(summary->unrecognised.size(), 2u);
  EXPECT_NE(summary->unrecognised[0].reason.find("no such file"), std::string::npos);
  EXPECT_NE(summary->unrecognised[1].reason.find("socket.csv"), std::string::npos);
}

TEST(Import, PassesOverHiddenAndUnfinishedFiles) {
  ImportedWorld imported;
  const auto& folder = imported.folder();
  folder.write("in/sub/" + std::string(testing::kMetroHomeValue), home_values().text);
  folder.write("in/.hidden.csv", "nonsense");
  folder.write("in/.cache/x.csv", "nonsense");
  folder.write("in/half.csv.part", "nonsense");
  const auto summary = run_import(imported.store(), imported.clock(), paths({folder.path() / "in"}));
  ASSERT_TRUE(summary.has_value());
  EXPECT_EQ(summary->files.size(), 1u);
  EXPECT_TRUE(summary->unrecognised.empty());
}

TEST(Import, CountsRefusedRowsAndCells) {
  ImportedWorld imported;
  const auto summary = imported.import({zillow_file(
      testing::kMetroHomeValue, month_ends(2024, 2),
      {testing::united_states({"1", "abc"}), {"xyz", "Nowhere, CA", "msa", {"1", "2"}}, testing::boston({"", "4"})})});
  ASSERT_EQ(summary.files.size(), 1u);
  EXPECT_EQ(summary.files[0].kept, 2u);
  EXPECT_EQ(summary.files[0].refused, 1u);
  EXPECT_EQ(summary.files[0].cells_refused, 1u);
  ASSERT_EQ(summary.files[0].refusals.size(), 2u);
  EXPECT_EQ(summary.files[0].refusals[0].line, 2u);
  EXPECT_EQ(summary.files[0].refusals[0].column, 7u);
  EXPECT_EQ(summary.files[0].refusals[1].line, 3u);
  EXPECT_FALSE(summary.all_kept());
  EXPECT_FALSE(summary.nothing_done());
}

TEST(Import, DatesAReleaseByOperatorThenStampThenUsualLag) {
  ImportedWorld imported;
  const auto forecast = [](const char* value) {
    return testing::zillow_forecast_file("2025-06-30", {"2025-07-31", "2025-09-30"},
                                         {testing::united_states({value, "2.5"})});
  };
  const ImportedFile stamped = imported.import_one(forecast("0.1"));
  EXPECT_EQ(stamped.release, (model::Release{Date::of(2025, 6, 30), model::ReleaseFrom::kStamp}));
  const ImportedFile said = imported.import_one(forecast("0.2"), Date::of(2025, 7, 18));
  EXPECT_EQ(said.release, (model::Release{Date::of(2025, 7, 18), model::ReleaseFrom::kOperator}));
  const ImportedFile inferred = imported.import_one(home_values());
  const int lag = model::find_metric("home_value")->release_lag_days;
  EXPECT_EQ(inferred.release, (model::Release{Date::of(2024, 2, 29).plus_days(lag), model::ReleaseFrom::kInferred}));
}

TEST(Import, KeepsRealAndDemoDataApart) {
  ImportedWorld imported;
  series::ShardEntry entry;
  entry.id = "demo/rent@1";
  entry.source = "demo";
  entry.release.date = entry.last_day = Date::of(2025, 12, 31);
  ASSERT_TRUE(publish(imported.store(), imported.clock(), "demo", {}).has_value());
  imported.import_one(home_values());
  const auto before = contents_of(imported.store());
  const auto demo = make_demo(imported.store(), testing::known_places(), imported.clock(), DemoSize::kSmall);
  ASSERT_FALSE(demo.has_value());
  EXPECT_EQ(demo.error().code, ErrorCode::kConflict);
  EXPECT_NE(demo.error().message.find("--data-dir"), std::string::npos);
  const auto sneaked = publish(imported.store(), imported.clock(), "demo", {entry});
  ASSERT_FALSE(sneaked.has_value());
  EXPECT_EQ(sneaked.error().code, ErrorCode::kConflict);
  EXPECT_EQ(contents_of(imported.store()), before);
}

TEST(Import, StopsWhenTheStoreFailsAndPublishesNothing) {
  ImportedWorld imported;
  imported.import_one(home_values());
  const std::string pointer = imported.store().get_pointer(series::kPointerKey).value().bytes;
  const auto other =
      imported.folder().write("x/" + std::string(testing::kMetroHomeValue), home_values({"7", "8"}).text);
  for (const char* part : {"raw/", "shards/", "blocks/", "places/", "manifests/", "current.json"}) {
    SCOPED_TRACE(part);
    testing::StoreDouble failing(imported.store());
    failing.before_put = [&](std::string_view key) -> base::Status {
      if (key.starts_with(part)) return base::fail(ErrorCode::kIo, "No space left on device");
      return {};
    };
    const auto summary = run_import(failing, imported.clock(), paths({other}));
    ASSERT_FALSE(summary.has_value());
    EXPECT_EQ(summary.error().code, ErrorCode::kIo);
    EXPECT_EQ(failing.pointer_moves(), 0);
    EXPECT_EQ(imported.store().get_pointer(series::kPointerKey).value().bytes, pointer);
  }
  const auto summary = run_import(imported.store(), imported.clock(), paths({other}));
  ASSERT_TRUE(summary.has_value()) << "what was left behind is no obstacle: " << summary.error().message;
  EXPECT_EQ(current_manifest(imported.store()).value().shards.size(), 2u);
}

}  // namespace
}  // namespace housing::app
