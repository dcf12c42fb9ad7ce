// The importers against publishers' real files: HOUSING_TEST_DATA, by default ../shared/data beside the project.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <iostream>
#include <string>

#include "base/mapped_file.hpp"
#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

namespace fs = std::filesystem;

fs::path data_folder() {
  if (const char* folder = std::getenv("HOUSING_TEST_DATA")) return folder;
  return fs::path(HOUSING_SOURCE_DIR) / ".." / "shared" / "data";
}

bool is_missing(const std::string& path) {
  if (fs::exists(data_folder() / path)) return false;
  std::cerr << "SKIPPED, MISSING: " << data_folder() / path << " (set HOUSING_TEST_DATA)\n";
  return true;
}

// As the importer does it: the head is inflated to recognise the format, then all of the file is parsed.
base::Status import_file(const std::string& path, Sink& sink) {
  HT_TRY(const base::MappedFile file, base::MappedFile::open(data_folder() / path));
  base::MemorySource for_head(file.text());
  const auto head_source = inflating(for_head, file.text());
  HT_TRY(const auto chunk, head_source->next());
  const std::string head(chunk.data(), std::min(chunk.size(), kRecogniseBytes));
  HT_TRY(const Format* const format, recognise(head));
  base::MemorySource bytes(file.text());
  const auto inflated = inflating(bytes, file.text());
  return format->parse(*inflated, {test_resolver(), fs::path(path).filename().string()}, sink);
}

struct KnownFile {
  const char* path;
  const char* dataset;
  std::size_t rows;
  std::size_t unresolved;
  const char* region;  // one published value
  const char* period;
  model::Cell cell;
};

class RealFile : public testing::TestWithParam<KnownFile> {};

TEST_P(RealFile, IsReadWhole) {
  const KnownFile& known = GetParam();
  if (is_missing(known.path)) GTEST_SKIP() << known.path << " is missing";
  RecordingSink sink;
  const auto status = import_file(known.path, sink);
  ASSERT_TRUE(status.has_value()) << status.error().message;
  EXPECT_EQ(sink.table->dataset, known.dataset);
  EXPECT_EQ(sink.kept, known.rows);
  EXPECT_EQ(sink.rows_refused.size(), 0U);
  EXPECT_EQ(sink.cells_refused.size(), 0U);
  EXPECT_EQ(sink.places_of(model::RegionType::kUnresolved), known.unresolved);
  EXPECT_EQ(sink.cell(known.region, known.period), known.cell);
}

INSTANTIATE_TEST_SUITE_P(
    Zillow, RealFile,
    testing::Values(
        KnownFile{"zillow/Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz", "zillow/zhvi/metro", 895, 0,
                  "metro-41860", "2025-03", 117277412},
        KnownFile{"zillow/State_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", "zillow/zhvi/state", 51, 0,
                  "state-ca", "2026-01", 75632293},
        KnownFile{"zillow/County_zori_uc_sfrcondomfr_sm_month.csv.gz", "zillow/zori/county", 1360, 0, "county-06037",
                  "2015-01", 168763},
        KnownFile{"zillow/Metro_zori_uc_sfrcondomfr_sm_month.csv", "zillow/zori/metro", 692, 0, "us", "2015-01",
                  115455},
        KnownFile{"zillow/Metro_invt_fs_uc_sfrcondo_sm_month.csv", "zillow/invt_fs/metro", 928, 0, "us", "2025-11",
                  1322036},
        KnownFile{"zillow/Metro_invt_fs_uc_sfrcondo_sm_week.csv.gz", "zillow/invt_fs/metro-week", 928, 0, "us",
                  "2018-02-03", 1099344},
        KnownFile{"zillow/Metro_mlp_uc_sfrcondo_sm_week.csv.gz", "zillow/mlp/metro-week", 928, 0, "us", "2025-01-04",
                  38640000},
        KnownFile{"zillow/Metro_new_listings_uc_sfrcondo_week.csv", "zillow/new_listings/metro-week", 236, 0, "us",
                  "2018-01-13", 71177},
        KnownFile{"zillow/Metro_sales_count_now_uc_sfrcondo_month.csv", "zillow/sales_count_now/metro", 301, 0, "us",
                  "2008-02", 203871},
        KnownFile{"zillow/Metro_market_temp_index_uc_sfrcondo_month.csv", "zillow/market_temp_index/metro", 928, 0,
                  "metro-35620", "2018-01", 53},
        KnownFile{"zillow/Metro_mean_doz_pending_uc_sfrcondo_sm_month.csv", "zillow/mean_doz_pending/metro", 702, 0,
                  "us", "2018-03", 5100},
        KnownFile{
            "zillow/Metro_new_homeowner_income_needed_downpayment_0.20_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz",
            "zillow/new_homeowner_income_needed/metro", 390, 0, "us", "2012-01", 3686822},
        KnownFile{"zillow/Metro_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", "zillow/zhvf/metro", 895, 0,
                  "metro-35620", "2026-11", 19},
        KnownFile{"zillow/National_zorf_growth_uc_sfr_sm_month.csv", "zillow/zorf/national", 1, 0, "us", "2026-11", 16},
        KnownFile{"zillow/Zip_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz", "zillow/zhvf/zip", 20132, 0,
                  "zip-08701", "2027-07", 23},
        // Vintages before: RegionType 'Msa', missing values as "".
        KnownFile{"older-vintages/zillow-2021-06/Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz",
                  "zillow/zhvi/metro", 911, 0, "us", "1996-01", 10782400},
        KnownFile{"older-vintages/zillow-2022-04/Zip_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz",
                  "zillow/zhvf/zip", 21132, 0, "zip-10025", "2023-04", 71}),
    [](const auto& file) { return "File" + std::to_string(file.index); });

