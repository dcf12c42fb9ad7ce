#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/text.hpp"
#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

constexpr std::array<std::string_view, 14> kMeasures = {
    "median_sale_price", "median_list_price", "median_ppsf", "median_list_ppsf",       "homes_sold",
    "pending_sales",     "new_listings",      "inventory",   "months_of_supply",       "median_dom",
    "avg_sale_to_list",  "sold_above_list",   "price_drops", "off_market_in_two_weeks"};

// The 58 columns in the publisher's order.
std::vector<std::string> header() {
  std::vector<std::string> names = {"period_begin",
                                    "period_end",
                                    "period_duration",
                                    "region_type",
                                    "region_type_id",
                                    "table_id",
                                    "is_seasonally_adjusted",
                                    "region",
                                    "city",
                                    "state",
                                    "state_code",
                                    "property_type",
                                    "property_type_id"};
  for (const std::string_view measure : kMeasures)
    for (const char* change : {"", "_mom", "_yoy"}) names.push_back(std::string(measure) + change);
  for (const char* name : {"parent_metro_region", "parent_metro_region_metro_code", "last_updated"})
    names.emplace_back(name);
  return names;
}

using Row = std::map<std::string, std::string>;

// A row of the nation's, with what is given put in its place.
std::string row(const Row& given) {
  Row fields = {{"period_begin", "2023-02-01"}, {"period_end", "2023-02-28"},
                {"period_duration", "30"},      {"region_type", "national"},
                {"table_id", "1400"},           {"is_seasonally_adjusted", "f"},
                {"region", " National"},        {"state_code", "US"},
                {"property_type_id", "-1"},     {"last_updated", "2024-03-10 14:28:59"}};
  for (const auto& [name, text] : given) fields[name] = text;
  std::string line;
  for (const std::string& name : header()) line += (line.empty() ? "" : "\t") + fields[name];
  return line + "\n";
}

std::string head() { return base::join(header(), "\t") + "\n"; }

base::Status parse_into(Sink& sink, const std::string& text) {
  base::MemorySource source(text);
  return redfin_format().parse(source, {test_resolver(), "any.tsv"}, sink);
}

RecordingSink parse(const std::string& text) {
  RecordingSink sink;
  const auto status = parse_into(sink, text);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  RecordingSink again;
  ChunkedSource pieces(text, 7);
  EXPECT_TRUE(redfin_format().parse(pieces, {test_resolver(), "any.tsv"}, again).has_value());
  EXPECT_EQ(again.series, sink.series);
  return sink;
}

std::string error_of(const std::string& text) {
  RecordingSink sink;
  const auto status = parse_into(sink, text);
  EXPECT_FALSE(status.has_value());
  return status ? "" : status.error().message;
}

TEST(Redfin, EveryMeasureOfARow) {
  Row fields;
  for (std::size_t i = 0; i < kMeasures.size(); ++i) fields[std::string(kMeasures[i])] = std::to_string(i + 1) + ".25";
  fields["median_sale_price_yoy"] = "no number, and not looked at";
  const auto sink = parse(head() + row(fields));
  EXPECT_EQ(sink.table->dataset, "redfin/market/national");
  EXPECT_EQ(sink.table->source, "redfin");
  EXPECT_EQ(sink.table->stamp, model::Date::of(2024, 3, 10));
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_TRUE(sink.rows_refused.empty());
  EXPECT_TRUE(sink.cells_refused.empty());
  const std::map<std::string, model::WideCell> expected = {{"sale_price", 12},
                                                           {"list_price@redfin", 22},
                                                           {"ppsf", 325},
                                                           {"list_ppsf@redfin", 425},
                                                           {"homes_sold", 5},
                                                           {"pending_sales", 6},
                                                           {"new_listings@redfin", 7},
                                                           {"inventory@redfin", 8},
                                                           {"months_of_supply", 92500},
                                                           {"days_on_market@redfin", 102},
                                                           {"sale_to_list", 112500},
                                                           {"sold_above_list", 122500},
                                                           {"price_drops", 132500},
                                                           {"off_market_in_two_weeks", 142500}};
  EXPECT_EQ(sink.series.size(), expected.size());
  for (const auto& [metric, cell] : expected) EXPECT_EQ(sink.cell_of(metric, "us", "2023-02"), cell) << metric;
  EXPECT_EQ(sink.places.at("us").publisher_id, "1400");
  EXPECT_EQ(sink.places.at("us").name, "National");
}

