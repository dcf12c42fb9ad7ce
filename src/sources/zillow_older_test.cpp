// Zillow's layouts of before mid-2021, and files that a spreadsheet program has saved again.
#include <gtest/gtest.h>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kCountyZhvi = "County_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv";
const std::string kCountyHead =
    "RegionID,SizeRank,RegionName,RegionType,StateName,State,Metro,StateCodeFIPS,MunicipalCodeFIPS,";

base::Status parse_into(Sink& sink, std::string_view file_name, const std::string& text) {
  ChunkedSource source(text, 30);
  return zillow_format().parse(source, {test_resolver(), file_name}, sink);
}

RecordingSink parse(std::string_view file_name, const std::string& text) {
  RecordingSink sink;
  const auto status = parse_into(sink, file_name, text);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return sink;
}

std::string error_of(std::string_view file_name, const std::string& text) {
  RecordingSink sink;
  const auto status = parse_into(sink, file_name, text);
  EXPECT_FALSE(status.has_value());
  return status ? "" : status.error().message;
}

TEST(ZillowOlder, CountiesOf2018) {
  const auto sink =
      parse("County_Zhvi_AllHomes.csv",
            "\"RegionID\",\"RegionName\",\"State\",\"Metro\",\"StateCodeFIPS\",\"MunicipalCodeFIPS\","
            "\"SizeRank\",\"1996-04\",\"1996-05\"\r\n"
            "3101,\"Los Angeles\",\"CA\",\"Los Angeles-Long Beach-Anaheim\",\"06\",\"037\",1,159400,\r\n");
  EXPECT_EQ(sink.table->dataset, "zillow/zhvi-allhomes/county");
  EXPECT_EQ(sink.table->metrics.at(0)->id, "home_value.allhomes2018@zillow");
  EXPECT_EQ(sink.cell("county-06037", "1996-04"), 15940000);
  EXPECT_EQ(sink.cell("county-06037", "1996-05"), model::kGap);
  EXPECT_EQ(sink.places.at("county-06037").size_rank, 1);
}

TEST(ZillowOlder, MetrosOf2018) {
  const std::string text =
      "\"RegionID\",\"RegionName\",\"SizeRank\",\"2010-11\"\r\n"
      "102001,\"United States\",0,1249\r\n394913,\"New York, NY\",1,2300\r\n1,\"Nowhere, ZZ\",2,5\r\n";
  const auto rents = parse("Metro_Zri_AllHomes.csv", text);
  EXPECT_EQ(rents.table->dataset, "zillow/zri-allhomes/metro");
  EXPECT_EQ(rents.table->metrics.at(0)->id, "rent.zri2018@zillow");
  EXPECT_EQ(rents.cell("us", "2010-11"), 124900);
  EXPECT_EQ(rents.cell("metro-35620", "2010-11"), 230000);
  EXPECT_EQ(rents.cell("x-zillow-1", "2010-11"), 500);
  EXPECT_EQ(parse("2018 Metro_Zhvi_AllHomes (1).csv", text).table->dataset, "zillow/zhvi-allhomes/metro");
}

TEST(ZillowOlder, ZipRentsOf2021) {
  const auto sink = parse("Zip_ZORI_AllHomesPlusMultifamily_SSA.csv",
                          "RegionID,RegionName,SizeRank,MsaName,2014-01\n61639,10025,1,\"New York, NY\",3062\n"
                          "58001,7305,2,\"New York, NY\",1\n");
  EXPECT_EQ(sink.table->dataset, "zillow/zori-2021/zip");
  EXPECT_EQ(sink.table->metrics.at(0)->id, "rent.zori2021@zillow");
  EXPECT_EQ(sink.cell("zip-10025", "2014-01"), 306200);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].line, 3U);
  EXPECT_EQ(sink.rows_refused[0].column, 2U);
  EXPECT_TRUE(sink.rows_refused[0].reason.starts_with("ZIP code '7305' has lost its leading zero"));
}

TEST(ZillowOlder, MonthsMustBeMonths) {
  const auto head = [](const std::string& dates) { return "RegionID,RegionName,SizeRank," + dates + "\n1,a,1,1,2\n"; };
  EXPECT_EQ(error_of("Metro_Zhvi_AllHomes.csv", head("1996-04,1996-13")),
            "line 1, column 5: '1996-13' is no month of the form YYYY-MM");
  EXPECT_EQ(error_of("Metro_Zhvi_AllHomes.csv", head("1996-04-30,1996-05-31")),
            "line 1, column 4: '1996-04-30' is no month of the form YYYY-MM");
  EXPECT_EQ(error_of("Metro_Zhvi_AllHomes.csv", head("1996-04,1996-04")),
            "line 1, column 5: '1996-04' is there twice, first in column 4");
  EXPECT_EQ(error_of("Metro_Zhvi_AllHomes.csv", head("1996-05,1996-04")),
            "line 1, column 5: '1996-04' comes after the later '1996-05' of column 4");
}