// Layouts of before, and files that went through a spreadsheet program.
INSTANTIATE_TEST_SUITE_P(
    Older, RealFile,
    testing::Values(KnownFile{"older-vintages/zillow-2018-01/County_Zhvi_AllHomes.csv.gz",
                              "zillow/zhvi-allhomes/county", 1692, 0, "county-06037", "1996-04", 15940000},
                    KnownFile{"older-vintages/zillow-2018-01/Metro_Zhvi_AllHomes.csv.gz", "zillow/zhvi-allhomes/metro",
                              726, 0, "metro-35620", "1996-05", 16700000},
                    KnownFile{"older-vintages/zillow-2018-01/Metro_Zri_AllHomes.csv", "zillow/zri-allhomes/metro", 694,
                              0, "us", "2010-11", 124900},
                    KnownFile{"older-vintages/zillow-2021-01/Zip_ZORI_AllHomesPlusMultifamily_SSA.csv.gz",
                              "zillow/zori-2021/zip", 2608, 0, "zip-10025", "2014-01", 306200},
                    KnownFile{"older-vintages/fhfa-2016q1/HPI_PO_metro.txt", "fhfa/hpi-po/metro", 10100, 0,
                              "metro-10420", "1991-Q2", 10238},
                    KnownFile{"older-vintages/fhfa-2016q1/HPI_EXP_metro.txt", "fhfa/hpi-exp/metro", 5050, 0,
                              "metrodiv-11244", "1991-Q2", 10053},
                    KnownFile{"older-vintages/fhfa-2016q1/HPI_PO_state.txt", "fhfa/hpi-po/state", 5151, 0, "state-ak",
                              "1991-Q3", 10179},
                    KnownFile{"older-vintages/fhfa-2016q1/HPI_EXP_state.txt", "fhfa/hpi-exp/state", 5151, 0, "state-ak",
                              "1991-Q3", 10144},
                    KnownFile{"older-vintages/fhfa-2016q1/HPI_AT_state.txt", "fhfa/hpi-at/state", 8415, 0, "state-vt",
                              "1976-Q1", model::kGap},
                    KnownFile{"older-vintages/fhfa-2016q1/HPI_AT_nonmetro.txt", "fhfa/hpi-at/nonmetro", 3995, 0,
                              "nonmetro-ak", "1995-Q2", 10400},
                    KnownFile{"fhfa/hpi_at_state.xlsx", "fhfa/hpi-annual/state", 2550, 0, "state-al", "1976", 10821},
                    KnownFile{"excel-resaved/fhfa/HPI_AT_BDL_county.csv.gz", "fhfa/hpi-annual/county", 82560, 0,
                              "county-01001", "1987", 9783},
                    KnownFile{"excel-resaved/zillow/County_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz",
                              "zillow/zhvi/county", 2822, 0, "county-06037", "2000-01", 21667200},
                    KnownFile{"excel-resaved/zillow/Zip_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv",
                              "zillow/zhvi/zip", 130, 0, "zip-77449", "2000-01", 11102536}),
    [](const auto& file) { return "File" + std::to_string(file.index); });

