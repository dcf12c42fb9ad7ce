#include <gtest/gtest.h>

#include <string>

#include "sources/acs_variables.hpp"
#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

base::Status parse_as(const std::string& text, const std::string& name, RecordingSink& sink) {
  const auto format = recognise(text);
  if (!format) return std::unexpected(format.error());
  ChunkedSource pieces(text, 11);
  return (*format)->parse(pieces, {test_resolver(), name}, sink);
}

RecordingSink parse(const std::string& text, const std::string& name) {
  RecordingSink sink;
  const auto status = parse_as(text, name, sink);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

std::string error_of(const std::string& text, const std::string& name) {
  RecordingSink sink;
  const auto status = parse_as(text, name, sink);
  EXPECT_FALSE(status.has_value());
  return status ? "" : status.error().message;
}

constexpr const char* kDataName = "ACSST5Y2023.S1901-Data.csv";
const std::string kCodes =
    "\xEF\xBB\xBF\"GEO_ID\",\"NAME\",\"S1901_C01_001E\",\"S1901_C01_012E\",\"S1901_C01_012M\",\n";
const std::string kLabels =
    "\"Geography\",\"Geographic Area Name\",\"Estimate!!Households!!Total\",\"Estimate!!Households!!Median income "
    "(dollars)\",\"Margin of Error!!Households!!Median income (dollars)\",\n";

TEST(AcsData, EstimatesMarginsAndPlaces) {
  const auto sink =
      parse(kCodes + kLabels +
                "\"0500000US06075\",\"San Francisco County, California\",\"362141\",\"141446\",\"1863\",\n"
                "\"0400000US06\",\"California\",\"13434847\",\"96334\",\"284\",\n"
                "\"310M700US41860\",\"San Francisco\",\"1\",\"2\",\"3\",\n"
                "\"860Z200US94110\",\"ZCTA5 94110\",\"1\",\"2\",\"3\",\n"
                "\"1600000US0667000\",\"San Francisco city, California\",\"1\",\"2\",\"3\",\n"
                "\"0100000US\",\"United States\",\"1\",\"2\",\"3\",\n",
            kDataName);
  EXPECT_EQ(sink.table->dataset, "census/acs5/s1901");
  EXPECT_EQ(sink.kept, 6U);
  EXPECT_EQ(sink.cell_of("median_income", "county-06075", "2019-2023"), 141446);
  EXPECT_EQ(sink.cell_of("median_income.moe@census", "county-06075", "2019-2023"), 1863);
  EXPECT_EQ(sink.cell_of("households", "state-ca", "2019-2023"), 13434847);
  for (const char* region : {"metro-41860", "x-census-zcta-94110", "place-0667000", "us"})
    EXPECT_EQ(sink.cell_of("median_income", region, "2019-2023"), 2) << region;
}

TEST(AcsData, WhatIsNoNumber) {
  const auto sink = parse(kCodes + kLabels +
                              "\"0500000US06075\",\"San Francisco\",\"(X)\",\"-\",\"**\",\n"
                              "\"0500000US06037\",\"Los Angeles\",\"N\",\"250,000+\",\"***\",\n"
                              "\"0500000US06001\",\"Alameda\",\"abc\",\"2,500-\",\"*****\",\n"
                              "\"0500000US06003\",\"Alpine\",\"1\",\"250001\",\"-333333333\",\n",
                          kDataName);
  EXPECT_EQ(sink.kept, 4U);
  for (const char* region : {"county-06075", "county-06037", "county-06001", "county-06003"})
    EXPECT_EQ(sink.cell_of("median_income", region, "2019-2023"), model::kWideGap) << region;
  ASSERT_EQ(sink.cells_refused.size(), 4U);
  EXPECT_EQ(sink.cells_refused[0].reason,
            "'250,000+' is a bound and no value: the estimate lies above what the survey tells apart");
  EXPECT_EQ(sink.cells_refused[1].reason, "'abc' is no number");
  EXPECT_EQ(sink.cells_refused[2].line, 5U);
  EXPECT_EQ(sink.cells_refused[2].column, 4U);
  EXPECT_EQ(sink.cells_refused[3].reason, "'250001' stands for an estimate beyond what the survey tells apart");
}

TEST(AcsData, TractsAreLeftOutAndRowsOfAnotherLengthRefused) {
  const auto sink = parse(kCodes + kLabels +
                              "\"1400000US06075010101\",\"Census Tract 101.01\",\"1\",\"2\",\"3\",\n"
                              "\"1400000US06075010102\",\"Census Tract 101.02\",\"1\",\"2\",\"3\",\n"
                              "\"0500000US06075\",\"San Francisco\",\"1\"\n",
                          kDataName);
  EXPECT_EQ(sink.kept, 0U);
  ASSERT_EQ(sink.rows_refused.size(), 2U);
  EXPECT_EQ(sink.rows_refused[0].reason, "the row has 3 fields instead of 6");
  EXPECT_EQ(sink.rows_refused[1].reason, "2 rows of summary level '140', the first of them here, are not imported");
}

TEST(AcsData, ARenumberedTableAndANameWithoutYearsAreRefusedWhole) {
  std::string swapped = kLabels;
  swapped.replace(swapped.find("Median"), 6, "Mean");
  EXPECT_EQ(error_of(kCodes + swapped, kDataName),
            "line 2, column 4: S1901_C01_012 is 'Estimate!!Households!!Mean income (dollars)' here and 'Median income "
            "(dollars)' in the tables known; the publisher has numbered this one anew");
  EXPECT_NE(error_of(kCodes + kLabels, "data.csv").find("the survey's tables do not say inside of which years"),
            std::string::npos);
  EXPECT_NE(error_of(kCodes + kLabels, "ACSST1Y2023.S1901-Data.csv").find("figures of one year"), std::string::npos);
  EXPECT_NE(error_of(kCodes + "\"0500000US06075\",\"x\",\"1\",\"2\",\"3\",\n", kDataName).find("line of labels"),
            std::string::npos);
  EXPECT_NE(
      error_of("GEO_ID,NAME,B99999_001E\nGeography,Name,Estimate!!Total\n", kDataName).find("none of the variables"),
      std::string::npos);
}

const std::string kIndent = "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0";
constexpr const char* kProfileName = "ACSDP5Y2020.DP04-2024-07-11T210316.csv";
const std::string kProfile =
    "\xEF\xBB\xBF\"Label (Grouping)\",\"Abilene, TX Metro Area!!Estimate\",\"Abilene, TX Metro Area!!Margin of "
    "Error\",\"Abilene, TX Metro Area!!Percent\",\"Abilene, TX Metro Area!!Percent Margin of Error\",\"King County, "
    "Washington!!Estimate\",\"King County, Washington!!Margin of Error\",\"King County, Washington!!Percent\",\"King "
    "County, Washington!!Percent Margin of Error\"\r\n";

TEST(AcsProfile, LabelsAreRowsAndPlacesColumns) {
  const auto sink =
      parse(kProfile + "\"HOUSING TENURE\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n\"" + kIndent +
                "Occupied housing units\",\"61,414\",\"±828\",\"61,414\",\"(X)\",\"1\",\"±2\",\"3\",\"(X)\"\r\n\"" +
                kIndent + kIndent +
                "Owner-occupied\",\"38,334\",\"±873\",\"62.4%\",\"±1.3\",\"4\",\"±5\",\"56.2%\",\"±1\"\r\n"
                "\"VALUE\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n\"" +
                kIndent + "Owner-occupied units\",\"38,334\",\"±873\",\"\",\"\",\"1\",\"±2\",\"\",\"\"\r\n\"" +
                kIndent + kIndent +
                "Median (dollars)\",\"124,900\",\"±4,813\",\"(X)\",\"(X)\",\"2,000,000+\",\"***\",\"(X)\",\"(X)\"\r\n"
                "\"MORTGAGE STATUS\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\r\n\"" +
                kIndent + kIndent + "Median (dollars)\",\"1\",\"±1\",\"(X)\",\"(X)\",\"1\",\"±1\",\"(X)\",\"(X)\"\r\n",
            kProfileName);
  EXPECT_EQ(sink.table->dataset, "census/acs5/dp04");
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_EQ(sink.cell_of("owner_households", "metro-10180", "2016-2020"), 38334);
  EXPECT_EQ(sink.cell_of("homeownership_rate", "metro-10180", "2016-2020"), 624);
  EXPECT_EQ(sink.cell_of("median_home_value", "metro-10180", "2016-2020"), 124900);
  EXPECT_EQ(sink.cell_of("median_home_value.moe@census", "metro-10180", "2016-2020"), 4813);
  EXPECT_EQ(sink.cell_of("homeownership_rate", "county-53033", "2016-2020"), 562);
  EXPECT_EQ(sink.cell_of("median_home_value", "county-53033", "2016-2020"), model::kWideGap);
  ASSERT_EQ(sink.cells_refused.size(), 1U);
  EXPECT_EQ(sink.cells_refused[0].column, 6U);
}

TEST(AcsProfile, AHeaderWithoutPlacesOrATableWithoutKnownLabelsIsRefused) {
  EXPECT_NE(error_of("Label (Grouping),Abilene!!Estimate,Abilene\n", kProfileName).find("line 1, column 3: 'Abilene'"),
            std::string::npos);
  EXPECT_NE(error_of(kProfile, kProfileName).find("none of its labels"), std::string::npos);
  EXPECT_NE(error_of(kProfile, "export.csv").find("do not say inside"), std::string::npos);
}

constexpr const char* kAnswerName = "acs5_2023_county.json";

TEST(AcsApi, AnAnswer) {
  const auto sink = parse(
      "[[\"NAME\",\"B19013_001E\",\"B19013_001M\",\"state\",\"county\"],\n"
      "[\"King County, Washington\",\"98144\",\"812\",\"53\",\"033\"],\n"
      "[\"Loving County, Texas\",\"-666666666\",\"-222222222\",\"48\",\"301\"],\n"
      "[\"Somewhere\",null,null,\"48\",\"303\"],\n"
      "[\"Rich County\",\"250001\",\"-333333333\",\"48\",\"305\"],\n"
      "[\"Short\",\"1\"]]",
      kAnswerName);
  EXPECT_EQ(sink.table->dataset, "census/acs5/b19013-county");
  EXPECT_EQ(sink.kept, 4U);
  EXPECT_EQ(sink.cell_of("median_income", "county-53033", "2019-2023"), 98144);
  EXPECT_EQ(sink.cell_of("median_income.moe@census", "county-53033", "2019-2023"), 812);
  for (const char* region : {"county-48301", "county-48303", "county-48305"})
    EXPECT_EQ(sink.cell_of("median_income", region, "2019-2023"), model::kWideGap) << region;
  ASSERT_EQ(sink.cells_refused.size(), 1U);
  EXPECT_EQ(sink.cells_refused[0].line, 5U);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].line, 6U);
}

