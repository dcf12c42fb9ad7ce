#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sources/formats.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

std::string error_of(std::string_view head) {
  const auto format = recognise(head);
  EXPECT_FALSE(format.has_value()) << (*format)->name();
  if (format) return "";
  EXPECT_EQ(format.error().code, base::ErrorCode::kInvalidInput);
  return format.error().message;
}

void expect_error(std::string_view head, std::string_view beginning) {
  const std::string message = error_of(head);
  EXPECT_TRUE(message.starts_with(beginning)) << message;
}

const Format* format_of(std::string_view head) {
  const auto format = recognise(head);
  EXPECT_TRUE(format.has_value()) << format.error().message;
  return format ? *format : nullptr;
}

TEST(Recognise, Zillow) {
  EXPECT_EQ(format_of("RegionID,SizeRank,RegionName,RegionType,StateName,2000-01-31\n"), &zillow_format());
  EXPECT_EQ(format_of("RegionID,SizeRank,RegionName,RegionType,BaseDate,2025-12-31\n102001,0"), &zillow_format());
  EXPECT_EQ(format_of("\xEF\xBB\xBF\"RegionID\",\"RegionName\",\"SizeRank\",\"1996-04\"\r\n"), &zillow_format());
  EXPECT_EQ(format_of("regionid,sizerank,regionname,regiontype"), &zillow_format());
}

TEST(Recognise, FhfaWithAndWithoutAHeader) {
  EXPECT_EQ(format_of("MSA,geocode,year,q,hpi,chg\n"), &fhfa_metro_format());
  EXPECT_EQ(format_of("\"Abilene, TX\",10180,1975,1,-,-\n"), &fhfa_metro_format());
  EXPECT_EQ(format_of("\"Yuma, AZ\",49740,2023,1,296.76,( 6.13)\r\n"), &fhfa_metro_format());
  expect_error("\"Yuma, AZ\",4974,2023,1,296.76,-6.13\n", "the file is a table with an unknown header (6 columns: ");
  expect_error("\"Yuma, AZ\",49740,2023,5,296.76,-6.13\n", "the file is a table with an unknown header");
  expect_error("\"Yuma, AZ\",49740,2023,1,x,-6.13\n", "the file is a table with an unknown header");
}

TEST(Recognise, Fred) {
  EXPECT_EQ(format_of("observation_date,MORTGAGE30US\n1971-04-02,7.33\n"), &fred_format());
  EXPECT_EQ(format_of("DATE,SFXRNSA\r\n"), &fred_format());
  EXPECT_EQ(format_of("observation_date,UNRATE,HOUST\n"), &fred_format());
  expect_error("date,temperature\n", "the file is a table with an unknown header (2 columns: 'date', 'temperature')");
}

TEST(Recognise, FhfaText) {
  EXPECT_EQ(format_of("cbsa\tmetro_name\tyr\tqtr\tindex_nsa\tindex_sa\r\n"), &fhfa_text_format());
  EXPECT_EQ(format_of("state\tYear\tQuarter\tIndex\tStandard Error\nAK\t1995\t1\t100.00\n"), &fhfa_text_format());
  EXPECT_EQ(format_of("AK\t1975\t1\t62.62\r\n"), &fhfa_text_format());
  EXPECT_EQ(format_of("AK\t1975\t1\t.\t.\twarning: none\r\n"), &fhfa_text_format());
  expect_error("AK\t1975\t5\t62.62\r\n", "the file is a table with an unknown header (4 columns: ");
  EXPECT_EQ(format_of("\xEF\xBB\xBFState,County,FIPS code,Year,Annual Change (%),HPI,HPI with 1990 base,HPI with 2000 "
                      "base\rAL,Autauga,01001,1986,.,100.00,95.40,71.03\r"),
            &fhfa_annual_format());
}

TEST(Recognise, LongTables) {
  EXPECT_EQ(format_of("PERIOD_BEGIN\tPERIOD_END\tREGION_TYPE\tPROPERTY_TYPE_ID\n"), &redfin_format());
  EXPECT_EQ(format_of("\"period_begin\"\t\"region_type\"\t\"property_type_id\"\r\n"), &redfin_format());
  EXPECT_EQ(format_of("month_date_yyyymm,country,median_listing_price\r\n"), &realtor_format());
  EXPECT_EQ(format_of("hpi_type,hpi_flavor,frequency,level,place_name\n"), &fhfa_master_format());
}

TEST(Recognise, Workbooks) { EXPECT_EQ(format_of("PK\x03\x04rest"), &workbook_format()); }

