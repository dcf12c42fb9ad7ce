#include <gtest/gtest.h>

#include <string>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kHeader =
    "hpi_type,hpi_flavor,frequency,level,place_name,place_id,yr,period,index_nsa,index_sa\n";

base::Status parse_into(Sink& sink, const std::string& text) {
  base::MemorySource source(text);
  return fhfa_master_format().parse(source, {test_resolver(), "hpi_master.csv"}, sink);
}

RecordingSink parse(const std::string& rows) {
  RecordingSink sink;
  const auto status = parse_into(sink, std::string(kHeader) + rows);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

constexpr std::string_view kDivision =
    "\"traditional\",\"purchase-only\",\"monthly\",\"USA or Census Division\",\"East North Central "
    "Division\",\"DV_ENC\",";

TEST(FhfaMaster, MonthsAndQuartersInOneFile) {
  const std::string quarterly =
      "\"traditional\",\"purchase-only\",\"quarterly\",\"USA or Census Division\",\"East North Central "
      "Division\",\"DV_ENC\",";
  const auto sink = parse(std::string(kDivision) + "1991,1,100.00,100.00\n" + std::string(kDivision) +
                          "1991,12,102.5,103\n" + quarterly + "1991,4,101.25,101.75\n");
  EXPECT_EQ(sink.table->dataset, "fhfa/hpi-master");
  EXPECT_EQ(sink.kept, 3U);
  EXPECT_TRUE(sink.rows_refused.empty());
  EXPECT_EQ(sink.cell_of("hpi.purchase-month@fhfa", "division-3", "1991-01"), 10000);
  EXPECT_EQ(sink.cell_of("hpi.purchase-month@fhfa", "division-3", "1991-12"), 10250);
  EXPECT_EQ(sink.cell_of("hpi.purchase-month-sa@fhfa", "division-3", "1991-12"), 10300);
  EXPECT_EQ(sink.cell_of("hpi.purchase@fhfa", "division-3", "1991-Q4"), 10125);
  EXPECT_EQ(sink.cell_of("hpi.purchase-sa@fhfa", "division-3", "1991-Q4"), 10175);
}

// A row of every index; index_sa is empty where FHFA computes none.
TEST(FhfaMaster, EveryIndexAndPlace) {
  const auto sink = parse(
      "\"traditional\",\"all-transactions\",\"quarterly\",\"MSA\",\"Abilene, TX\",\"10180\",2024,4,1,\n"
      "\"traditional\",\"all-transactions\",\"quarterly\",\"MSA\",\"Anaheim-Santa Ana-Irvine, CA  "
      "(MSAD)\",\"11244\",2024,4,2,\n"
      "\"traditional\",\"all-transactions\",\"quarterly\",\"State\",\"Alaska\",\"AK\",2024,4,3,\n"
      "\"non-metro\",\"all-transactions\",\"quarterly\",\"State\",\"Alaska\",\"AK\",2024,4,4,\n"
      "\"traditional\",\"purchase-only\",\"monthly\",\"USA or Census Division\",\"United States\",\"USA\",2024,4,5,6\n"
      "\"traditional\",\"expanded-data\",\"quarterly\",\"State\",\"Alaska\",\"AK\",2024,4,7,8\n"
      "\"distress-free\",\"purchase-only\",\"quarterly\",\"MSA\",\"Abilene, TX\",\"10180\",2024,4,9,10\n"
      "\"developmental\",\"all-transactions\",\"quarterly\",\"Puerto Rico\",\"Puerto Rico\",\"PR\",2024,4,11,\n"
      "\"developmental\",\"purchase-only\",\"quarterly\",\"Puerto Rico\",\"Puerto "
      "Rico\",\"PR\",2024,4,247.63,251.42\n");
  EXPECT_EQ(sink.kept, 9U);
  EXPECT_TRUE(sink.rows_refused.empty()) << sink.rows_refused[0].reason;
  EXPECT_EQ(sink.cell_of("hpi", "metro-10180", "2024-Q4"), 100);
  EXPECT_EQ(sink.cell_of("hpi", "metrodiv-11244", "2024-Q4"), 200);
  EXPECT_EQ(sink.cell_of("hpi", "state-ak", "2024-Q4"), 300);
  EXPECT_EQ(sink.cell_of("hpi", "nonmetro-ak", "2024-Q4"), 400);
  EXPECT_EQ(sink.cell_of("hpi.purchase-month@fhfa", "us", "2024-04"), 500);
  EXPECT_EQ(sink.cell_of("hpi.purchase-month-sa@fhfa", "us", "2024-04"), 600);
  EXPECT_EQ(sink.cell_of("hpi.expanded@fhfa", "state-ak", "2024-Q4"), 700);
  EXPECT_EQ(sink.cell_of("hpi.expanded-sa@fhfa", "state-ak", "2024-Q4"), 800);
  EXPECT_EQ(sink.cell_of("hpi.distress-free-sa@fhfa", "metro-10180", "2024-Q4"), 1000);
  EXPECT_EQ(sink.cell_of("hpi.developmental@fhfa", "state-pr", "2024-Q4"), 1100);
  EXPECT_EQ(sink.cell_of("hpi.developmental-purchase@fhfa", "state-pr", "2024-Q4"), 24763);
  EXPECT_EQ(sink.cell_of("hpi.developmental-purchase-sa@fhfa", "state-pr", "2024-Q4"), 25142);
  // No metric for an adjustment that no row has.
  EXPECT_FALSE(sink.series.contains({"state-ak", "hpi.sa@fhfa"}));
}

TEST(FhfaMaster, WhatIsNotKnownIsCounted) {
  const std::string other = "\"manufactured\",\"purchase-only\",\"quarterly\",\"State\",\"Alaska\",\"AK\",2024,";
  const auto sink = parse(other + "1,1,\n" + other + "2,1,\n" + std::string(kDivision) + "1991,1,100,\n");
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].line, 2U);
  EXPECT_EQ(sink.rows_refused[0].reason,
            "2 rows of the index 'manufactured', 'purchase-only', 'quarterly', the first of them here, are not "
            "imported");
}

