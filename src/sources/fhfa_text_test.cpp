#include <gtest/gtest.h>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

base::Status parse_into(Sink& sink, std::string_view file_name, const std::string& text) {
  ChunkedSource source(text, 20);
  return fhfa_text_format().parse(source, {test_resolver(), file_name}, sink);
}

RecordingSink parse(std::string_view file_name, const std::string& text) {
  RecordingSink sink;
  const auto status = parse_into(sink, file_name, text);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

std::optional<model::WideCell> cell(const RecordingSink& sink, const std::string& region, const std::string& metric,
                                    int year, int quarter) {
  const auto cells = sink.series.find({region, metric});
  if (cells == sink.series.end()) return std::nullopt;
  const auto found = cells->second.find(model::Period::quarter(year, quarter).ordinal);
  return found == cells->second.end() ? std::nullopt : std::optional(found->second);
}

void expect_refusal(const Refusal& refusal, std::uint64_t line, std::uint64_t column, std::string_view reason) {
  EXPECT_EQ(refusal.line, line);
  EXPECT_EQ(refusal.column, column);
  EXPECT_EQ(refusal.reason, reason);
}

TEST(FhfaText, PurchasesOfMetros) {
  const auto sink = parse("any.txt",
                          "cbsa\tmetro_name\tyr\tqtr\tindex_nsa\tindex_sa\r\n"
                          "10420\t\"Akron, OH\"\t1991\t1\t100\t100\r\n10420\t\"Akron, OH\"\t1991\t2\t102.38\t.\r\n"
                          "11244\t\"Anaheim-Santa Ana-Irvine, CA  (MSAD)\"\t1991\t1\t99.5\t99\r\n");
  EXPECT_EQ(sink.table->dataset, "fhfa/hpi-po/metro");
  EXPECT_EQ(sink.kept, 3U);
  EXPECT_EQ(cell(sink, "metro-10420", "hpi.purchase@fhfa", 1991, 2), 10238);
  EXPECT_EQ(cell(sink, "metro-10420", "hpi.purchase-sa@fhfa", 1991, 1), 10000);
  EXPECT_EQ(cell(sink, "metro-10420", "hpi.purchase-sa@fhfa", 1991, 2), model::kWideGap);
  EXPECT_EQ(cell(sink, "metrodiv-11244", "hpi.purchase@fhfa", 1991, 1), 9950);
}

TEST(FhfaText, TheLastColumnsNameTellsTheIndexOfStates) {
  const std::string rows = "AK\t1991\t2\t101\t102\t\"* a note\"\r\n";
  const auto purchases = parse("any.txt", "state\tyr\tqtr\tindex_nsa\tindex_sa\tWarning\r\n" + rows);
  EXPECT_EQ(purchases.table->dataset, "fhfa/hpi-po/state");
  EXPECT_EQ(cell(purchases, "state-ak", "hpi.purchase-sa@fhfa", 1991, 2), 10200);
  const auto expanded = parse("any.txt", "state\tyr\tqtr\tindex_nsa\tindex_sa\tnote\r\n" + rows);
  EXPECT_EQ(expanded.table->dataset, "fhfa/hpi-exp/state");
  EXPECT_EQ(cell(expanded, "state-ak", "hpi.expanded@fhfa", 1991, 2), 10100);
}

TEST(FhfaText, StatesWithoutAHeader) {
  const auto sink = parse("HPI_AT_state.txt",
                          "VT\t1975\t4\t72.11\r\nVT\t1976\t1\t.\t.\twarning: none\r\nVT\t1976\t2\t56.50\r\n"
                          "DV_ENC\t1976\t2\t1\r\nUSA\t1976\t2\t2\r\nVT\t1976\t3\t5\t6\r\n");
  EXPECT_EQ(sink.table->dataset, "fhfa/hpi-at/state");
  EXPECT_EQ(sink.kept, 5U);
  EXPECT_EQ(sink.cell("state-vt", "1976-Q1"), model::kGap);
  EXPECT_EQ(sink.cell("state-vt", "1976-Q2"), 5650);
  EXPECT_EQ(sink.cell("division-3", "1976-Q2"), 100);
  EXPECT_EQ(sink.cell("us", "1976-Q2"), 200);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  expect_refusal(sink.rows_refused[0], 6, 0, "the row has 5 fields instead of 4");
}

TEST(FhfaText, TheRestOfStates) {
  const std::string text = "state\tYear\tQuarter\tIndex\tStandard Error\nAK\t1995\t1\t100.00\n";
  const auto sink = parse("HPI_AT_nonmetro.txt", text);
  EXPECT_EQ(sink.table->dataset, "fhfa/hpi-at/nonmetro");
  EXPECT_EQ(sink.cell("nonmetro-ak", "1995-Q1"), 10000);
}

TEST(FhfaText, ANameMustTellWhatTheFileDoesNot) {
  RecordingSink sink;
  const auto status = parse_into(sink, "data.txt", "VT\t1975\t4\t72.11\r\n");
  ASSERT_FALSE(status.has_value());
  EXPECT_TRUE(status.error().message.starts_with("files like this one do not say inside which of FHFA's indexes"));
  EXPECT_NE(status.error().message.find("'data.txt' does not hold 'state'"), std::string::npos);
  EXPECT_FALSE(parse_into(sink, "HPI_AT_state.txt", "state\tYear\tQuarter\tIndex\tStandard Error\n").has_value());
}

TEST(FhfaText, RowsThatCannotBeRight) {
  const auto sink = parse("any.txt",
                          "cbsa\tmetro_name\tyr\tqtr\tindex_nsa\tindex_sa\n"
                          "10420\t\"Akron, OH\"\t1991\t1\t100\t-1\n10420\t\"Akron, OH\"\t1991\t1\t100\t100\n"
                          "1042\t\"Akron, OH\"\t1991\t2\t100\t100\n10420\tAkr\xF3n\t1991\t2\t100\t100\n"
                          "10420\tOther\t1991\t2\t100\t100\n10420\t\"Akron, OH\"\t1991\t5\t100\t100\n"
                          "10420\t\"Akron, OH\"\t1991\t3\tNaN\tinf\n");
  EXPECT_EQ(sink.kept, 2U);
  ASSERT_EQ(sink.cells_refused.size(), 3U);
  expect_refusal(sink.cells_refused[0], 2, 6, "'-1' is negative, which this metric cannot be");
  expect_refusal(sink.cells_refused[1], 8, 5, "'NaN' is no number");
  ASSERT_EQ(sink.rows_refused.size(), 5U);
  expect_refusal(sink.rows_refused[0], 3, 0, "area 10420 has 1991-Q1 a second time, after line 2");
  expect_refusal(sink.rows_refused[1], 4, 1, "area code '1042' is not five digits");
  EXPECT_EQ(sink.rows_refused[2].column, 2U);
  EXPECT_TRUE(sink.rows_refused[2].reason.starts_with("the name 'Akr?n' is not UTF-8 text"));
  expect_refusal(sink.rows_refused[3], 6, 2, "area 10420 is named 'Other' here and 'Akron, OH' on line 2");
  expect_refusal(sink.rows_refused[4], 7, 3, "year '1991' and quarter '5' are no quarter");
  const auto states = parse("any.txt",
                            "state\tyr\tqtr\tindex_nsa\tindex_sa\tnote\nZZ\t1991\t2\t101\t102\t\n"
                            "AL\t1991\t2\t101\t102\t\n");
  EXPECT_EQ(states.kept, 1U);
  expect_refusal(states.rows_refused.at(0), 2, 1, "place code 'ZZ' is none of a state");
}

}  // namespace
}  // namespace housing::sources
