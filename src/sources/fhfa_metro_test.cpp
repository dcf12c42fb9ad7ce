#include <gtest/gtest.h>

#include <string>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kHeader = "MSA,geocode,year,q,hpi,chg\n";

RecordingSink parse(const std::string& text) {
  RecordingSink sink;
  base::MemorySource source(text);
  const auto status = fhfa_metro_format().parse(source, {test_resolver(), "any.csv"}, sink);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  RecordingSink again;
  ChunkedSource pieces(text, 3);
  EXPECT_TRUE(fhfa_metro_format().parse(pieces, {test_resolver(), "any.csv"}, again).has_value());
  EXPECT_EQ(again.series, sink.series);
  return sink;
}

void expect_refusal(const Refusal& refusal, std::uint64_t line, std::uint64_t column, std::string_view reason) {
  EXPECT_EQ(refusal.line, line);
  EXPECT_EQ(refusal.column, column);
  EXPECT_EQ(refusal.reason, reason);
}

TEST(FhfaMetro, ValuesAndGaps) {
  const auto sink = parse(std::string(kHeader) +
                          "\"Abilene, TX\",10180,1975,1,-,-\n\"Abilene, TX\",10180,1975,2,,-\n"
                          "\"Abilene, TX\",10180,1975,3,101.25,-6.13\n");
  EXPECT_EQ(sink.table->dataset, "fhfa/hpi-at/metro");
  EXPECT_EQ(sink.table->source, "fhfa");
  EXPECT_EQ(sink.table->metrics.at(0)->id, "hpi");
  EXPECT_FALSE(sink.table->stamp.has_value());
  EXPECT_EQ(sink.kept, 3U);
  EXPECT_EQ(sink.cell("metro-10180", "1975-Q1"), model::kGap);
  EXPECT_EQ(sink.cell("metro-10180", "1975-Q2"), model::kGap);
  EXPECT_EQ(sink.cell("metro-10180", "1975-Q3"), 10125);
  EXPECT_EQ(sink.places.at("metro-10180").publisher_id, "10180");
  EXPECT_EQ(sink.places.at("metro-10180").name, "Abilene, TX");
}

TEST(FhfaMetro, WithoutAHeader) {
  const auto sink = parse("\"Yuma, AZ\",49740,2023,1,296.76,( 6.13)\r\n\"Yuma, AZ\",49740,2023,2,300,( 6.2)\r\n");
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_EQ(sink.cell("metro-49740", "2023-Q1"), 29676);
  EXPECT_EQ(sink.cell("metro-49740", "2023-Q2"), 30000);
}

TEST(FhfaMetro, DivisionsAndUnknownAreas) {
  const auto sink = parse(std::string(kHeader) +
                          "\"San Francisco-San Mateo-Redwood City, CA  (MSAD)\",41884,2023,1,1.5,-\n"
                          "\"Atlantis, CA\",99999,2023,1,2.5,-\n");
  EXPECT_EQ(sink.cell("metrodiv-41884", "2023-Q1"), 150);
  EXPECT_EQ(sink.cell("x-fhfa-99999", "2023-Q1"), 250);
}

TEST(FhfaMetro, RowsInAnyOrder) {
  const auto sink = parse(std::string(kHeader) +
                          "\"Yuma, AZ\",49740,2023,1,3,-\n\"Abilene, TX\",10180,2023,1,9,-\n"
                          "\"Yuma, AZ\",49740,2022,4,2,-\n\"Yuma, AZ\",49740,2021,4,1,-\n");
  EXPECT_EQ(sink.kept, 4U);
  EXPECT_EQ(sink.cell("metro-49740", "2021-Q4"), 100);
  EXPECT_EQ(sink.cell("metro-49740", "2022-Q4"), 200);
  EXPECT_EQ(sink.cell("metro-49740", "2023-Q1"), 300);
  EXPECT_EQ(sink.cell("metro-49740", "2022-Q1"), std::nullopt);
}

TEST(FhfaMetro, Refusals) {
  const auto sink = parse(std::string(kHeader) +
                          "\"Yuma, AZ\",49740,2023,1,3,-\n"
                          "\"Yuma, AZ\",49740,2023,1,4,-\n"
                          "\"Yuma, AZ\",4974,2023,2,4,-\n"
                          "\"Yuma, AZ\",49740,2023,5,4,-\n"
                          "\"Yuma, AZ\",49740,1823,1,4,-\n"
                          "\"Yuma, AZ\",49740,2023,3,4\n"
                          "\"Yume, AZ\",49740,2023,3,4,-\n"
                          "\"Yuma, AZ\",49740,2023,4,n/a,-\n");
  EXPECT_EQ(sink.kept, 2U);
  ASSERT_EQ(sink.rows_refused.size(), 6U);
  expect_refusal(sink.rows_refused[0], 3, 0, "area 49740 has 2023-Q1 a second time, after line 2");
  expect_refusal(sink.rows_refused[1], 4, 2, "area code '4974' is not five digits");
  expect_refusal(sink.rows_refused[2], 5, 3, "year '2023' and quarter '5' are no quarter");
  expect_refusal(sink.rows_refused[3], 6, 3, "year '1823' and quarter '1' are no quarter");
  expect_refusal(sink.rows_refused[4], 7, 0, "the row has 5 fields instead of 6");
  expect_refusal(sink.rows_refused[5], 8, 1, "area 49740 is named 'Yume, AZ' here and 'Yuma, AZ' on line 2");
  ASSERT_EQ(sink.cells_refused.size(), 1U);
  expect_refusal(sink.cells_refused[0], 9, 5, "'n/a' is no number");
  EXPECT_EQ(sink.cell("metro-49740", "2023-Q1"), 300);
  EXPECT_EQ(sink.cell("metro-49740", "2023-Q4"), model::kGap);
}

class ConflictSink final : public Sink {
 public:
  base::Status begin(const Table&) override { return {}; }
  base::Status run(const Place& place, std::size_t, std::span<const std::int32_t>,
                   std::span<const model::Cell>) override {
    if (place.publisher_id == "10180") return base::fail(base::ErrorCode::kConflict, "taken");
    return {};
  }
  base::Status run_wide(const Place&, std::size_t, std::span<const std::int32_t>,
                        std::span<const model::WideCell>) override {
    return {};
  }
  base::Status place(const Place&) override { return {}; }
  void row_kept() override { ++kept; }
  void row_refused(Refusal refusal) override { refused.push_back(refusal); }
  void cell_refused(Refusal) override {}
  int kept = 0;
  std::vector<Refusal> refused;
};

TEST(FhfaMetro, AConflictRefusesTheAreasRows) {
  ConflictSink sink;
  base::MemorySource source(
      "\"Abilene, TX\",10180,1975,1,-,-\n\"Yuma, AZ\",49740,2023,1,3,-\n\"Abilene, TX\",10180,1975,2,-,-\n");
  ASSERT_TRUE(fhfa_metro_format().parse(source, {test_resolver(), ""}, sink).has_value());
  EXPECT_EQ(sink.kept, 1);
  ASSERT_EQ(sink.refused.size(), 2U);
  expect_refusal(sink.refused[0], 1, 0, "taken");
  expect_refusal(sink.refused[1], 3, 0, "taken");
}

TEST(FhfaMetro, ABrokenFileIsAnError) {
  RecordingSink sink;
  base::MemorySource source("\"Abilene, TX\",10180,1975,1,-,-\n\"Yuma");
  const auto status = fhfa_metro_format().parse(source, {test_resolver(), ""}, sink);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().message, "line 2: a quote is opened here and never closed");
}

}  // namespace
}  // namespace housing::sources