TEST(Recognise, CensusBureau) {
  EXPECT_EQ(format_of("Survey,FIPS,FIPS,Region\n"), &bps_format());
  EXPECT_EQ(format_of("Survey , FIPS , FIPS , Region \r\n"), &bps_format());
  EXPECT_EQ(format_of("sumlev,state,popestimate2024\n"), &population_format());
  EXPECT_EQ(format_of("\xEF\xBB\xBF\"GEO_ID\",\"NAME\",\"S1901_C01_012E\",\n"), &acs_data_format());
  EXPECT_EQ(format_of("\xEF\xBB\xBF\"Label (Grouping)\",\"Abilene, TX Metro Area!!Estimate\""), &acs_profile_format());
  EXPECT_EQ(format_of("[[\"NAME\",\"B19013_001E\",\"state\"],\n[\"Ohio\""), &acs_api_format());
  EXPECT_EQ(format_of("cbsacode,csacode,fipsstatecode,fipscountycode\r\n"), &delineation_format());
  EXPECT_EQ(format_of("GEOID|GEOIDFQ|ALAND_SQMI\n"), &gazetteer_file_format());
  EXPECT_EQ(format_of("USPS\tGEOID\tALAND_SQMI\tINTPTLONG     \n"), &gazetteer_file_format());
  expect_error("GEO_ID,NAME\n", "the file is a table with an unknown header");
  expect_error("SUMLEV,STATE\n", "the file is a table with an unknown header");
}

TEST(Recognise, WhatIsNoData) {
  expect_error("", "the file is empty. Download it again");
  expect_error(" \r\n\n", "the file is blank");
  expect_error("<!DOCTYPE html><html>", "the file is a web page, not data: the download was answered by a page");
  expect_error("\n  <HTML lang=en>", "the file is a web page, not data");
  expect_error("<?xml version='1.0'?><Error><Code>AccessDenied</Code>", "the file is an XML document");
  expect_error("{\"error\":1}", "the file is JSON");
  expect_error("[[\"NAME\"]]", "the file is JSON");
  expect_error("PK\x05\x06rest", "the file is an empty ZIP archive");
  expect_error("\xD0\xCF\x11\xE0\xA1", "the file is an old Excel workbook");
  expect_error("\x1F\x8B\x08", "the file is compressed twice with gzip");
  expect_error("%PDF-1.7", "the file is a PDF document");
  expect_error(std::string_view("\xFF\xFER\0e\0", 6), "the file is text in UTF-16");
  expect_error(std::string_view("\x7F"
                                "ELF\x01\0\0",
                                7),
               "the file is binary, of no kind known here");
}

TEST(Recognise, UnknownTablesAreDescribed) {
  const std::string message = error_of("a,b\n1,2\n");
  EXPECT_TRUE(message.starts_with(
      "the file is a table with an unknown header (2 columns: 'a', 'b'). Known are: Zillow wide CSV (RegionID, "))
      << message;
  for (const Format* format : all_formats()) EXPECT_NE(message.find(format->name()), std::string::npos) << message;
  EXPECT_TRUE(message.ends_with(". Check that it is the publisher's original, not edited or saved again")) << message;
  expect_error("a\tb,c\td\te\tf\tg\th\n",
               "the file is a table with an unknown header (7 columns: 'a', 'b,c', 'd', 'e', 'f', 'g', …)");
  expect_error("just words", "the file is a table with an unknown header (1 column: 'just words')");
}

TEST(Recognise, TablesThatCannotBeRead) {
  expect_error("State,County\rAL,Autauga\r", "the file is a table with an unknown header (2 columns: ");
  expect_error("a,\"b\n", "the file is no table that can be read: line 1: a quote is opened here and never closed");
}

TEST(Recognise, EveryFormatNamesItself) {
  std::set<std::string_view> names;
  for (const Format* format : all_formats()) {
    EXPECT_TRUE(names.insert(format->name()).second) << format->name();
    EXPECT_FALSE(format->name().empty());
    EXPECT_NE(model::find_source(format->source()), nullptr) << format->source();
  }
}

TEST(TableHead, QuotedTextIsShortAndPrintable) {
  EXPECT_EQ(in_quotes("a b"), "'a b'");
  EXPECT_EQ(in_quotes("a\tb\xFF\xC3\xB1"), "'a?b?\xC3\xB1'");
  const std::string text(200, 'x');
  EXPECT_EQ(in_quotes(text), "'" + std::string(kMaxQuotedBytes - 1, 'x') + "…'");
}

}  // namespace
}  // namespace housing::sources
