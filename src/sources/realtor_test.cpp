#include <gtest/gtest.h>

#include <string>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kMeasures =
    "median_listing_price,median_listing_price_mm,active_listing_count,median_days_on_market,new_listing_count,"
    "price_increased_count,price_reduced_count,pending_listing_count,median_listing_price_per_square_foot,"
    "median_square_feet,average_listing_price,total_listing_count,pending_ratio,quality_flag";
constexpr std::string_view kNote =
    "quality_flag = 1:  year-over-year figures may be impacted, please contact somebody for more details.,,,,\r\n";

std::string head(std::string_view place) {
  return "month_date_yyyymm," + std::string(place) + "," + std::string(kMeasures) + "\r\n";
}
// A row whose numbers are 1, -0.5, 2, 3, … in the header's order.
std::string row(std::string_view month, std::string_view place, std::string_view price = "1") {
  return std::string(month) + "," + std::string(place) + "," + std::string(price) +
         ",-0.5,2,3,4,5,6,7,8.25,9,10,11,5.00E-04,0\r\n";
}

base::Status parse_into(Sink& sink, const std::string& text) {
  base::MemorySource source(text);
  return realtor_format().parse(source, {test_resolver(), "any.csv"}, sink);
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
  return status ? "" : status.error().message;
}

TEST(Realtor, EveryMeasureAndTheNote) {
  const auto sink = parse(head("state,state_id") + row("202311", "Connecticut,CT") + std::string(kNote));
  EXPECT_EQ(sink.table->dataset, "realtor/inventory/state");
  EXPECT_EQ(sink.table->source, "realtor");
  EXPECT_FALSE(sink.table->stamp.has_value());
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_TRUE(sink.rows_refused.empty());
  EXPECT_TRUE(sink.cells_refused.empty());
  const std::map<std::string, model::WideCell> expected = {
      {"list_price", 10},       {"inventory", 2},       {"days_on_market", 30},  {"new_listings", 4},
      {"price_increased", 5},   {"price_reduced", 6},   {"pending_listings", 7}, {"list_ppsf", 825},
      {"list_square_feet", 90}, {"total_listings", 11}, {"pending_ratio", 5},    {"list_price.average@realtor", 10}};
  EXPECT_EQ(sink.series.size(), expected.size());
  for (const auto& [metric, cell] : expected) EXPECT_EQ(sink.cell_of(metric, "state-ct", "2023-11"), cell) << metric;
  EXPECT_EQ(sink.places.at("state-ct").publisher_id, "CT");
  EXPECT_EQ(sink.places.at("state-ct").name, "Connecticut");
}

TEST(Realtor, TheSharesOf2025) {
  std::string text =
      head("cbsa_code,cbsa_title,HouseholdRank") + row("202507", "32280,\"Martin, TN\",787.0", "249350.0");
  const std::size_t name = text.find(",pending_listing_count");
  text.insert(name, ",price_increased_share,price_reduced_share");
  text.insert(text.rfind(",7,8.25"), ",0.0047,0.1861");
  const auto sink = parse(text);
  EXPECT_EQ(sink.table->dataset, "realtor/inventory/metro");
  EXPECT_EQ(sink.cell_of("price_increased_share", "metro-32280", "2025-07"), 47);
  EXPECT_EQ(sink.cell_of("price_reduced_share", "metro-32280", "2025-07"), 1861);
  EXPECT_EQ(sink.cell_of("list_price", "metro-32280", "2025-07"), 2493500);
  EXPECT_EQ(sink.cell_of("pending_listings", "metro-32280", "2025-07"), 7);
}