TEST(AcsApi, OtherPlacesAndOtherJson) {
  const std::string metro = "metropolitan statistical area/micropolitan statistical area";
  EXPECT_EQ(parse("[[\"B25064_001E\",\"" + metro + "\"],[\"1500\",\"41860\"]]", "acs5_2022.json")
                .cell_of("median_gross_rent", "metro-41860", "2018-2022"),
            1500);
  EXPECT_EQ(parse("[[\"B25064_001E\",\"us\"],[1500,\"1\"]]", "acs5_2022.json")
                .cell_of("median_gross_rent", "us", "2018-2022"),
            1500);
  EXPECT_NE(
      error_of("[[\"B25064_001E\",\"state\",\"county\",\"tract\"],[\"1\",\"06\",\"075\",\"1\"]]", "acs5_2022.json")
          .find("places by 'tract' have no id here"),
      std::string::npos);
  EXPECT_NE(error_of("[[\"B25064_001E\"],[\"1\"]]", "acs5_2022.json").find("no column says which place"),
            std::string::npos);
  EXPECT_NE(error_of("[[\"NAME\",\"state\"],[\"x\",\"06\"]]", "acs5_2022.json").find("the file is JSON"),
            std::string::npos);
}

TEST(AcsNumbers, CommasSignsAndGaps) {
  EXPECT_EQ(read_acs_number("71,554", 0).value, 71554);
  EXPECT_EQ(read_acs_number("±1,046", 0).value, 1046);
  EXPECT_EQ(read_acs_number("62.4%", 1).value, 624);
  EXPECT_EQ(read_acs_number("1,234,567.5", 1).value, 12345675);
  for (const char* text : {"1,23", "12,3456", ",123", "1,,234", "abc", "+5", "-5"})
    EXPECT_FALSE(read_acs_number(text, 0).reason.empty()) << text;
  for (const char* text : {"", "(X)", "-", "**", "*****", "N", "null", "-999999999", "±(X)"}) {
    EXPECT_TRUE(read_acs_number(text, 0).reason.empty()) << text;
    EXPECT_EQ(read_acs_number(text, 0).value, model::kWideGap) << text;
  }
}

}  // namespace
}  // namespace housing::sources
