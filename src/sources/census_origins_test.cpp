// Where a value stands in the Census Bureau's and HUD's files: line and column of its cell, column 0 for what is made
// of several cells of a line, line 0 for what is made of several lines.
#include <gtest/gtest.h>

#include <string>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"
#include "sources/testing_workbook.hpp"

namespace housing::sources {
namespace {

RecordingSink parse(const std::string& text, const std::string& name) {
  RecordingSink sink;
  sink.keep_origins = true;
  const auto format = recognise(text);
  EXPECT_TRUE(format.has_value());
  base::MemorySource source(text);
  EXPECT_TRUE((*format)->parse(source, {test_resolver(), name}, sink).has_value());
  return sink;
}

std::string where(const RecordingSink& sink, const std::string& metric, const std::string& region) {
  const auto& cells = sink.places_in_file.at({region, metric});
  std::string text;
  for (const auto& [ordinal, origin] : cells)
    text += (text.empty() ? "" : " ") + std::to_string(origin.line) + ":" + std::to_string(origin.column);
  return text;
}

TEST(CensusOrigins, Permits) {
  const auto sink = parse(
      "Survey,FIPS,FIPS,Region,Division,County,,1-unit,,,2-units,,,3-4 units,,,5+ units,,,1-unit rep,,,2-units "
      "rep,,,3-4 "
      "units rep,,, 5+units rep\n"
      "Date,State,County,Code,Code,Name,Bldgs,Units,Value,Bldgs,Units,Value,Bldgs,Units,Value,Bldgs,Units,Value,Bldgs,"
      "Units,Value,Bldgs,Units,Value,Bldgs,Units,Value,Bldgs,Units,Value\n \n"
      "2024,01,001,3,6,Autauga County,1,2,3,4,5,6,7,8,9,10,11,12,0,0,0,0,0,0,0,0,0,0,0,0\n",
      "co2024a.txt");
  EXPECT_EQ(where(sink, "permits_units.single-year@census", "county-01001"), "4:8");
  EXPECT_EQ(where(sink, "permits_value.multi-year@census", "county-01001"), "4:18");
  EXPECT_EQ(where(sink, "permits_units.year@census", "county-01001"), "4:0");
}

TEST(CensusOrigins, PopulationHasAColumnAYear) {
  const auto sink =
      parse("SUMLEV,STATE,COUNTY,STNAME,CTYNAME,POPESTIMATE2020,POPESTIMATE2021\n040,01,000,Alabama,Alabama,1,2\n",
            "co-est2021-alldata.csv");
  EXPECT_EQ(where(sink, "population", "state-al"), "2:6 2:7");
}

TEST(CensusOrigins, ProfileAndDataFile) {
  const auto profile = parse(
      "\"Label (Grouping)\",\"Ohio!!Estimate\",\"Ohio!!Margin of Error\"\n\"HOUSING OCCUPANCY\",\"\",\"\"\n"
      "\"\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0Total housing units\",\"1\",\"±2\"\n",
      "ACSDP5Y2020.DP04.csv");
  EXPECT_EQ(where(profile, "housing_units", "state-oh"), "3:2");
  const auto data = parse(
      "GEO_ID,NAME,B19013_001E,B19013_001M\nGeography,Name,Estimate!!Median household income,Margin of Error!!Median "
      "household income\n0400000US39,Ohio,1,2\n",
      "ACSDT5Y2023.B19013-Data.csv");
  EXPECT_EQ(where(data, "median_income.moe@census", "state-oh"), "3:4");
}

TEST(CensusOrigins, RentsOfTownsAndTheirCounty) {
  const std::string book = make_zip(
      workbook_parts({{"FY25", made_row({"hud_area_code", "countyname", "county_town_name", "metro", "hud_area_name",
                                         "fips", "pop2022", "fmr_0", "fmr_1", "fmr_2", "fmr_3", "fmr_4"}) +
                                   made_row({"METRO10180M10180", "Callahan County", "", "1", "Abilene, TX MSA",
                                             "4805999999", "5", "1", "2", "3", "4", "5"}) +
                                   made_row({"M", "Fairfield County", "Bethel town", "1", "D", "0900104720", "5", "1",
                                             "2", "3", "4", "5"})}}));
  const auto sink = parse(book, "FY25_FMRs.xlsx");
  EXPECT_EQ(where(sink, "fair_market_rent.2br", "county-48059"), "2:10");
  EXPECT_EQ(where(sink, "fair_market_rent.2br", "metro-10180"), "2:10");
  EXPECT_EQ(where(sink, "fair_market_rent.2br", "town-0900104720"), "3:10");
  EXPECT_EQ(where(sink, "fair_market_rent.2br", "county-09001"), "0:0");
}

}  // namespace
}  // namespace housing::sources
