#include <gtest/gtest.h>

#include <string>

#include "sources/bps_layout.hpp"
#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

const std::string kGroups =
    "1-unit,,,2-units,,,3-4 units,,,5+ units,,,1-unit rep,,,2-units rep,,,3-4 units rep,,, 5+units rep\n";
const std::string kNumbers =
    "Bldgs,Units,Value,Bldgs,Units,Value,Bldgs,Units,Value,Bldgs,Units,Value,Bldgs,Units,Value,Bldgs,Units,Value,"
    "Bldgs,Units,Value,Bldgs,Units,Value\n";
const std::string kCounty =
    "Survey,FIPS,FIPS,Region,Division,County,," + kGroups + "Date,State,County,Code,Code,Name," + kNumbers + " \n";
const std::string kState =
    "Survey,FIPS,Region,Division,State,," + kGroups + "Date,State,Code,Code,Name," + kNumbers + " \n";
const std::string kMetro = "Survey,CSA,CBSA,MONCOV,CBSA,," + kGroups + "Date,Code,Code,,Name," + kNumbers + " \n";
const std::string kOldMetro = "Survey,MSA/,PMSA,,MA,," + kGroups + "Date,CMSA,,,Name," + kNumbers + "\n";
const std::string kPlace =
    "Survey,State,6-Digit,County,Census Place,FIPS Place,FIPS MCD,Pop,CSA,CBSA,Footnote,Central,Zip,Region,Division,"
    "Number of,Place,," +
    kGroups + "Date,Code,ID,Code,Code,Code,Code,  ,Code,Code,Code,City,Code,Code,Code,Months Rep,Name," + kNumbers +
    " \n";
const std::string kZeros = ",0,0,0,0,0,0,0,0,0,0,0,0\n";

base::Status parse_as(const std::string& text, const std::string& name, RecordingSink& sink) {
  ChunkedSource pieces(text, 7);
  return bps_format().parse(pieces, {test_resolver(), name}, sink);
}