TEST(FhfaMaster, RowsAndCellsThatCannotBe) {
  const std::string alaska = "\"traditional\",\"all-transactions\",\"quarterly\",\"State\",\"Alaska\",\"AK\",";
  const auto sink = parse(std::string(kDivision) + "1991,13,1,1\n" + alaska + "1991,5,1,\n" +
                          "traditional,all-transactions,quarterly,State,Atlantis,XX,1991,1,1,\n" +
                          "traditional,all-transactions,quarterly,State,Alabama,AK,1991,1,1,\n" + alaska +
                          "1991,1,12x,.\n" + alaska + "1991,1,1,\n" + "too,short\n");
  EXPECT_EQ(sink.kept, 1U);  // Alabama's, which came first under the code AK
  ASSERT_EQ(sink.cells_refused.size(), 0U);
  ASSERT_EQ(sink.rows_refused.size(), 6U);
  EXPECT_EQ(sink.rows_refused[0].reason, "year '1991' and period '13' are no month");
  EXPECT_EQ(sink.rows_refused[1].reason, "year '1991' and period '5' are no quarter");
  EXPECT_EQ(sink.rows_refused[2].reason, "place_id 'XX' is none of the nation, a division, a state or a metro");
  EXPECT_EQ(sink.rows_refused[3].reason, "place_id AK is named 'Alaska' here and 'Alabama' on line 5");
  EXPECT_EQ(sink.rows_refused[3].column, 5U);
  const auto cells = parse(alaska + "1991,1,12x,-1\n");
  EXPECT_EQ(cells.kept, 1U);
  ASSERT_EQ(cells.cells_refused.size(), 2U);
  EXPECT_EQ(cells.cells_refused[0].column, 9U);
  EXPECT_EQ(cells.cells_refused[1].reason, "'-1' is negative, which this metric cannot be");
}

TEST(FhfaMaster, Duplicates) {
  const auto sink = parse(std::string(kDivision) + "1991,1,100,\n" + std::string(kDivision) + "1991,1,101,\n");
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].reason,
            "division-3 ('East North Central Division') has these numbers of 1991-01 a second time, after line 2");
}

TEST(FhfaMaster, HeadersThatChanged) {
  RecordingSink sink;
  const auto status = parse_into(sink, "hpi_type,hpi_flavor,frequency,level,place_name,place_id,yr,period,index_nsa\n");
  ASSERT_FALSE(status.has_value());
  EXPECT_TRUE(status.error().message.starts_with("line 1: there is no column 'index_sa' among the 9 of the header"));
}

}  // namespace
}  // namespace housing::sources
