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
  EXPECT_THAT(selection.error().message, HasSubstr("fhfa, fred, zillow"));
}

}  // namespace
}  // namespace housing::sources