// Header in capitals, everything quoted, NA for what is missing, true and false in words.
TEST(Redfin, TheNewerWayOfWriting) {
  std::string quoted;
  for (const std::string& name : header()) {
    std::string upper = name;
    for (char& c : upper) c = static_cast<char>(std::toupper(c));
    quoted += (quoted.empty() ? "\"" : "\t\"") + upper + "\"";
  }
  quoted += "\r\n";
  std::string line = "\"" + row({{"median_sale_price", "369350"},
                                 {"median_list_price", "NA"},
                                 {"homes_sold", "na"},
                                 {"is_seasonally_adjusted", "TRUE"},
                                 {"property_type_id", "3"},
                                 {"parent_metro_region_metro_code", "NA"}});
  line.pop_back();
  for (std::size_t at = line.find('\t'); at != std::string::npos; at = line.find('\t', at + 3))
    line.replace(at, 1, "\"\t\"");
  const auto sink = parse(quoted + line + "\"\r\n");
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_TRUE(sink.cells_refused.empty());
  EXPECT_EQ(sink.cell_of("sale_price.condo-sa@redfin", "us", "2023-02"), 3693500);
  EXPECT_EQ(sink.cell_of("list_price.condo-sa@redfin", "us", "2023-02"), model::kWideGap);
  EXPECT_EQ(sink.cell_of("homes_sold.condo-sa@redfin", "us", "2023-02"), model::kWideGap);
}

TEST(Redfin, VariantsAreKeptApart) {
  const auto sink =
      parse(head() + row({{"median_sale_price", "1"}}) + row({{"median_sale_price", "2"}, {"property_type_id", "-2"}}) +
            row({{"median_sale_price", "3"}, {"property_type_id", "3"}}) +
            row({{"median_sale_price", "4"}, {"property_type_id", "4"}}) +
            row({{"median_sale_price", "6"}, {"property_type_id", "6"}}) +
            row({{"median_sale_price", "13"}, {"property_type_id", "13"}}) +
            row({{"median_sale_price", "10"}, {"is_seasonally_adjusted", "t"}}));
  EXPECT_EQ(sink.kept, 7U);
  EXPECT_EQ(sink.cell_of("sale_price", "us", "2023-02"), 10);
  EXPECT_EQ(sink.cell_of("sale_price.single-units@redfin", "us", "2023-02"), 20);
  EXPECT_EQ(sink.cell_of("sale_price.condo@redfin", "us", "2023-02"), 30);
  EXPECT_EQ(sink.cell_of("sale_price.multi@redfin", "us", "2023-02"), 40);
  EXPECT_EQ(sink.cell_of("sale_price.sfr@redfin", "us", "2023-02"), 60);
  EXPECT_EQ(sink.cell_of("sale_price.townhouse@redfin", "us", "2023-02"), 130);
  EXPECT_EQ(sink.cell_of("sale_price.sa@redfin", "us", "2023-02"), 100);
}

TEST(Redfin, PeriodsOfADifferentLength) {
  const auto sink = parse(head() + row({{"homes_sold", "1"}}) +
                          row({{"period_begin", "2022-12-01"},
                               {"period_end", "2023-02-28"},
                               {"period_duration", "90"},
                               {"homes_sold", "3"}}) +
                          row({{"period_begin", "2023-02-06"},
                               {"period_end", "2023-02-12"},
                               {"period_duration", "7"},
                               {"homes_sold", "7"}}));
  EXPECT_EQ(sink.cell_of("homes_sold", "us", "2023-02"), 1);
  EXPECT_EQ(sink.cell_of("homes_sold.3month@redfin", "us", "2023-02"), 3);
  EXPECT_EQ(sink.cell_of("homes_sold.week@redfin", "us", "2023-02-12"), 7);
}

TEST(Redfin, PeriodsThatCannotBe) {
  const auto sink =
      parse(head() + row({{"period_end", "2023-02-27"}}) + row({{"period_begin", "2023-01-01"}}) +
            row({{"period_duration", "90"}}) + row({{"period_duration", "28"}}) + row({{"period_begin", "2/1/2023"}}) +
            row({{"period_end", "2023-02-30"}}) + row({{"period_begin", "9999-02-01"}, {"period_end", "9999-02-28"}}));
  EXPECT_EQ(sink.kept, 0U);
  ASSERT_EQ(sink.rows_refused.size(), 7U);
  EXPECT_EQ(sink.rows_refused[0].reason, "'2023-02-01' to '2023-02-27' is no month, as a period_duration of 30 says");
  EXPECT_EQ(sink.rows_refused[2].reason,
            "'2023-02-01' to '2023-02-28' is no three whole months, as a period_duration of 90 says");
  EXPECT_EQ(sink.rows_refused[3].reason, "period_duration '28' is none of 30, 90 and 7 days");
  EXPECT_EQ(sink.rows_refused[4].reason, "period_begin '2/1/2023' is no date of the form YYYY-MM-DD");
  EXPECT_EQ(sink.rows_refused[4].line, 6U);
  EXPECT_EQ(sink.rows_refused[4].column, 1U);
}