TEST(ZillowResaved, LostZerosOfCountiesArePutBackWhereTheStateProvesIt) {
  const auto sink = parse(kCountyZhvi, kCountyHead +
                                           "1/31/2000,2/29/2000\n"
                                           "3101,0,Los Angeles County,County,CA,CA,Los Angeles,6,37,216672,216783\n"
                                           "139,1,Cook County,County,IL,NY,Chicago,17,31,1,2\n"
                                           "140,2,Some County,County,CA,,,6,59,1,2\n"
                                           "141,3,Other County,County,CA,CA,,6,999,1,2\n");
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_EQ(sink.cell("county-06037", "2000-02"), 21678300);
  ASSERT_EQ(sink.rows_refused.size(), 3U);
  EXPECT_EQ(sink.rows_refused[0].line, 3U);
  EXPECT_EQ(sink.rows_refused[0].column, 9U);
  EXPECT_TRUE(sink.rows_refused[0].reason.starts_with("county FIPS code '31' has lost its leading zero"));
  EXPECT_EQ(sink.rows_refused[1].column, 8U);
  EXPECT_TRUE(sink.rows_refused[2].reason.starts_with("state FIPS code '6' has lost its leading zero"));
}

TEST(ZillowResaved, YearsOfTwoDigits) {
  const auto sink =
      parse(kCountyZhvi, kCountyHead + "12/31/99,1/31/00,2/29/00\n3101,0,LA,county,CA,CA,,06,037,1,2,3\n");
  EXPECT_EQ(sink.cell("county-06037", "1999-12"), 100);
  EXPECT_EQ(sink.cell("county-06037", "2000-02"), 300);
  const std::string row = "\n3101,0,LA,county,CA,CA,,06,037,1,2\n";
  EXPECT_TRUE(error_of(kCountyZhvi, kCountyHead + "1/31/00,3/31/00" + row)
                  .starts_with("line 1, column 11: '3/31/00' has a year of two digits and is not the month after"));
  EXPECT_TRUE(error_of(kCountyZhvi, kCountyHead + "1/31/00,2/28/00" + row)
                  .starts_with("line 1, column 11: '2/28/00' is not the last day of a month"));
  EXPECT_EQ(
      error_of(kCountyZhvi, kCountyHead + "1/31/2000,2000-02-29" + row),
      "line 1, column 11: '2000-02-29' is written in another form than the dates before it; download the original");
  EXPECT_TRUE(error_of(kCountyZhvi, kCountyHead + "2000-01-31,2/29/2000" + row)
                  .starts_with("line 1, column 11: '2/29/2000' is no date of the form YYYY-MM-DD: a spreadsheet"));
  EXPECT_TRUE(error_of(kCountyZhvi, kCountyHead + "31/1/2000,2/29/2000" + row)
                  .starts_with("line 1, column 10: '31/1/2000' is no date"));
}

TEST(ZillowResaved, WeeksWithSlashesAreNotCertain) {
  EXPECT_TRUE(
      error_of("Metro_invt_fs_uc_sfrcondo_sm_week.csv",
               "RegionID,SizeRank,RegionName,RegionType,StateName,1/6/2018\n102001,0,United States,country,,1\n")
          .starts_with("line 1, column 6: '1/6/2018' is no date of the form YYYY-MM-DD: a spreadsheet program"));
}

TEST(ZillowHostile, NamesMustBeUtf8) {
  const auto sink = parse(kCountyZhvi, kCountyHead +
                                           "2000-01-31\n1,0,Do\xF1"
                                           "a Ana County,county,NM,NM,,35,013,5\n"
                                           "2,1,Do\xC3\xB1"
                                           "a Ana County,county,NM,NM,,35,013,6\n");
  EXPECT_EQ(sink.cell("county-35013", "2000-01"), 600);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].line, 2U);
  EXPECT_EQ(sink.rows_refused[0].column, 3U);
  EXPECT_TRUE(sink.rows_refused[0].reason.starts_with("the name 'Do?a Ana County' is not UTF-8 text"));
}

TEST(ZillowHostile, OnlyWhatCanFallBelowZeroMay) {
  const std::string head = "RegionID,SizeRank,RegionName,RegionType,StateName,2000-01-31,2000-02-29,2000-03-31\n";
  const std::string row = "102001,0,United States,country,,-5,-0.0,7\n";
  const auto prices = parse("Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", head + row);
  EXPECT_EQ(prices.cell("us", "2000-01"), model::kGap);
  EXPECT_EQ(prices.cell("us", "2000-02"), 0);
  EXPECT_EQ(prices.cell("us", "2000-03"), 700);
  ASSERT_EQ(prices.cells_refused.size(), 1U);
  EXPECT_EQ(prices.cells_refused[0].column, 6U);
  EXPECT_EQ(prices.cells_refused[0].reason, "'-5' is negative, which this metric cannot be");
  const auto heat = parse("Metro_market_temp_index_uc_sfrcondo_month.csv", head + row);
  EXPECT_EQ(heat.cell("us", "2000-01"), -5);
  EXPECT_TRUE(heat.cells_refused.empty());
}

TEST(ZillowHostile, ACarriageReturnInALineCostsTheLine) {
  const auto sink = parse("Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv",
                          "RegionID,SizeRank,RegionName,RegionType,StateName,2000-01-31\n"
                          "102001,0,United States,country,,1\n394913,1,\"New York, NY\",ms\ra,NY,2\n"
                          "753899,2,\"Los Angeles, CA\",msa,CA,3\r\n");
  EXPECT_EQ(sink.kept, 2U);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  EXPECT_EQ(sink.rows_refused[0].line, 3U);
  EXPECT_TRUE(sink.rows_refused[0].reason.starts_with("a carriage return in the middle of the line"));
}

}  // namespace
}  // namespace housing::sources
