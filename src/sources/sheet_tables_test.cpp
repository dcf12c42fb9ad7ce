// The tables that come in workbooks, each in a workbook made here. FHFA's: workbook_test.cpp.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sources/formats.hpp"
#include "sources/sheet_table.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"
#include "sources/testing_workbook.hpp"

namespace housing::sources {
namespace {

using Row = std::vector<std::string>;

base::Status parse_as(const std::string& sheet, const std::vector<Row>& rows, RecordingSink& sink,
                      const std::string& file = "any.xlsx") {
  std::string text;
  for (const Row& row : rows) text += made_row(row);
  const std::string bytes = make_zip(workbook_parts({{"Read me", made_row({"nothing"})}, {sheet, text}}));
  base::MemorySource source(bytes);
  return workbook_format().parse(source, {test_resolver(), file}, sink);
}

RecordingSink parse(const std::string& sheet, const std::vector<Row>& rows) {
  RecordingSink sink;
  const auto status = parse_as(sheet, rows, sink);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

std::string error_of(const std::string& sheet, const std::vector<Row>& rows) {
  RecordingSink sink;
  const auto status = parse_as(sheet, rows, sink);
  EXPECT_FALSE(status.has_value());
  return status ? "" : status.error().message;
}

const Row kRents = {"stusps", "state",         "hud_area_code", "countyname", "county_town_name",
                    "metro",  "hud_area_name", "fips",          "pop2022",    "fmr_0",
                    "fmr_1",  "fmr_2",         "fmr_3",         "fmr_4"};

TEST(HudRents, CountiesTownsAndMetros) {
  const auto sink = parse("FY25_FMRs_revised",
                          {kRents,
                           {"AL", "01", "METRO33860M33860", "Autauga County", "", "1", "Montgomery, AL MSA",
                            "0100199999", "58760", "848", "888", "1055", "1345", "1665"},
                           {"AL", "01", "METRO33860M33860", "Elmore County", "", "1", "Montgomery, AL MSA",
                            "0105199999", "1", "848", "888", "1055", "1345", "1665"},
                           {"CT", "09", "METRO14860MM1930", "Fairfield County", "Bethel town", "1",
                            "Danbury, CT HUD Metro FMR Area", "0900104720", "1", "1000", "1001", "10", "10", "10"},
                           {"CT", "09", "METRO14860MM1160", "Fairfield County", "Bridgeport town", "1",
                            "Bridgeport, CT HUD Metro FMR Area", "0900108070", "3", "2000", "1002", "11", "12", "14"},
                           {"MP", "69", "NCNTY69999N69999", "Northern Mariana Islands", "", "0",
                            "Northern Mariana Islands", "6999999999", "5", "683", "759", "996", "1396", "1673"}});
  EXPECT_EQ(sink.table->dataset, "hud/fmr");
  EXPECT_EQ(sink.kept, 5U);
  EXPECT_TRUE(sink.rows_refused.empty());
  EXPECT_EQ(sink.cell_of("fair_market_rent.2br", "county-01001", "FY2025"), 1055);
  EXPECT_EQ(sink.cell_of("fair_market_rent.4br", "metro-33860", "FY2025"), 1665);
  EXPECT_EQ(sink.cell_of("fair_market_rent.0br", "town-0900108070", "FY2025"), 2000);
  EXPECT_EQ(sink.places.at("town-0900108070").name, "Bridgeport town");
  EXPECT_FALSE(sink.places.contains("metro-14860"));
  EXPECT_EQ(sink.cell_of("fair_market_rent.0br", "state-mp", "FY2025"), 683);
  // One quarter and three quarters of the people: 1750; 1001.75, 10.75, 11.5 and 13 to whole dollars, half to even.
  EXPECT_EQ(sink.cell_of("fair_market_rent.0br", "county-09001", "FY2025"), 1750);
  EXPECT_EQ(sink.cell_of("fair_market_rent.1br", "county-09001", "FY2025"), 1002);
  EXPECT_EQ(sink.cell_of("fair_market_rent.2br", "county-09001", "FY2025"), 11);
  EXPECT_EQ(sink.cell_of("fair_market_rent.3br", "county-09001", "FY2025"), 12);
  EXPECT_EQ(sink.cell_of("fair_market_rent.4br", "county-09001", "FY2025"), 13);
}

TEST(HudRents, WhatIsWrong) {
  const auto sink = parse(
      "FY2024", {kRents,
                 {"AL", "01", "M", "Autauga County", "", "1", "M", "100199999", "5", "1", "1", "1", "1", "1"},
                 {"AL", "01", "M", "Autauga County", "", "1", "M", "0100199999", "5", "848.6", "-1", "x", "1", "1"},
                 {"AL", "01", "M", "Autauga County", "", "1", "M", "0100199999", "5", "1", "1", "1", "1", "1"}});
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.rows_refused.size(), 2U);
  EXPECT_EQ(sink.rows_refused[0].reason, "FIPS code '100199999' is not ten digits");
  EXPECT_EQ(sink.cells_refused.size(), 2U);
  EXPECT_EQ(sink.cell_of("fair_market_rent.0br", "county-01001", "FY2024"), 849);
  EXPECT_EQ(sink.cell_of("fair_market_rent.1br", "county-01001", "FY2024"), model::kWideGap);

  Row lacking = kRents;
  lacking[12] = "rent_3";
  EXPECT_NE(error_of("FY25", {lacking}).find("no column 'fmr_3'"), std::string::npos);
  EXPECT_NE(error_of("Sheet1", {kRents}).find("says the fiscal year"), std::string::npos);
}

const std::vector<Row> kLausTop = {
    {"Labor Force Data by County, 2019 Annual Averages"},
    {"", "State", "County", "", "", "", "", "", "", "Unemploy-"},
    {"LAUS", "FIPS", "FIPS", "", "", "", "Labor", "", "", "ment Rate"},
    {"Code", "Code", "Code", "County Name/State Abbreviation", "Year", "", "Force", "Employed", "Unemployed", "(%)"},
};

std::vector<Row> with(std::vector<Row> rows, const std::vector<Row>& more) {
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

TEST(Laus, ReleasedOnTheDayBelowTheRows) {
  const auto sink = parse("laucnty19", with(kLausTop, {{"CN0100100000000", "01", "001", "Autauga County, AL", "2019",
                                                        "", "26281", "25561", "720", "2.7000000000000002"},
                                                       {"CN7215100000000", "72", "151", "Yabucoa Municipio, PR", "2019",
                                                        "", "N.A.", "N.A.", "N.A.", "N.A."},
                                                       {"SOURCE:  BLS, LAUS"},
                                                       {"April 16, 2021"}}));
  EXPECT_EQ(sink.table->dataset, "bls/laus/county-year");
  EXPECT_EQ(sink.table->stamp, model::Date::of(2021, 4, 16));
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_TRUE(sink.rows_refused.empty());
  EXPECT_EQ(sink.cell_of("unemployment_rate", "county-01001", "2019"), 27);
  EXPECT_EQ(sink.cell_of("labor_force", "county-01001", "2019"), 26281);
  EXPECT_EQ(sink.cell_of("employed", "county-01001", "2019"), 25561);
  EXPECT_EQ(sink.cell_of("unemployed", "county-72151", "2019"), model::kWideGap);
}

TEST(Laus, RowsThatDoNotProveThemselvesAreRefused) {
  const auto sink = parse(
      "cut", {{"Code", "Code", "Code", "Name", "Year", "", "Labor_Force", "Employed", "Unemployed", "(%)"},
              {"CN0100100000000", "01", "001", "Autauga", "2022", "", "26789", "26181", "608", "2.2999999999999998"},
              {"CN0100300000000", "003", "01", "Baldwin", "2022", "", "100", "90", "10", "10"},
              {"CN0100500000000", "01", "005", "Barbour", "2022", "", "100", "90", "9", "9"},
              {"CN0100700000000", "01", "007", "Bibb", "2022", "", "100", "10", "90", "10"},
              {"CN0100900000000", "01", "009", "Blount", "x", "", "100", "90", "10", "10"},
              {"a note", "of", "somebody"}});
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_EQ(sink.cell_of("unemployment_rate", "county-01001", "2022"), 23);
  ASSERT_EQ(sink.rows_refused.size(), 5U);
  EXPECT_NE(sink.rows_refused[0].reason.find("is not that of a county with the FIPS codes '003' and '01'"),
            std::string::npos);
  EXPECT_EQ(sink.rows_refused[1].reason, "employed and unemployed do not make the labour force: 90 and 9, but 100");
  EXPECT_EQ(sink.rows_refused[2].reason, "the rate '10' is not 90 of 100");
  EXPECT_EQ(sink.rows_refused[3].line, 6U);
}

TEST(Laus, AnotherHeaderIsNotKnown) {
  std::vector<Row> swapped = kLausTop;
  std::swap(swapped[3][7], swapped[3][8]);
  EXPECT_NE(
      error_of("laucnty19", with(swapped, {{"CN0100100000000", "01", "001", "A", "2019", "", "3", "1", "2", "1"}}))
          .find("no sheet is known here"),
      std::string::npos);
}

const Row kList = {"CBSA Code",
                   "Metropolitan Division Code",
                   "CSA Code",
                   "CBSA Title",
                   "Metropolitan/Micropolitan Statistical Area",
                   "Metropolitan Division Title",
                   "CSA Title",
                   "County/County Equivalent",
                   "State Name",
                   "FIPS State Code",
                   "FIPS County Code",
                   "Central/Outlying County"};

TEST(Delineation, PlacesAndContradictions) {
  const auto sink = parse(
      "List 1",
      {{"List 1. CORE BASED STATISTICAL AREAS (CBSAs), JULY 2023"},
       kList,
       {"41860", "41884", "488", "San Francisco-Oakland-Fremont, CA", "M", "San Francisco-San Mateo-Redwood City, CA",
        "S", "San Francisco County", "California", "06", "075", "Central"},
       {"10180", "", "", "Abilene, TX", "M", "", "S", "San Mateo County", "California", "06", "081", "Central"},
       {"10180", "", "", "Abilone, TX", "M", "", "S", "Callahan County", "Texas", "48", "059", "Central"},
       {"1018", "", "", "Abilene, TX", "M", "", "S", "Callahan County", "Texas", "48", "059", "Central"},
       {"Note: The Office"},
       {"Source: File"}});
  EXPECT_EQ(sink.table->dataset, "census/delineation");
  EXPECT_TRUE(sink.table->metrics.empty());
  EXPECT_EQ(sink.table->stamp, model::Date::of(2023, 7, 1));
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_EQ(sink.places.size(), 3U);
  EXPECT_TRUE(sink.places.contains("metrodiv-41884"));
  ASSERT_EQ(sink.rows_refused.size(), 3U);
  EXPECT_EQ(sink.rows_refused[0].reason,
            "county-06081 (San Mateo County) belongs to metro-10180 (Abilene, TX) in the file and to metro-41860 (San "
            "Francisco-Oakland-Fremont, CA) in the list of places of this program");
  EXPECT_NE(sink.rows_refused[1].reason.find("'Abilone, TX' in the file and 'Abilene, TX'"), std::string::npos);
  EXPECT_EQ(sink.rows_refused[2].reason, "CBSA code '1018' is not five digits");
  Row lacking = kList;
  lacking[3] = "Title";
  EXPECT_NE(error_of("List 1", {lacking}).find("no column 'CBSA Title'"), std::string::npos);
}

TEST(Delineation, TheCopyInText) {
  const std::string text =
      "cbsacode,metropolitandivisioncode,csacode,cbsatitle,metropolitandivisiontitle,countycountyequivalent,"
      "fipsstatecode,fipscountycode\r\n"
      "\"10180\",\"\",\"101\",\"Abilene, TX\",\"\",\"Callahan County\",\"48\",\"059\"\r\n"
      "\"10180\",\"\",\"101\",\"Abilene, TX\"\r\n";
  const auto format = recognise(text);
  ASSERT_TRUE(format.has_value()) << format.error().message;
  RecordingSink sink;
  ChunkedSource pieces(text, 9);
  ASSERT_TRUE((*format)->parse(pieces, {test_resolver(), "cbsa2fipsxw_2023.csv"}, sink).has_value());
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_TRUE(sink.places.contains("county-48059"));
  EXPECT_EQ(sink.rows_refused.size(), 1U);
}

TEST(Geocodes, PlacesByTheirLevel) {
  const Row header = {"Summary Level",    "State FIPS Code",
                      "County FIPS Code", "County Subdivision FIPS Code",
                      "Place FIPS Code",  "Consolidated City FIPS Code",
                      "Area Name"};
  const auto sink = parse("all_geocodes_v2024", {{"Estimates Geographies: Vintage 2024"},
                                                 {"Internet Release Date: July 2025"},
                                                 header,
                                                 {"010", "00", "000", "00000", "00000", "00000", "United States"},
                                                 {"040", "01", "000", "00000", "00000", "00000", "Alabama"},
                                                 {"050", "01", "001", "00000", "00000", "00000", "Autauga County"},
                                                 {"061", "25", "025", "07000", "00000", "00000", "Boston city"},
                                                 {"162", "01", "000", "00000", "00124", "00000", "Abbeville city"},
                                                 {"170", "09", "000", "00000", "00000", "47500", "Milford city"},
                                                 {"050", "1", "003", "00000", "00000", "00000", "Baldwin County"},
                                                 {"050", "01", "003", "00000", "00000", "00000", "Barbour County"},
                                                 {"157", "01", "003", "00000", "00124", "00000", "A part"}});
  EXPECT_EQ(sink.table->stamp, model::Date::of(2025, 7, 1));
  EXPECT_EQ(sink.kept, 6U);
  for (const char* region : {"us", "state-al", "county-01001", "town-2502507000", "place-0100124", "place-0947500"})
    EXPECT_TRUE(sink.places.contains(region)) << region;
  ASSERT_EQ(sink.rows_refused.size(), 3U);
  EXPECT_EQ(sink.rows_refused[0].reason, "code '1' is not 2 digits");
  EXPECT_NE(sink.rows_refused[1].reason.find("'Barbour County' in the file and 'Baldwin County'"), std::string::npos);
}

TEST(SheetTable, DatesInWords) {
  EXPECT_EQ(date_in_words("Internet Release Date: July 2025"), model::Date::of(2025, 7, 1));
  EXPECT_EQ(date_in_words("April 16, 2021"), model::Date::of(2021, 4, 16));
  EXPECT_EQ(date_in_words("AREAS (CSAs), JULY 2023"), model::Date::of(2023, 7, 1));
  for (const char* text : {"", "July", "July 4", "Maybe 2025", "February 30, 2021", "SOURCE:  BLS, LAUS"})
    EXPECT_EQ(date_in_words(text), std::nullopt) << text;
}

}  // namespace
}  // namespace housing::sources