TEST(Redfin, Places) {
  const auto place = [](const char* type, const char* id, const char* region, const char* state, const char* code) {
    return row({{"region_type", type},
                {"table_id", id},
                {"region", region},
                {"state_code", state},
                {"parent_metro_region_metro_code", code},
                {"homes_sold", id}});
  };
  const auto sink = parse(
      head() + place("state", "9", "California", "CA", "") +
      place("metro", "10", "Abilene, TX metro area", "TX", "10180") +
      place("metro", "11", "Chicago, IL metro area", "IL", "16984") +
      place("metro", "12", "Yuma, AZ metro area", "AZ", "NA") +
      place("metro", "13", "Atlantis, CA metro area", "CA", "99999") +
      place("county", "14", "Alameda County, CA", "CA", "36084") +
      place("county", "15", "Baltimore City County, MD", "MD", "12580") +
      place("county", "16", "Alexandria, VA", "VA", "47894") + place("county", "17", "Nowhere County, VA", "VA", "") +
      place("place", "18", "Oakland, CA", "CA", "36084") + place("zip code", "19", "Zip Code: 07086", "NJ", "35614") +
      place("zip code", "20", "94610", "CA", "36084"));
  EXPECT_EQ(sink.table->dataset, "redfin/market/mixed");
  EXPECT_EQ(sink.rows_refused.size(), 0U);
  const std::map<std::string, int> expected = {{"state-ca", 9},      {"metro-10180", 10},  {"metrodiv-16984", 11},
                                               {"metro-49740", 12},  {"x-redfin-13", 13},  {"county-06001", 14},
                                               {"county-24510", 15}, {"county-51510", 16}, {"x-redfin-17", 17},
                                               {"x-redfin-18", 18},  {"zip-07086", 19},    {"zip-94610", 20}};
  EXPECT_EQ(sink.places.size(), expected.size());
  for (const auto& [region, count] : expected)
    EXPECT_EQ(sink.cell_of("homes_sold", region, "2023-02"), count) << region;
}

TEST(Redfin, PlacesThatCannotBe) {
  const auto sink =
      parse(head() + row({{"table_id", "14x0"}}) + row({{"table_id", ""}}) +
            row({{"region_type", "zip code"}, {"table_id", "7"}, {"region", "Zip Code: 7086"}}) + row({}) +
            row({{"region", "Elsewhere"}, {"period_begin", "2023-01-01"}, {"period_end", "2023-01-31"}}) +
            row({{"table_id", "8"}, {"region", "\xFF"}}));
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.rows_refused.size(), 5U);
  EXPECT_EQ(sink.rows_refused[0].reason, "table_id '14x0' is no number");
  EXPECT_EQ(sink.rows_refused[0].column, 6U);
  EXPECT_EQ(sink.rows_refused[2].column, 8U);
  EXPECT_EQ(sink.rows_refused[3].reason, "table_id 1400 is 'Elsewhere' here and 'National' on line 5");
  EXPECT_NE(sink.rows_refused[4].reason.find("is not UTF-8 text"), std::string::npos);
}

// Two places of Redfin's that come out as one of ours: the lesser id keeps it, in whatever order they come.
TEST(Redfin, NamesakesAreKeptApart) {
  const std::string one =
      row({{"region_type", "zip code"}, {"table_id", "21"}, {"region", "Zip Code: 94610"}, {"homes_sold", "1"}});
  const std::string two =
      row({{"region_type", "zip code"}, {"table_id", "3"}, {"region", "94610"}, {"homes_sold", "2"}});
  for (const std::string& rows : {one + two, two + one}) {
    const auto sink = parse(head() + rows);
    EXPECT_EQ(sink.kept, 2U);
    EXPECT_EQ(sink.cell_of("homes_sold", "zip-94610", "2023-02"), 2);
    EXPECT_EQ(sink.cell_of("homes_sold", "x-redfin-21", "2023-02"), 1);
  }
}

TEST(Redfin, RowsInNoOrderAndTwice) {
  const auto month = [](const char* begin, const char* end, const char* sold) {
    return row({{"period_begin", begin}, {"period_end", end}, {"homes_sold", sold}});
  };
  const auto sink = parse(head() + month("2023-03-01", "2023-03-31", "3") + month("2023-01-01", "2023-01-31", "1") +
                          month("2023-03-01", "2023-03-31", "9") + month("2023-02-01", "2023-02-28", "2"));
  EXPECT_EQ(sink.kept, 3U);
  EXPECT_EQ(sink.cell_of("homes_sold", "us", "2023-01"), 1);
  EXPECT_EQ(sink.cell_of("homes_sold", "us", "2023-02"), 2);
  EXPECT_EQ(sink.cell_of("homes_sold", "us", "2023-03"), 3);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].line, 4U);
  EXPECT_EQ(sink.rows_refused[0].reason, "us ('National') has these numbers of 2023-03 a second time, after line 2");
}

