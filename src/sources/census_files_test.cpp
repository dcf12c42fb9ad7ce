// The Census Bureau's, HUD's and BLS's real files: every one that is there is imported, and with values read off it by
// eye.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sources/testing_real_files.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

struct Value {
  const char* metric;
  const char* region;
  const char* period;
  model::WideCell cell;
};

struct Known {
  const char* path;
  const char* dataset;
  std::size_t rows;
  std::size_t places;
  std::size_t unresolved;
  std::vector<Value> values;
};

class CensusFile : public testing::TestWithParam<Known> {};

TEST_P(CensusFile, IsReadWhole) {
  const Known& known = GetParam();
  if (real_file_is_missing(known.path)) GTEST_SKIP() << known.path << " is missing (set HOUSING_TEST_DATA)";
  RecordingSink sink;
  const auto status = import_real_file(known.path, sink);
  ASSERT_TRUE(status.has_value()) << status.error().message;
  EXPECT_EQ(sink.table->dataset, known.dataset);
  EXPECT_EQ(sink.kept, known.rows);
  EXPECT_EQ(sink.rows_refused.size(), 0U);
  EXPECT_EQ(sink.cells_refused.size(), 0U);
  EXPECT_EQ(sink.places.size(), known.places);
  EXPECT_EQ(sink.places_of(model::RegionType::kUnresolved), known.unresolved);
  for (const Value& value : known.values)
    EXPECT_EQ(sink.cell_of(value.metric, value.region, value.period), value.cell)
        << value.metric << " " << value.region;
}

const auto kNamed = [](const auto& file) { return "File" + std::to_string(file.index); };

INSTANTIATE_TEST_SUITE_P(
    Permits, CensusFile,
    testing::Values(Known{"census/bps/County/co2401c.txt",
                          "census/bps/county-month",
                          3022,
                          3022,
                          5,
                          {{"permits_units.single", "county-01001", "2024-01", 24},
                           {"permits_value", "county-01003", "2024-01", 82158275},
                           {"permits_units.2-4", "county-01005", "2024-01", 20}}},
                    Known{"census/bps/County/co2402c.txt", "census/bps/county-month", 3022, 3022, 5, {}},
                    Known{"census/bps/County/co2403c.txt", "census/bps/county-month", 3022, 3022, 5, {}},
                    Known{"census/bps/County/co2404c.txt", "census/bps/county-month", 3022, 3022, 5, {}},
                    Known{"census/bps/County/co2405c.txt", "census/bps/county-month", 3022, 3022, 5, {}},
                    Known{"census/bps/County/co2406c.txt", "census/bps/county-month", 3022, 3022, 5, {}},
                    Known{"census/bps/County/co2408c.txt", "census/bps/county-month", 3022, 3022, 5, {}},
                    Known{"census/bps/County/co2409c.txt", "census/bps/county-month", 3022, 3022, 5, {}},
                    Known{"census/bps/County/co2410c.txt", "census/bps/county-month", 3022, 3022, 5, {}},
                    Known{"census/bps/County/co2411c.txt", "census/bps/county-month", 3021, 3021, 5, {}},
                    Known{"census/bps/County/co2412c.txt", "census/bps/county-month", 3020, 3020, 5, {}},
                    Known{"census/bps/County/co2501c.txt", "census/bps/county-month", 3020, 3020, 5, {}},
                    Known{"census/bps/County/co2502c.txt",
                          "census/bps/county-month",
                          3020,
                          3020,
                          5,
                          {{"permits_units", "county-01001", "2025-02", 23},
                           {"permits_value", "county-01001", "2025-02", 9466805}}},
                    Known{"census/bps/County/co2512y.txt",
                          "census/bps/county-ytd",
                          3020,
                          3020,
                          5,
                          {{"permits_units.ytd@census", "county-09110", "2025-12", 1104},
                           {"permits_value.multi-ytd@census", "county-09110", "2025-12", 133414128}}},
                    Known{"census/bps/County/co2024a.txt",
                          "census/bps/county-year",
                          3028,
                          3028,
                          5,
                          {{"permits_value.year@census", "county-04013", "2024", 9075550786},
                           {"permits_units.multi-year@census", "county-04013", "2024", 13059},
                           {"permits_buildings.year@census", "county-04013", "2024", 22798}}},
                    Known{"census/bps/State/st2024a.txt",
                          "census/bps/state-year",
                          67,
                          67,
                          0,
                          {{"permits_units.year@census", "us", "2024", 1478000},
                           {"permits_units.single-year@census", "us", "2024", 981911},
                           {"permits_value.year@census", "us", "2024", 384618396000},
                           {"permits_units.single-year@census", "region-1", "2024", 59146}}},
                    Known{"census/bps/State/st2512y.txt",
                          "census/bps/state-ytd",
                          65,
                          65,
                          0,
                          {{"permits_value.multi-ytd@census", "division-9", "2025-12", 11200660000}}},
                    Known{"census/bps/State/st1980a.txt",
                          "census/bps/state-year",
                          65,
                          65,
                          0,
                          {{"permits_units.multi-year@census", "state-ca", "1980", 42475},
                           {"permits_value.2-4-year@census", "state-ca", "1980", 611842000}}},
                    Known{"census/bps/Metro/ma2311c.txt",
                          "census/bps/metro-month",
                          384,
                          384,
                          0,
                          {{"permits_units", "metro-10740", "2023-11", 353},
                           {"permits_value", "metro-10740", "2023-11", 60285000}}},
                    Known{"older-vintages/census-bps/co1990a.txt",
                          "census/bps/county-year",
                          2994,
                          2994,
                          2,
                          {{"permits_units.year@census", "county-06037", "1990", 25125},
                           {"permits_value.multi-year@census", "county-06037", "1990", 1164466843}}},
                    Known{"older-vintages/census-bps/ma8801c.txt",
                          "census/bps/metro-month",
                          352,
                          352,
                          352,
                          {{"permits_units", "x-census-0160", "1988-01", 163},
                           {"permits_value.single", "x-census-0160", "1988-01", 6771000}}}),
    kNamed);