INSTANTIATE_TEST_SUITE_P(
    FhfaAndFred, RealFile,
    testing::Values(
        KnownFile{"fhfa/HPI_AT_metro.csv.gz", "fhfa/hpi-at/metro", 77972, 0, "metro-49740", "2023-Q1", 29676},
        KnownFile{"fred/MORTGAGE30US.csv", "fred/mortgage30us", 2877, 0, "us", "2026-05-14", 636},
        KnownFile{"fred/CSUSHPINSA.csv", "fred/csushpinsa", 194, 0, "us", "2026-02", 327311},
        KnownFile{"fred/CSUSHPISA_latest.csv", "fred/csushpisa", 457, 0, "us", "2025-01", 329441},
        KnownFile{"fred/PERMIT.csv", "fred/permit", 315, 0, "us", "2026-03", 1372},
        KnownFile{"fred/HOUST.csv", "fred/houst", 315, 0, "us", "2026-03", 1502},
        KnownFile{"fred/CPIAUCSL.csv", "fred/cpiaucsl", 661, 0, "us", "2025-01", 319086},
        KnownFile{"fred/Unemployment-rate.csv", "fred/unrate", 661, 0, "us", "2025-01", 40},
        KnownFile{"older-vintages/fred-2022-11/MORTGAGE30US.csv", "fred/mortgage30us", 2696, 0, "us", "1971-04-02",
                  733},
        KnownFile{"older-vintages/fred-2018-02/SFXRNSA.csv", "fred/sfxrnsa", 372, 0, "metro-41860", "2017-12", 252511},
        KnownFile{"older-vintages/fred-2018-02/NYXRHTNSA.csv", "fred/nyxrhtnsa", 372, 0, "metro-35620", "2017-12",
                  181916}),
    [](const auto& file) { return "File" + std::to_string(file.index); });

INSTANTIATE_TEST_SUITE_P(RedfinAndRealtor, RealFile,
                         testing::Values(KnownFile{"redfin/us_national_market_tracker.tsv000.gz",
                                                   "redfin/market/national", 1606, 0, "us", "2024-01", 4020390},
                                         KnownFile{"realtor/RDC_Inventory_Core_Metrics_State_History.csv.gz",
                                                   "realtor/inventory/state", 4539, 0, "state-ca", "2023-11", 7495000},
                                         KnownFile{"realtor/RDC_Inventory_Core_Metrics_County.csv",
                                                   "realtor/inventory/county", 3113, 0, "county-06075", "2024-01",
                                                   11987000}),
                         [](const auto& file) { return "File" + std::to_string(file.index); });

struct KnownCell {
  const char* metric;
  const char* region;
  const char* period;
  model::WideCell cell;
};

void expect_cells(const std::string& path, std::initializer_list<KnownCell> cells, std::optional<model::Date> stamp) {
  RecordingSink sink;
  ASSERT_TRUE(import_file(path, sink).has_value());
  EXPECT_EQ(sink.table->stamp, stamp);
  for (const KnownCell& known : cells)
    EXPECT_EQ(sink.cell_of(known.metric, known.region, known.period), known.cell)
        << known.metric << " " << known.region << " " << known.period;
}

// Typed from the files.
TEST(RealFiles, RedfinNation) {
  const std::string path = "redfin/us_national_market_tracker.tsv000.gz";
  if (is_missing(path)) GTEST_SKIP() << path << " is missing";
  expect_cells(path,
               {{"sale_price.sa@redfin", "us", "2024-01", 4214949},
                {"homes_sold", "us", "2024-01", 287930},
                {"inventory@redfin", "us", "2024-01", 919566},
                {"inventory.sa@redfin", "us", "2024-01", 1075861},
                {"months_of_supply", "us", "2024-01", 31937},
                {"days_on_market@redfin", "us", "2024-01", 490},
                {"sale_to_list", "us", "2024-01", 9838},
                {"sale_price.multi@redfin", "us", "2023-02", 3693500},
                {"price_drops.multi@redfin", "us", "2023-02", 946},
                {"off_market_in_two_weeks.multi@redfin", "us", "2023-02", 4609},
                {"sale_price.single-units@redfin", "us", "2018-10", 2780060},
                {"homes_sold.single-units@redfin", "us", "2018-10", 509729}},
               model::Date::of(2024, 3, 10));
}

