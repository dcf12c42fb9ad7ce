#include "sources/registry.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "model/catalogue.hpp"
#include "sources/fred_series.hpp"
#include "sources/zillow_series.hpp"

namespace housing::sources {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> datasets_of(const std::vector<RemoteFile>& files) {
  std::vector<std::string> datasets;
  for (const RemoteFile& file : files) datasets.push_back(file.dataset);
  return datasets;
}

TEST(Registry, NamesEveryFileOnceWithAKnownSourceAndASecureAddress) {
  std::set<std::string> names;
  std::set<std::string> datasets;
  for (const RemoteFile& file : remote_files()) {
    EXPECT_TRUE(names.insert(file.name).second) << file.name;
    EXPECT_TRUE(datasets.insert(file.dataset).second) << file.dataset;
    EXPECT_NE(model::find_source(file.source), nullptr) << file.source;
    EXPECT_TRUE(file.url.starts_with("https://")) << file.url;
    EXPECT_TRUE(file.dataset.starts_with(file.source + "/")) << file.dataset;
    EXPECT_EQ(file.name.find('/'), std::string::npos) << file.name;
  }
}

TEST(Registry, OffersEveryMetricOfTheCatalogue) {
  std::set<std::string_view> offered;
  for (const RemoteFile& file : remote_files()) {
    if (file.source == "zillow") offered.insert(zillow_series(file.name)->metric->id);
    if (file.source == "fred") offered.insert(fred_series(file.name.substr(0, file.name.size() - 4))->metric->id);
  }
  // Series that Zillow no longer publishes: copies of their files can be imported, not downloaded.
  const std::set<std::string_view> ended = {"home_value.allhomes2018@zillow", "rent.zri2018@zillow",
                                            "rent.zori2021@zillow"};
  for (const model::MetricInfo& metric : model::all_metrics())
    if (metric.source == "zillow" || metric.source == "fred" || metric.source == "case-shiller") {
      EXPECT_NE(offered.contains(metric.id), ended.contains(metric.id)) << metric.id;
    }
}

TEST(Registry, KnowsThePublishersAddresses) {
  const auto url_of = [](std::string_view dataset) {
    const auto files = remote_files();
    return std::ranges::find(files, dataset, &RemoteFile::dataset)->url;
  };
  EXPECT_EQ(url_of("zillow/zori/zip"),
            "https://files.zillowstatic.com/research/public_csvs/zori/Zip_zori_uc_sfrcondomfr_sm_month.csv");
  EXPECT_EQ(url_of("fhfa/hpi-at/metro"), "https://www.fhfa.gov/hpi/download/quarterly_datasets/hpi_at_metro.csv");
  EXPECT_EQ(url_of("fred/mortgage30us"), "https://fred.stlouisfed.org/graph/fredgraph.csv?id=MORTGAGE30US");
}

TEST(Registry, ASourceComesWithoutItsLargeFiles) {
  const auto selection = select_files(std::vector<std::string>{"zillow"});
  ASSERT_TRUE(selection);
  EXPECT_THAT(datasets_of(selection->files), Contains("zillow/zhvi/metro"));
  EXPECT_THAT(datasets_of(selection->left_out), Contains("zillow/zhvi/zip"));
  for (const RemoteFile& file : selection->files) EXPECT_EQ(file.size, SizeClass::kSmall) << file.name;
  for (const RemoteFile& file : selection->left_out) EXPECT_EQ(file.size, SizeClass::kLarge) << file.name;
}

TEST(Registry, ADatasetIsTakenByItsNameOrItsBeginning) {
  const auto one = select_files(std::vector<std::string>{"zillow/zhvi/zip", "zillow/zhvi/zip"});
  ASSERT_TRUE(one);
  EXPECT_THAT(datasets_of(one->files), ElementsAre("zillow/zhvi/zip"));
  EXPECT_TRUE(one->left_out.empty());
  const auto family = select_files(std::vector<std::string>{"zillow/zhvi"});
  ASSERT_TRUE(family);
  EXPECT_THAT(datasets_of(family->files), ElementsAre("zillow/zhvi/metro", "zillow/zhvi/state", "zillow/zhvi/county",
                                                      "zillow/zhvi/city", "zillow/zhvi/zip"));
}

TEST(Registry, AnUnknownSourceIsToldTheKnownOnes) {
  const auto selection = select_files(std::vector<std::string>{"fhfa", "zilow"});
  ASSERT_FALSE(selection);
  EXPECT_EQ(selection.error().code, base::ErrorCode::kInvalidInput);
  EXPECT_THAT(selection.error().message, HasSubstr("'zilow'"));
  EXPECT_THAT(selection.error().message, HasSubstr("bls, census, fhfa, fred, hud, realtor, redfin, zillow"));
}

TEST(Registry, OffersFilesOfEverySourceButTheMadeUpOne) {
  for (const model::SourceInfo& source : model::all_sources())
    if (source.id != "demo" && source.id != "case-shiller") {  // the latter's series come by FRED
      EXPECT_THAT(downloadable_sources(), Contains(std::string(source.id)));
    }
}

TEST(Registry, FilesNamedAfterATimeAreTheNewestOfTheDay) {
  const auto name_of = [](std::string_view dataset, model::Date today) {
    const auto files = remote_files(today);
    const auto found = std::ranges::find(files, dataset, &RemoteFile::dataset);
    return found == files.end() ? "" : found->name + " " + found->url.substr(found->url.find("//") + 2);
  };
  const model::Date today = model::Date::of(2026, 1, 20);
  EXPECT_EQ(name_of("census/bps/county-month", today), "co2511c.txt www2.census.gov/econ/bps/County/co2511c.txt");
  EXPECT_EQ(name_of("census/bps/county-month", model::Date::of(2026, 1, 28)),
            "co2512c.txt www2.census.gov/econ/bps/County/co2512c.txt");
  EXPECT_EQ(name_of("census/bps/state-year", today), "st2024a.txt www2.census.gov/econ/bps/State/st2024a.txt");
  EXPECT_EQ(name_of("census/popest/county", today),
            "co-est2024-alldata.csv www2.census.gov/programs-surveys/popest/datasets/2020-2024/counties/totals/"
            "co-est2024-alldata.csv");
  EXPECT_EQ(name_of("hud/fmr", today), "FY26_FMRs.xlsx www.huduser.gov/portal/datasets/fmr/fmr2026/FY26_FMRs.xlsx");
  EXPECT_EQ(name_of("hud/fmr", model::Date::of(2025, 8, 1)).substr(0, 14), "FY25_FMRs.xlsx");
  EXPECT_EQ(name_of("bls/laus/county-year", today), "laucnty24.xlsx www.bls.gov/lau/laucnty24.xlsx");
  EXPECT_EQ(name_of("census/acs5/b19013-county", today).substr(0, 55),
            "acs5_2024_county.json api.census.gov/data/2024/acs/acs5");
  EXPECT_EQ(name_of("census/acs5/b19013-county", model::Date::of(2025, 12, 1)).substr(0, 21), "acs5_2023_county.json");
}

std::vector<std::string> names_due(const std::vector<HeldDataset>& held, model::Date today) {
  const auto due = due_files(held, today);
  EXPECT_TRUE(due.has_value());
  std::vector<std::string> names;
  for (const RemoteFile& file : due->files) names.push_back(file.name);
  return names;
}

TEST(Due, WithNothingHeldEveryFileThatIsNotOnRequestOnce) {
  const auto due = due_files({}, model::Date::of(2025, 6, 10));
  ASSERT_TRUE(due.has_value());
  const auto all = remote_files(model::Date::of(2025, 6, 10));
  EXPECT_EQ(due->files.size() + due->left_out.size(), all.size());
  for (const RemoteFile& file : due->files) EXPECT_FALSE(file.on_request) << file.name;
  for (const RemoteFile& file : due->left_out) EXPECT_TRUE(file.on_request) << file.name;
}

TEST(Due, AFileIsDueWhenItsReleaseIsAsOldAsItsCadence) {
  const std::vector<HeldDataset> held = {
      {"zillow/zhvi/metro", model::Date::of(2025, 5, 16), model::Date::of(2025, 4, 30)},
      {"fred/mortgage30us", model::Date::of(2025, 6, 5), model::Date::of(2025, 6, 5)}};
  const std::string zhvi = "Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv";
  const auto before = names_due(held, model::Date::of(2025, 6, 11));
  EXPECT_THAT(before, testing::Not(Contains(zhvi)));
  EXPECT_THAT(before, testing::Not(Contains("MORTGAGE30US.csv")));
  EXPECT_THAT(names_due(held, model::Date::of(2025, 6, 12)), Contains("MORTGAGE30US.csv"));
  EXPECT_THAT(names_due(held, model::Date::of(2025, 6, 13)), Contains(zhvi));
  // An older release beside the newest changes nothing.
  auto both = held;
  both.push_back({"zillow/zhvi/metro", model::Date::of(2024, 1, 16), model::Date::of(2023, 12, 31)});
  EXPECT_THAT(names_due(both, model::Date::of(2025, 6, 11)), testing::Not(Contains(zhvi)));
}

TEST(Due, EveryPeriodAfterTheNewestHeld) {
  const std::vector<HeldDataset> held = {
      {"census/bps/county-month", model::Date::of(2025, 3, 25), model::Date::of(2025, 2, 28)},
      {"census/bps/county-ytd", model::Date::of(2025, 3, 25), model::Date::of(2025, 2, 28)},
      {"census/acs5/b19013-county", model::Date::of(2023, 12, 7), model::Date::of(2022, 12, 31)},
      {"hud/fmr", model::Date::of(2024, 8, 31), model::Date::of(2025, 9, 30)}};
  const auto names = names_due(held, model::Date::of(2025, 7, 1));
  EXPECT_THAT(names, testing::IsSupersetOf({"co2503c.txt", "co2504c.txt", "co2505c.txt", "co2505y.txt"}));
  for (const char* not_due : {"co2502c.txt", "co2506c.txt", "co2504y.txt", "FY25_FMRs.xlsx", "FY26_FMRs.xlsx"})
    EXPECT_THAT(names, testing::Not(Contains(not_due)));
  EXPECT_THAT(names, Contains("acs5_2023_county.json"));
  EXPECT_THAT(names_due(held, model::Date::of(2025, 9, 5)), Contains("FY26_FMRs.xlsx"));
}

TEST(Due, APublisherWhoHasBeenForgottenForYearsIsCaughtUpWithPieceByPiece) {
  const std::vector<HeldDataset> held = {
      {"census/bps/county-month", model::Date::of(2019, 3, 25), model::Date::of(2019, 2, 28)}};
  const auto names = names_due(held, model::Date::of(2025, 7, 1));
  EXPECT_THAT(names, Contains("co1903c.txt"));
  EXPECT_EQ(
      std::ranges::count_if(names, [](const std::string& n) { return n.starts_with("co") && n.ends_with("c.txt"); }),
      kMaxDuePeriods);
}

TEST(Due, OnRequestMeansThatOneEditionIsHeld) {
  const model::Date today = model::Date::of(2025, 7, 20);
  EXPECT_THAT(names_due({}, today), testing::Not(Contains("zip_code_market_tracker.tsv000.gz")));
  EXPECT_THAT(names_due({{"redfin/market/zip", model::Date::of(2025, 5, 20), model::Date::of(2025, 4, 30)}}, today),
              Contains("zip_code_market_tracker.tsv000.gz"));
  const std::vector<HeldDataset> places = {
      {"census/bps/place-month", model::Date::of(2025, 6, 1), model::Date::of(2025, 4, 30)}};
  EXPECT_THAT(names_due(places, today), Contains("we2505c.txt"));
  // A history is for the beginning; what came of it is kept up with the small file.
  const auto names =
      names_due({{"realtor/inventory/metro", model::Date::of(2025, 6, 3), model::Date::of(2025, 5, 31)}}, today);
  EXPECT_THAT(names, Contains("RDC_Inventory_Core_Metrics_Metro.csv"));
  EXPECT_THAT(names, testing::Not(Contains("RDC_Inventory_Core_Metrics_Metro_History.csv")));
}

TEST(Due, AReleaseFarAheadIsAWrongClock) {
  EXPECT_FALSE(
      due_files({{"hud/fmr", model::Date::of(2030, 1, 1), model::Date::of(2030, 9, 30)}}, model::Date::of(2025, 1, 1))
          .has_value());
}

}  // namespace
}  // namespace housing::sources