INSTANTIATE_TEST_SUITE_P(
    Others, CensusFile,
    testing::Values(
        Known{"census/ACSST5Y2023.S1901-Data.csv.gz",
              "census/acs5/s1901",
              3223,
              3223,
              0,
              {{"median_income", "county-06075", "2019-2023", 141446},
               {"median_income.moe@census", "county-06075", "2019-2023", 2576},
               {"mean_income", "county-06075", "2019-2023", 204625},
               {"households", "county-06075", "2019-2023", 362650},
               {"median_income", "county-72153", "2019-2023", 21918}}},
        Known{"census/ACSDP5Y2020.DP04-2024-07-11T210316.csv.gz",
              "census/acs5/dp04",
              392,
              392,
              0,
              {{"housing_units", "metro-41860", "2016-2020", 1810522},
               {"vacancy_rate", "metro-41860", "2016-2020", 60},
               {"vacancy_rate.rental@census", "metro-41860", "2016-2020", 37},
               {"homeownership_rate", "metro-41860", "2016-2020", 550},
               {"median_home_value", "metro-41860", "2016-2020", 888500},
               {"median_owner_cost", "metro-41860", "2016-2020", 3207},
               {"median_gross_rent", "metro-41860", "2016-2020", 2021},
               {"median_gross_rent.moe@census", "metro-41860", "2016-2020", 10}}},
        Known{"census/co-est2024-alldata.csv.gz",
              "census/popest/county",
              3195,
              3195,
              0,
              {{"population", "county-06075", "2020", 874826},
               {"population", "county-06075", "2024", 827526},
               {"population", "state-ca", "2024", 39431263}}},
        Known{"hud/FY2025_FMR.xlsx",
              "hud/fmr",
              4764,
              5079,
              1,
              {{"fair_market_rent.2br", "county-06075", "FY2025", 3318},
               {"fair_market_rent.2br", "town-2502507000", "FY2025", 2837},
               {"fair_market_rent.0br", "county-25009", "FY2025", 1910},
               {"fair_market_rent.4br", "county-09001", "FY2025", 3173},
               {"fair_market_rent.1br", "metro-10180", "FY2025", 950}}},
        Known{"bls/laucnty19.xlsx",
              "bls/laus/county-year",
              3219,
              3219,
              0,
              {{"unemployment_rate", "county-06075", "2019", 22}, {"labor_force", "county-06075", "2019", 579559}}},
        Known{"excel-resaved/bls/laucnty22.xlsx",
              "bls/laus/county-year",
              3220,
              3220,
              0,
              {{"unemployment_rate", "county-06075", "2022", 25}, {"unemployed", "county-06075", "2022", 14600}}},
        Known{"census/list1_2023.xlsx", "census/delineation", 1915, 2887, 0, {}},
        Known{"nber/cbsa2fipsxw_2023.csv", "census/delineation", 1915, 2887, 0, {}},
        Known{"census/all-geocodes-v2024.xlsx", "census/geocodes", 43781, 43781, 0, {}},
        Known{"census/gazetteer/2025_Gaz_zcta_national.txt.gz",
              "census/gazetteer",
              33791,
              33791,
              33791,
              {{"land_area", "x-census-zcta-94110", "2025", 2390}, {"water_area", "x-census-zcta-94110", "2025", 5}}},
        Known{"older-vintages/census-gazetteer/Gaz_counties_national.txt",
              "census/gazetteer",
              3221,
              3221,
              0,
              {{"land_area", "county-06075", "2010", 46873},
               {"population.census2010@census", "county-06075", "2010", 805235},
               {"housing_units.census2010@census", "county-06075", "2010", 376942}}}),
    kNamed);