TEST(Redfin, WhatIsNotImportedIsCounted) {
  const auto neighborhood = [](const char* id) {
    return row({{"region_type", "neighborhood"}, {"table_id", id}, {"region", "Oakland, CA - Temescal"}});
  };
  const auto sink = parse(
      head() + neighborhood("1") + neighborhood("2") + row({{"homes_sold", "5"}}) + row({{"property_type_id", "99"}}) +
      row({{"period_begin", "2022-12-01"}, {"period_duration", "90"}, {"is_seasonally_adjusted", "t"}}));
  EXPECT_EQ(sink.table->dataset, "redfin/market/national");
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.rows_refused.size(), 3U);
  EXPECT_EQ(sink.rows_refused[0].reason, "1 row of property_type_id '99' is not imported");
  EXPECT_EQ(sink.rows_refused[1].reason,
            "2 rows of region_type 'neighborhood', the first of them here, are not imported");
  EXPECT_EQ(sink.rows_refused[1].line, 2U);
  EXPECT_EQ(sink.rows_refused[2].reason,
            "1 row of seasonally adjusted figures of rolling-3-month periods is not imported");
}

TEST(Redfin, CellsThatCannotBe) {
  const auto sink = parse(head() + row({{"homes_sold", "-3"}, {"inventory", "1,000"}, {"median_dom", "-0"}}));
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.cells_refused.size(), 2U);
  EXPECT_EQ(sink.cells_refused[0].line, 2U);
  EXPECT_EQ(sink.cells_refused[0].column, 26U);
  EXPECT_EQ(sink.cells_refused[0].reason, "'-3' is negative, which this metric cannot be");
  EXPECT_EQ(sink.cells_refused[1].reason, "'1,000' is no number");
  EXPECT_EQ(sink.cell_of("homes_sold", "us", "2023-02"), model::kWideGap);
  EXPECT_EQ(sink.cell_of("days_on_market@redfin", "us", "2023-02"), 0);
}

TEST(Redfin, TheNewestStampIsTheFiles) {
  const auto sink = parse(head() + row({{"last_updated", "2024-03-10 00:00:00"}}) +
                          row({{"property_type_id", "3"}, {"last_updated", "2024-03-11 14:28:59"}}) +
                          row({{"property_type_id", "6"}, {"last_updated", "soon"}}));
  EXPECT_EQ(sink.table->stamp, model::Date::of(2024, 3, 11));
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].column, 58U);
}

// Columns are found by their names; what is missing is the whole file's error, never the next column.
TEST(Redfin, HeadersThatChanged) {
  std::string text = head() + row({{"homes_sold", "5"}});
  std::string renamed = text;
  renamed.replace(renamed.find("median_dom"), 10, "median_day");
  EXPECT_TRUE(error_of(renamed).starts_with("line 1: there is no column 'median_dom' among the 58 of the header"));
  std::string twice = text;
  twice.replace(twice.find("homes_sold_mom"), 14, "homes_sold");
  EXPECT_EQ(error_of(twice), "line 1, column 27: the column 'homes_sold' is there a second time, after column 26");
  // One more column in front, and one behind.
  std::string line = row({{"homes_sold", "5"}});
  line.insert(line.size() - 1, "\ty");
  const auto moved = parse("new\t" + base::join(header(), "\t") + "\tlast\nx\t" + line);
  EXPECT_EQ(moved.cell_of("homes_sold", "us", "2023-02"), 5);
  const auto shorter = parse(head() + "2023-02-01\t2023-02-28\n" + row({}));
  EXPECT_EQ(shorter.kept, 1U);
  ASSERT_EQ(shorter.rows_refused.size(), 1U);
  EXPECT_EQ(shorter.rows_refused[0].reason, "the row has 2 fields, the header 58");
}

TEST(Redfin, OriginsNameTheCell) {
  const std::string text = head() + row({{"homes_sold", "5"}}) +
                           row({{"period_begin", "2023-01-01"}, {"period_end", "2023-01-31"}, {"homes_sold", "4"}});
  RecordingSink sink;
  sink.keep_origins = true;
  ASSERT_TRUE(parse_into(sink, text).has_value());
  const auto& found = sink.places_in_file.at({"us", "homes_sold"});
  EXPECT_EQ(found.at(model::Period::month(2023, 1).ordinal).line, 3U);
  EXPECT_EQ(found.at(model::Period::month(2023, 2).ordinal).line, 2U);
  EXPECT_EQ(found.at(model::Period::month(2023, 2).ordinal).column, 26U);
}

}  // namespace
}  // namespace housing::sources