TEST(RealFiles, RealtorInventory) {
  const std::string states = "realtor/RDC_Inventory_Core_Metrics_State_History.csv.gz";
  const std::string counties = "realtor/RDC_Inventory_Core_Metrics_County.csv";
  const std::string metros = "realtor/RDC_Inventory_Core_Metrics_Metro.csv";
  for (const std::string& path : {states, counties, metros})
    if (is_missing(path)) GTEST_SKIP() << path << " is missing";
  expect_cells(states,
               {{"inventory", "state-ca", "2023-11", 46118},
                {"days_on_market", "state-ca", "2023-11", 470},
                {"price_reduced", "state-ca", "2023-11", 13862},
                {"pending_listings", "state-ct", "2023-11", 4874},
                {"pending_ratio", "state-ct", "2023-11", 11512},
                {"list_price.average@realtor", "state-ct", "2023-11", 1059545},
                {"pending_ratio", "state-ak", "2016-07", 5},
                {"total_listings", "state-ak", "2016-07", 3731}},
               std::nullopt);
  expect_cells(counties,
               {{"list_price", "county-46123", "2024-01", 2575000},
                {"new_listings", "county-46123", "2024-01", 0},
                {"pending_listings", "county-02164", "2024-01", model::kWideGap},
                {"list_ppsf", "county-06075", "2024-01", 99500},
                {"list_square_feet", "county-06075", "2024-01", 13100}},
               std::nullopt);
  expect_cells(metros,
               {{"price_increased_share", "metro-39900", "2025-07", 47},
                {"price_reduced_share", "metro-39900", "2025-07", 2315},
                {"inventory", "metro-32280", "2025-07", 96},
                {"total_listings", "metro-41860", "2025-07", 9249}},
               std::nullopt);
}

// One row of it belongs to no metro: it has a count of listings and no code.
TEST(RealFiles, RealtorsMetrosAndARowOfNone) {
  const std::string path = "realtor/RDC_Inventory_Core_Metrics_Metro.csv";
  if (is_missing(path)) GTEST_SKIP() << path << " is missing";
  RecordingSink sink;
  ASSERT_TRUE(import_file(path, sink).has_value());
  EXPECT_EQ(sink.table->dataset, "realtor/inventory/metro");
  EXPECT_EQ(sink.kept, 935U);
  EXPECT_EQ(sink.cells_refused.size(), 0U);
  EXPECT_EQ(sink.places.size(), 935U);
  EXPECT_EQ(sink.places_of(model::RegionType::kUnresolved), 0U);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].line, 64U);
  EXPECT_EQ(sink.rows_refused[0].column, 2U);
  EXPECT_EQ(sink.rows_refused[0].reason, "cbsa_code '' is not five digits");
}

TEST(RealFiles, ForecastsAreStampedWithTheirBaseDate) {
  const std::string path = "zillow/Zip_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz";
  if (is_missing(path)) GTEST_SKIP() << path << " is missing";
  RecordingSink sink;
  ASSERT_TRUE(import_file(path, sink).has_value());
  EXPECT_EQ(sink.table->stamp, model::Date::of(2026, 7, 31));
}

TEST(RealFiles, FhfaDivisionsAreKeptApart) {
  const std::string path = "fhfa/HPI_AT_metro.csv.gz";
  if (is_missing(path)) GTEST_SKIP() << path << " is missing";
  RecordingSink sink;
  ASSERT_TRUE(import_file(path, sink).has_value());
  EXPECT_EQ(sink.places_of(model::RegionType::kMetroDivision), 31U);
  EXPECT_EQ(sink.places.size(), 404U);
}

}  // namespace
}  // namespace housing::sources