// The counties of a year make the nation.
TEST(CensusFiles, CountiesOf2024SumToTheNation) {
  const std::string counties = "census/bps/County/co2024a.txt";
  const std::string states = "census/bps/State/st2024a.txt";
  for (const std::string& path : {counties, states})
    if (real_file_is_missing(path)) GTEST_SKIP() << path << " is missing (set HOUSING_TEST_DATA)";
  RecordingSink by_county;
  RecordingSink by_state;
  ASSERT_TRUE(import_real_file(counties, by_county).has_value());
  ASSERT_TRUE(import_real_file(states, by_state).has_value());
  for (const char* metric : {"permits_units.year@census", "permits_units.single-year@census",
                             "permits_units.2-4-year@census", "permits_units.multi-year@census"}) {
    model::WideCell sum = 0;
    for (const auto& [key, cells] : by_county.series)
      if (key.second == metric) sum += cells.begin()->second;
    EXPECT_EQ(sum, by_state.cell_of(metric, "us", "2024")) << metric;
  }
  EXPECT_EQ(by_state.cell_of("permits_units.year@census", "us", "2024"), 1478000);
}

TEST(CensusFiles, StampsOfThePublishers) {
  const auto stamp_of = [](const char* path) {
    RecordingSink sink;
    EXPECT_TRUE(import_real_file(path, sink).has_value()) << path;
    return sink.table->stamp;
  };
  if (real_file_is_missing("bls/laucnty19.xlsx"))
    GTEST_SKIP() << "bls/laucnty19.xlsx is missing (set HOUSING_TEST_DATA)";
  EXPECT_EQ(stamp_of("bls/laucnty19.xlsx"), model::Date::of(2021, 4, 16));
  EXPECT_EQ(stamp_of("excel-resaved/bls/laucnty22.xlsx"), model::Date::of(2023, 4, 21));
  EXPECT_EQ(stamp_of("census/list1_2023.xlsx"), model::Date::of(2023, 7, 1));
  EXPECT_EQ(stamp_of("census/all-geocodes-v2024.xlsx"), model::Date::of(2025, 7, 1));
}

}  // namespace
}  // namespace housing::sources
