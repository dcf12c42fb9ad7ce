#include <gtest/gtest.h>

#include <string>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

const std::string kHeader =
    "SUMLEV,REGION,DIVISION,STATE,COUNTY,STNAME,CTYNAME,ESTIMATESBASE2020,POPESTIMATE2020,POPESTIMATE2021,"
    "POPESTIMATE2022,DOMESTICMIG2020,DOMESTICMIG2021,DOMESTICMIG2022,RDOMESTICMIG2021\n";

base::Status parse_as(const std::string& text, RecordingSink& sink) {
  const auto format = recognise(text);
  if (!format) return std::unexpected(format.error());
  ChunkedSource pieces(text, 13);
  return (*format)->parse(pieces, {test_resolver(), "co-est2022-alldata.csv"}, sink);
}

RecordingSink parse(const std::string& text) {
  RecordingSink sink;
  const auto status = parse_as(text, sink);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

TEST(Population, StatesAndCountiesByYear) {
  const auto sink = parse(kHeader +
                          "040,3,6,01,000,Alabama,Alabama,5025369,5033094,5049196,5076181,9757,25175,-28226,5.0\n"
                          "050,4,8,35,013,New Mexico,Do\xF1"
                          "a Ana County,1,220000,221000,222000,0,-1,2,0\n");
  EXPECT_EQ(sink.table->dataset, "census/popest/county");
  EXPECT_FALSE(sink.table->stamp.has_value());  // the vintage is the last year, and the release follows from it
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_EQ(sink.cell_of("population", "state-al", "2020"), 5033094);
  EXPECT_EQ(sink.cell_of("population", "state-al", "2022"), 5076181);
  EXPECT_EQ(sink.cell_of("population", "county-35013", "2021"), 221000);
  EXPECT_EQ(sink.places.at("county-35013").name, "Doña Ana County");
  // Of 2020 there is a quarter only.
  EXPECT_EQ(sink.cell_of("domestic_migration", "state-al", "2020"), std::nullopt);
  EXPECT_EQ(sink.cell_of("domestic_migration", "state-al", "2022"), -28226);
}

TEST(Population, TheNewerVintageIsReleasedLater) {
  const auto newest = [](const RecordingSink& sink) {
    return sink.series.at({"state-al", "population"}).rbegin()->first;
  };
  const std::string row = "040,3,6,01,000,Alabama,Alabama,1,2,3,4,5,6,7,8\n";
  std::string later = kHeader;
  for (std::size_t at = later.find("2022"); at != std::string::npos; at = later.find("2022"))
    later.replace(at, 4, "2023");
  for (std::size_t at = later.find("2021"); at != std::string::npos; at = later.find("2021"))
    later.replace(at, 4, "2022");
  EXPECT_LT(newest(parse(kHeader + row)), newest(parse(later + row)));
}

TEST(Population, RowsThatCannotBeRight) {
  const auto sink = parse(kHeader +
                          "050,3,6,1,001,Alabama,Autauga County,1,2,3,4,5,6,7,8\n"
                          "050,3,6,01,01,Alabama,Autauga County,1,2,3,4,5,6,7,8\n"
                          "050,3,6,01,001,Alabama,Autauga \x96 County,1,2,3,4,5,6,7,8\n"
                          "050,3,6,01,001,Alabama,Autauga County,1,2\n"
                          "162,3,6,01,001,Alabama,Autauga city,1,2,3,4,5,6,7,8\n"
                          "050,3,6,01,003,Alabama,Baldwin County,1,-2,X,4,5,6,7,8\n");
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.rows_refused.size(), 5U);
  EXPECT_EQ(sink.rows_refused[0].reason, "codes '1' and '001' are not two and three digits of a state and county");
  EXPECT_EQ(sink.rows_refused[1].line, 3U);
  EXPECT_NE(sink.rows_refused[2].reason.find("neither UTF-8 nor Latin-1"), std::string::npos);
  EXPECT_EQ(sink.rows_refused[3].reason, "the row has 9 fields instead of 15");
  EXPECT_EQ(sink.rows_refused[4].reason, "1 row of summary level '162' is not imported");
  EXPECT_EQ(sink.cells_refused.size(), 2U);
}

TEST(Population, AHeaderThatLacksAColumnIsRefusedWhole) {
  std::string header = kHeader;
  header.replace(header.find("CTYNAME"), 7, "NAME");
  RecordingSink sink;
  const auto status = parse_as(header + "040,3,6,01,000,Alabama,Alabama,1,2,3,4,5,6,7,8\n", sink);
  ASSERT_FALSE(status.has_value());
  EXPECT_NE(status.error().message.find("there is no column 'CTYNAME'"), std::string::npos);
  EXPECT_FALSE(sink.table.has_value());
}

}  // namespace
}  // namespace housing::sources