RecordingSink parse(const std::string& text, const std::string& name = "co2502c.txt") {
  RecordingSink sink;
  const auto status = parse_as(text, name, sink);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

std::string error_of(const std::string& text, const std::string& name = "co2502c.txt") {
  RecordingSink sink;
  const auto status = parse_as(text, name, sink);
  EXPECT_FALSE(status.has_value());
  return status ? "" : status.error().message;
}

TEST(Bps, CountsAndDollarsOfACountysMonth) {
  const auto sink = parse(
      kCounty + "202502,01,001,3,6,Autauga County         ,23,23,9466805,2,4,100,1,3,50,2,60,7000000000" + kZeros);
  EXPECT_EQ(sink.table->dataset, "census/bps/county-month");
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_EQ(sink.places.at("county-01001").name, "Autauga County");
  EXPECT_EQ(sink.cell_of("permits_units", "county-01001", "2025-02"), 90);
  EXPECT_EQ(sink.cell_of("permits_units.single", "county-01001", "2025-02"), 23);
  EXPECT_EQ(sink.cell_of("permits_units.2-4", "county-01001", "2025-02"), 7);
  EXPECT_EQ(sink.cell_of("permits_units.multi", "county-01001", "2025-02"), 60);
  EXPECT_EQ(sink.cell_of("permits_buildings", "county-01001", "2025-02"), 28);
  EXPECT_EQ(sink.cell_of("permits_value", "county-01001", "2025-02"), 7009466955);
  EXPECT_EQ(sink.cell_of("permits_value.multi", "county-01001", "2025-02"), 7000000000);
}

TEST(Bps, StatesCountInThousandsAndHaveTheNationAmongThem) {
  const std::string numbers = ",1,1,304113545,0,0,0,0,0,0,0,0,0" + kZeros;
  const auto sink =
      parse(kState + "202499,US,0,0,United States" + numbers + "202499,R1,1,0,Northeast Region" + numbers +
                "202499,D9,4,9,Pacific Division" + numbers + "202499,06,4,9,California" + numbers,
            "st2024a.txt");
  EXPECT_EQ(sink.table->dataset, "census/bps/state-year");
  for (const char* region : {"us", "region-1", "division-9", "state-ca"})
    EXPECT_EQ(sink.cell_of("permits_value.year@census", region, "2024"), 304113545000) << region;
}

TEST(Bps, YearToDateIsAMetricOfItsOwn) {
  const std::string text = kCounty + "202512,01,001,3,6,Autauga County,1,1,1,0,0,0,0,0,0,0,0,0" + kZeros;
  EXPECT_EQ(parse(text, "co2512y.txt").cell_of("permits_units.ytd@census", "county-01001", "2025-12"), 1);
  EXPECT_EQ(parse(text, "CO2512C (1).TXT").cell_of("permits_units", "county-01001", "2025-12"), 1);
  EXPECT_TRUE(
      error_of(text, "download.txt")
          .starts_with("line 4, column 1: a month's permits and those of the year so far are written alike, and "
                       "the file's name 'download.txt' does not say which these are"));
  EXPECT_NE(error_of(text, "co2512r.txt").find("does not say which"), std::string::npos);
  EXPECT_NE(error_of(text, "co2511c.txt").find("does not say which"), std::string::npos);
}

TEST(Bps, MetrosNewAndOld) {
  const auto now =
      parse(kMetro + "202311,106,10740,C,Albuquerque  NM ,1,1,41260,0,0,0,0,0,0,0,0,0" + kZeros, "ma2311c.txt");
  EXPECT_EQ(now.places.at("metro-10740").name, "Albuquerque, NM");
  EXPECT_EQ(now.cell_of("permits_value", "metro-10740", "2023-11"), 41260000);
  const std::string numbers = ",1,1,1,0,0,0,0,0,0,0,0,0" + kZeros;
  const auto before = parse(kOldMetro + "8801,0040,9999,-,ABILENE TX MSA. . . . ." + numbers +
                                "8801,1122,1120,-,BOSTON MA PMSA. ." + numbers + "\x1A\r\n",
                            "ma8801c.txt");
  EXPECT_EQ(before.table->dataset, "census/bps/metro-month");
  EXPECT_EQ(before.places.at("x-census-0040").name, "ABILENE TX MSA");
  EXPECT_EQ(before.cell_of("permits_units", "x-census-1120", "1988-01"), 1);
  EXPECT_TRUE(before.rows_refused.empty());
}

TEST(Bps, FilesOfTwoDigitYearsWithBlanksAroundCommas) {
  std::string text = kCounty + "9099,     01,001,3,6,Autauga County,87,87,4491772,0,0,0,0,0,0,0,0,0" + kZeros;
  for (std::size_t at = text.find(','); at != std::string::npos; at = text.find(',', at + 3))
    text.replace(at, 1, "  , ");
  const std::size_t group = text.find("3-4 units");
  text.replace(group, 9, "34unit");
  const auto sink = parse(text, "co1990a.txt");
  EXPECT_EQ(sink.table->dataset, "census/bps/county-year");
  EXPECT_EQ(sink.cell_of("permits_units.year@census", "county-01001", "1990"), 87);
}

TEST(Bps, PlacesTownsAndTheRestOfACounty) {
  const auto row = [&](const std::string& ids, const std::string& name) {
    return "202512," + ids + ",1,995196650  ,4,9,9," + name + ",160,160,87958572,0,0,0,0,0,0,0,0,0" + kZeros;
  };
  const auto sink =
      parse(kPlace + row("02,041000,020,0140,03000 ,00000 ,287095 ,999,11260, ", "Municipality of Anchorage") +
                row("25,001000,025,0140,07000 ,07000 ,600000 ,148,14460, ", "Boston") +
                row("17,353800,097,2595,34722 ,50364 ,29427 ,176,16980, ", "Highland Park") +
                row("48,000900,001,    ,99990 ,00000 ,50 ,1,1, ", "Alpha County Unincorporated Area"),
            "we2512y.txt");
  EXPECT_TRUE(sink.rows_refused.empty());
  EXPECT_EQ(sink.table->dataset, "census/bps/place-ytd");
  EXPECT_EQ(sink.cell_of("permits_value.ytd@census", "place-0203000", "2025-12"), 87958572);
  EXPECT_TRUE(sink.places.contains("town-2502507000"));
  EXPECT_TRUE(sink.places.contains("place-1734722"));
  EXPECT_TRUE(sink.places.contains("x-census-bps-48000900"));
}

TEST(Bps, WhatIsWrongInARow) {
  const std::string numbers = ",1,1,1,0,0,0,0,0,0,0,0,0" + kZeros;
  const auto sink = parse(kCounty + "202502,01,001,3,6,Autauga County" + numbers + "202502,01,001,3,6,Autauga County" +
                          numbers + "202501,01,003,3,6,Baldwin County" + numbers + "202502,1,003,3,6,Baldwin County" +
                          numbers + "202502,01,005,3,6,Barbour County,1,1\n" +
                          "202502,01,007,3,6,Bibb County,1,-5,x,1,2,9,0,-,0,0,0,0" + kZeros);
  EXPECT_EQ(sink.kept, 2U);
  ASSERT_EQ(sink.rows_refused.size(), 4U);
  EXPECT_EQ(sink.rows_refused[0].line, 5U);
  EXPECT_EQ(sink.rows_refused[0].reason, "a cell of county-01001 came twice");
  EXPECT_EQ(sink.rows_refused[1].reason, "survey date '202501' is not the file's, '202502'");
  EXPECT_EQ(sink.rows_refused[2].reason, "code '1' is none of a county");
  EXPECT_EQ(sink.rows_refused[3].reason, "the row has 8 fields instead of 30");
  ASSERT_EQ(sink.cells_refused.size(), 2U);
  EXPECT_EQ(sink.cells_refused[0].column, 8U);
  EXPECT_EQ(sink.cells_refused[0].reason, "'-5' is negative, which this metric cannot be");
  EXPECT_EQ(sink.cells_refused[1].column, 9U);
  EXPECT_EQ(sink.cell_of("permits_units", "county-01007", "2025-02"), model::kWideGap);
  EXPECT_EQ(sink.cell_of("permits_units.single", "county-01007", "2025-02"), model::kWideGap);
  EXPECT_EQ(sink.cell_of("permits_units.2-4", "county-01007", "2025-02"), model::kWideGap);
  EXPECT_EQ(sink.cell_of("permits_units.multi", "county-01007", "2025-02"), 0);
}

TEST(Bps, AChangedHeaderIsNamedAndNothingIsKept) {
  const auto changed = [](std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
  };
  EXPECT_EQ(error_of(changed(kCounty, "2-units", "2-4 units")).substr(0, 82),
            "line 1, column 11: '2-4 units' stands where the permit survey's header has '2unit'");
  EXPECT_EQ(error_of(changed(kCounty, "Bldgs,Units", "Units,Bldgs")).substr(0, 74),
            "line 2, column 7: 'Units' stands where the permit survey's header has 'bld");
  EXPECT_EQ(error_of(changed(kCounty, "Division,County", "County,Division")).substr(0, 48),
            "line 1: this is not the header of one of the per");
  EXPECT_EQ(error_of(changed(kCounty, "Survey,FIPS,FIPS", "Survey,Place,FIPS,FIPS")).substr(0, 7), "line 1:");
  EXPECT_EQ(error_of(kCounty), "no row is below the header; download the file again");
}

TEST(Bps, TimesOfADate) {
  const auto time = [](std::string_view date, std::string_view name) {
    return bps_time(date, name)->period.to_string();
  };
  EXPECT_EQ(time("202499", "x"), "2024");
  EXPECT_EQ(time("2024", "x"), "2024");
  EXPECT_EQ(time("9099", "x"), "1990");
  EXPECT_EQ(time("1999", "x"), "1999");
  EXPECT_EQ(time("8801", "ma8801c.txt"), "1988-01");
  EXPECT_EQ(time("202502", "st2502y.txt"), "2025-02");
  for (const char* date : {"", "20251", "202513", "202500", "2025-1", "abcd", "9913"})
    EXPECT_FALSE(bps_time(date, "co2513c.txt").has_value()) << date;
}

}  // namespace
}  // namespace housing::sources