TEST(Realtor, Places) {
  EXPECT_EQ(parse(head("country") + row("202311", "United States")).cell_of("inventory", "us", "2023-11"), 2);
  const auto counties = parse(head("county_fips,county_name") + row("202401", "46123,\"tripp, sd\"") +
                              row("202401", "1001,\"autauga, al\"") + row("202401", "09001,\"fairfield, ct\"") +
                              row("202401", "99999,\"nowhere, zz\""));
  for (const char* region : {"county-46123", "county-01001", "county-09001", "x-realtor-99999"})
    EXPECT_EQ(counties.cell_of("inventory", region, "2024-01"), 2) << region;
  EXPECT_EQ(counties.places.at("county-46123").name, "tripp, sd");
  const auto zips = parse(head("postal_code,zip_name") + row("202401", "07086,\"weehawken, nj\"") +
                          row("202401", "7302,\"jersey city, nj\"") + row("202401", "501,\"holtsville, ny\""));
  for (const char* region : {"zip-07086", "zip-07302", "zip-00501"})
    EXPECT_EQ(zips.cell_of("inventory", region, "2024-01"), 2) << region;
  const auto metros =
      parse(head("cbsa_code,cbsa_title") + row("202401", "35620,\"new york\"") + row("202401", "99998,x"));
  EXPECT_EQ(metros.places.size(), 2U);
  EXPECT_TRUE(metros.places.contains("metro-35620"));
  EXPECT_TRUE(metros.places.contains("x-realtor-99998"));
}

TEST(Realtor, PlacesThatCannotBe) {
  const auto counties = parse(head("county_fips,county_name") + row("202401", "1001,\"autauga, ca\"") +
                              row("202401", "06075,\"autauga, al\"") + row("202401", "6075.0,\"san francisco, ca\"") +
                              row("202401", "1001,autauga"));
  EXPECT_EQ(counties.kept, 0U);
  ASSERT_EQ(counties.rows_refused.size(), 4U);
  EXPECT_EQ(counties.rows_refused[0].reason,
            "county_fips '1001' is not five digits, and 'autauga, ca' does not prove that it has lost zeros; download "
            "the original");
  EXPECT_EQ(counties.rows_refused[0].column, 2U);
  EXPECT_EQ(counties.rows_refused[1].reason, "county_fips '06075' is in another state than 'autauga, al'");
  EXPECT_EQ(counties.rows_refused[2].reason, "county_fips '6075.0' is not five digits");
  EXPECT_EQ(parse(head("country") + row("202401", "Canada")).rows_refused.size(), 1U);
  EXPECT_EQ(parse(head("state,state_id") + row("202401", "Ontario,ON")).rows_refused.size(), 1U);
  EXPECT_EQ(parse(head("cbsa_code,cbsa_title") + row("202401", "3562,x")).rows_refused.size(), 1U);
}

TEST(Realtor, RowsInNoOrderAndTwice) {
  const auto sink = parse(head("country") + row("202311", "United States", "3") + row("202309", "United States", "") +
                          row("202310", "United States", "2") + row("202311", "United States", "9"));
  EXPECT_EQ(sink.kept, 3U);
  EXPECT_EQ(sink.cell_of("list_price", "us", "2023-09"), model::kWideGap);
  EXPECT_EQ(sink.cell_of("list_price", "us", "2023-10"), 20);
  EXPECT_EQ(sink.cell_of("list_price", "us", "2023-11"), 30);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].line, 5U);
  EXPECT_EQ(sink.rows_refused[0].reason,
            "us ('United States') has these numbers of 2023-11 a second time, after line 2");
}

TEST(Realtor, RowsAndCellsThatCannotBe) {
  const auto sink = parse(head("country") + row("2023-11", "United States") + row("202313", "United States") +
                          "202310,United States,1\r\n" + row("202311", "United States", "-5") + "a note,,\r\n");
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.rows_refused.size(), 4U);
  EXPECT_EQ(sink.rows_refused[0].reason, "'2023-11' is no month of the form YYYYMM");
  EXPECT_EQ(sink.rows_refused[2].reason, "the row has 3 fields, the header 16");
  ASSERT_EQ(sink.cells_refused.size(), 1U);
  EXPECT_EQ(sink.cells_refused[0].column, 3U);
}

TEST(Realtor, HeadersThatChanged) {
  std::string text = head("country") + row("202311", "United States");
  text.replace(text.find("active_listing_count"), 20, "active_listings");
  EXPECT_TRUE(error_of(text).starts_with("line 1: there is no column 'active_listing_count' among the 16 of the"));
  EXPECT_TRUE(error_of(head("place") + row("202311", "x")).starts_with("line 1: none of the columns names a place"));
}

}  // namespace
}  // namespace housing::sources
