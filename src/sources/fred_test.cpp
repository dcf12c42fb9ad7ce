#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sources/formats.hpp"
#include "sources/fred_series.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

base::Status parse_into(RecordingSink& sink, const std::string& text) {
  base::MemorySource source(text);
  return fred_format().parse(source, {test_resolver(), "wrong-name.csv"}, sink);
}

RecordingSink parse(const std::string& text) {
  RecordingSink sink;
  const auto status = parse_into(sink, text);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

std::string error_of(const std::string& text) {
  RecordingSink sink;
  const auto status = parse_into(sink, text);
  EXPECT_FALSE(status.has_value());
  EXPECT_EQ(sink.kept, 0U);
  return status ? "" : status.error().message;
}

TEST(Fred, WeeklySeries) {
  const auto sink =
      parse("observation_date,MORTGAGE30US\n1971-04-02,7.33\n1971-04-09,.\n1971-04-16,\n1971-04-22,7.315\n");
  EXPECT_EQ(sink.table->dataset, "fred/mortgage30us");
  EXPECT_EQ(sink.table->source, "fred");
  EXPECT_EQ(sink.table->metrics.at(0)->id, "mortgage_rate");
  EXPECT_FALSE(sink.table->stamp.has_value());
  EXPECT_EQ(sink.kept, 4U);
  EXPECT_EQ(sink.cell("us", "1971-04-02"), 733);
  EXPECT_EQ(sink.cell("us", "1971-04-09"), model::kGap);
  EXPECT_EQ(sink.cell("us", "1971-04-16"), model::kGap);
  EXPECT_EQ(sink.cell("us", "1971-04-22"), 732);
  EXPECT_EQ(sink.cell("us", "1971-04-03"), std::nullopt);
  EXPECT_EQ(sink.places.at("us").publisher_id, "");
}

TEST(Fred, MonthlySeriesOfAMetro) {
  const auto sink = parse("DATE,SFXRNSA\r\n1987-01-01,46.612697999999995\r\n1987-02-01,47\r\n");
  EXPECT_EQ(sink.table->dataset, "fred/sfxrnsa");
  EXPECT_EQ(sink.table->source, "fred");
  EXPECT_EQ(sink.cell("metro-41860", "1987-01"), 46613);
  EXPECT_EQ(sink.cell("metro-41860", "1987-02"), 47000);
}

TEST(Fred, Refusals) {
  const auto sink = parse(
      "observation_date,UNRATE\n1970-01-01,3.9\n1970-01-01,4.0\n1970-02-02,4\n02/01/1970,4\n1970-03-01\n"
      "1970-04-01,4,4\n1970-05-01,#N/A\n");
  EXPECT_EQ(sink.kept, 2U);
  ASSERT_EQ(sink.rows_refused.size(), 5U);
  const auto expect_refusal = [](const Refusal& refusal, std::uint64_t line, std::uint64_t column,
                                 std::string_view reason) {
    EXPECT_EQ(refusal.line, line);
    EXPECT_EQ(refusal.column, column);
    EXPECT_EQ(refusal.reason, reason);
  };
  expect_refusal(sink.rows_refused[0], 3, 1, "'1970-01-01' is there a second time, after line 2");
  expect_refusal(sink.rows_refused[1], 4, 1, "'1970-02-02' is not the first of a month, as a monthly series has it");
  expect_refusal(sink.rows_refused[2], 5, 1, "'02/01/1970' is no date of the form YYYY-MM-DD");
  expect_refusal(sink.rows_refused[3], 6, 0, "the row has 1 fields instead of 2");
  expect_refusal(sink.rows_refused[4], 7, 0, "the row has 3 fields instead of 2");
  ASSERT_EQ(sink.cells_refused.size(), 1U);
  expect_refusal(sink.cells_refused[0], 8, 2, "'#N/A' is no number");
  EXPECT_EQ(sink.cell("us", "1970-01"), 39);
  EXPECT_EQ(sink.cell("us", "1970-05"), model::kGap);
}

TEST(Fred, FileErrors) {
  EXPECT_EQ(
      error_of("observation_date,UNRATE\n1970-02-01,3.9\n1970-01-01,4.0\n"),
      "line 3, column 1: '1970-01-01' comes after the later '1970-02' of line 2; FRED's dates ascend: download the "
      "original");
  const std::string unknown = error_of("observation_date,GDPC1\n1970-01-01,3.9\n");
  EXPECT_TRUE(
      unknown.starts_with("line 1, column 2: the FRED series 'GDPC1' is not known here. Known are MORTGAGE30US, "));
  EXPECT_NE(unknown.find("SFXR"), std::string::npos);
  EXPECT_TRUE(error_of("observation_date,UNRATE,HOUST\n").starts_with("line 1: the header has 3 columns"));
}

TEST(Fred, AHeaderAlone) {
  const auto sink = parse("observation_date,HOUST\n");
  EXPECT_TRUE(sink.table.has_value());
  EXPECT_EQ(sink.kept, 0U);
}

TEST(FredSeries, NationalOnes) {
  const auto metric_of = [](std::string_view id) { return std::string(fred_series(id).value().metric->id); };
  EXPECT_EQ(metric_of("MORTGAGE15US"), "mortgage_rate.15-year@fred");
  EXPECT_EQ(metric_of("CPIAUCSL"), "cpi");
  EXPECT_EQ(metric_of("PERMIT"), "permits_units.saar@fred");
  EXPECT_EQ(metric_of("HOUST"), "housing_starts");
  EXPECT_EQ(metric_of("CSUSHPINSA"), "hpi@case-shiller");
  EXPECT_EQ(metric_of("csushpisa"), "hpi.sa@case-shiller");
}

TEST(FredSeries, CaseShillerMetros) {
  EXPECT_EQ(fred_series("NYXRHTNSA")->metric->id, "hpi.high-tier@case-shiller");
  EXPECT_EQ(fred_series("NYXRMTNSA")->metric->id, "hpi.middle-tier@case-shiller");
  EXPECT_EQ(fred_series("NYXRLTNSA")->metric->id, "hpi.low-tier@case-shiller");
  EXPECT_EQ(fred_series("NYXRSA")->metric->id, "hpi.sa@case-shiller");
  EXPECT_EQ(fred_series("NYXRNSA")->region.text(), "metro-35620");
  for (const char* unknown : {"", "NYXR", "NYXRHTSA", "XXXRNSA", "NYXRNSA2", "UNRATENSA", "SPCS20RSA"})
    EXPECT_FALSE(fred_series(unknown).has_value()) << unknown;
}

// Each of the twenty is a metro of today whose title begins with the city FRED names.
TEST(FredSeries, TwentyMetrosOfTheGazetteer) {
  std::set<std::string> regions;
  for (const char* prefix : {"AT", "BO", "CE", "CH", "CR", "DA", "DE", "DN", "LV", "LX",
                             "MI", "MN", "NY", "PH", "PO", "SD", "SE", "SF", "TP", "WD"}) {
    const auto series = fred_series(std::string(prefix) + "XRNSA");
    ASSERT_TRUE(series.has_value()) << prefix;
    regions.emplace(series->region.text());
    const auto place = test_resolver().gazetteer().find(series->region);
    ASSERT_TRUE(place.has_value()) << series->region.text();
    EXPECT_FALSE(place->is_former()) << place->name();
    const std::string_view city = series->place_name.substr(0, series->place_name.find(','));
    EXPECT_TRUE(place->name().starts_with(city)) << place->name() << " is not " << city;
  }
  EXPECT_EQ(regions.size(), 20U);
}

}  // namespace
}  // namespace housing::sources
