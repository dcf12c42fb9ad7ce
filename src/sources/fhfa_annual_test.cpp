#include "sources/fhfa_annual.hpp"

#include <gtest/gtest.h>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

const std::string kHeader = "State,County,FIPS code,Year,Annual Change (%),HPI,HPI with 1990 base,HPI with 2000 base";

RecordingSink parse(const std::string& text) {
  RecordingSink sink;
  ChunkedSource source(text, 50);
  const auto status = fhfa_annual_format().parse(source, {test_resolver(), "any.csv"}, sink);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

void expect_refusal(const Refusal& refusal, std::uint64_t line, std::uint64_t column, std::string_view reason) {
  EXPECT_EQ(refusal.line, line);
  EXPECT_EQ(refusal.column, column);
  EXPECT_EQ(refusal.reason, reason);
}

TEST(FhfaAnnual, CountiesWithCarriageReturnsAndAMark) {
  const auto sink = parse("\xEF\xBB\xBF" + kHeader +
                          "\rAL,Autauga,01001,1986,.,100.00,95.40,71.03\rAL,Autauga,01001,1987,-2.17,97.83,93.33,69.49"
                          "\rAK,Nowhere,02999,1987,.,.,.,.");
  EXPECT_EQ(sink.table->dataset, "fhfa/hpi-annual/county");
  EXPECT_EQ(sink.table->metrics.at(0)->id, "hpi.annual@fhfa");
  EXPECT_FALSE(sink.table->stamp.has_value());
  EXPECT_EQ(sink.kept, 3U);
  EXPECT_EQ(sink.cell("county-01001", "1987"), 9783);
  EXPECT_EQ(sink.cell("x-fhfa-02999", "1987"), model::kGap);
  EXPECT_EQ(sink.places.at("county-01001").name, "Autauga");
}

TEST(FhfaAnnual, ALostZeroIsPutBackWhereTheStateProvesIt) {
  const auto sink =
      parse(kHeader +
            "\nAL,Autauga,1001,1986,.,100,.,.\nGA,Autauga,1001,1986,.,100,.,.\n"
            "AL,Nowhere,1999,1986,.,100,.,.\nGA,Fulton,13121,1986,.,100,.,.\nAL,Fulton,13121,1987,.,100,.,.\n");
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_EQ(sink.cell("county-01001", "1986"), 10000);
  ASSERT_EQ(sink.rows_refused.size(), 3U);
  expect_refusal(sink.rows_refused[0], 3, 3, "FIPS code '1001' is one of Alabama, the row's state is 'GA'");
  expect_refusal(sink.rows_refused[1], 4, 3,
                 "FIPS code '1999' has lost its leading zero, and the county is none that is known here; download the "
                 "original");
  expect_refusal(sink.rows_refused[2], 6, 3, "FIPS code '13121' is one of Georgia, the row's state is 'AL'");
}

TEST(FhfaAnnual, RowsThatCannotBeRight) {
  const auto sink =
      parse(kHeader +
            "\nAL,Autauga,01001,1986,.,100,.,.\nAL,Autauga,01001,1986,.,101,.,.\nAL,Autauga,01001,86,.,1,.,.\n"
            "AL,Autauga,01001,1987,.,-1,.,.\nAL,Auta\xF1ga,01001,1988,.,1,.,.\nAL,Autauga,01001,1989\n"
            "AL,Autauga,010,1990,.,1,.,.\nAL,Autauga,01001,1991,.,1\r,.,.\n");
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_EQ(sink.cell("county-01001", "1986"), 10000);
  EXPECT_EQ(sink.cell("county-01001", "1987"), model::kGap);
  ASSERT_EQ(sink.cells_refused.size(), 1U);
  expect_refusal(sink.cells_refused[0], 5, 6, "'-1' is negative, which this metric cannot be");
  ASSERT_EQ(sink.rows_refused.size(), 6U);
  expect_refusal(sink.rows_refused[0], 3, 0, "area 01001 has 1986 a second time, after line 2");
  expect_refusal(sink.rows_refused[1], 4, 4, "'86' is no year");
  EXPECT_TRUE(sink.rows_refused[2].reason.starts_with("the name 'Auta?ga' is not UTF-8 text"));
  expect_refusal(sink.rows_refused[3], 7, 0, "the row has 4 fields instead of 8");
  expect_refusal(sink.rows_refused[4], 8, 3, "FIPS code '010' is not five digits");
  expect_refusal(sink.rows_refused[5], 9, 0, "a carriage return in the middle of the line: the line is damaged");
}

TEST(FhfaAnnual, LastUpdated) {
  EXPECT_EQ(fhfa_last_updated("Last updated: March 25, 2025."), model::Date::of(2025, 3, 25));
  EXPECT_EQ(fhfa_last_updated("x Last updated: December 1, 2024"), model::Date::of(2024, 12, 1));
  for (const char* none : {"", "Last updated: ", "Last updated: March", "Last updated: Marc 25, 2025",
                           "Last updated: March 32, 2025", "Last updated: March 25 2025", "March 25, 2025"})
    EXPECT_EQ(fhfa_last_updated(none), std::nullopt) << none;
}

}  // namespace
}  // namespace housing::sources
