#include <gtest/gtest.h>

#include <string>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

using model::kGap;

constexpr std::string_view kMetroZhvi = "Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv";
constexpr std::string_view kZipForecast = "Zip_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv";
constexpr std::string_view kWeekly = "Metro_invt_fs_uc_sfrcondo_sm_week.csv";
constexpr std::string_view kHead = "RegionID,SizeRank,RegionName,RegionType,StateName,";

struct Parsed {
  RecordingSink sink;
  base::Status status;
};

// Parsed whole and in small chunks, with the same outcome.
Parsed parse(std::string_view file_name, const std::string& text) {
  Parsed whole;
  base::MemorySource source(text);
  whole.status = zillow_format().parse(source, {test_resolver(), file_name}, whole.sink);
  for (const std::size_t size : {1, 7, 100}) {
    ChunkedSource pieces(text, size);
    RecordingSink again;
    const auto status = zillow_format().parse(pieces, {test_resolver(), file_name}, again);
    EXPECT_EQ(status.has_value(), whole.status.has_value());
    if (!status && !whole.status) {
      EXPECT_EQ(status.error().message, whole.status.error().message);
    }
    EXPECT_EQ(again.series, whole.sink.series);
    EXPECT_EQ(again.rows_refused.size(), whole.sink.rows_refused.size());
  }
  return whole;
}

RecordingSink parse_ok(std::string_view file_name, const std::string& text) {
  Parsed parsed = parse(file_name, text);
  EXPECT_TRUE(parsed.status.has_value()) << parsed.status.error().message;
  return std::move(parsed.sink);
}

std::string error_of(std::string_view file_name, const std::string& text) {
  const Parsed parsed = parse(file_name, text);
  EXPECT_FALSE(parsed.status.has_value());
  return parsed.status ? "" : parsed.status.error().message;
}

void expect_refusal(const Refusal& refusal, std::uint64_t line, std::uint64_t column, std::string_view reason) {
  EXPECT_EQ(refusal.line, line);
  EXPECT_EQ(refusal.column, column);
  EXPECT_TRUE(refusal.reason.starts_with(reason)) << refusal.reason;
}

TEST(Zillow, MetroFile) {
  const auto sink = parse_ok(kMetroZhvi, std::string(kHead) +
                                             "2000-01-31,2000-02-29,2000-03-31\n"
                                             "102001,0,United States,country,,121667.51359785329,,127104.0\n"
                                             "395057,12,\"San Francisco, CA\",msa,CA,\"\",1,\"5\"\n");
  ASSERT_TRUE(sink.table.has_value());
  EXPECT_EQ(sink.table->dataset, "zillow/zhvi/metro");
  EXPECT_EQ(sink.table->source, "zillow");
  ASSERT_EQ(sink.table->metrics.size(), 1U);
  EXPECT_EQ(sink.table->metrics[0]->id, "home_value");
  EXPECT_FALSE(sink.table->stamp.has_value());
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_EQ(sink.cell("us", "2000-01"), 12166751);
  EXPECT_EQ(sink.cell("us", "2000-02"), kGap);
  EXPECT_EQ(sink.cell("us", "2000-03"), 12710400);
  EXPECT_EQ(sink.cell("metro-41860", "2000-01"), kGap);
  EXPECT_EQ(sink.cell("metro-41860", "2000-02"), 100);
  EXPECT_EQ(sink.cell("metro-41860", "2000-03"), 500);
  EXPECT_EQ(sink.cell("us", "2000-04"), std::nullopt);
  const Place& place = sink.places.at("metro-41860");
  EXPECT_EQ(place.publisher_id, "395057");
  EXPECT_EQ(place.name, "San Francisco, CA");
  EXPECT_EQ(place.size_rank, 12);
}

TEST(Zillow, EveryLevel) {
  const auto states = parse_ok("State_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv",
                               std::string(kHead) + "2000-01-31\n9,0,California,State,,1\n58,50,Elsewhere,state,,2\n");
  EXPECT_EQ(states.cell("state-ca", "2000-01"), 100);
  EXPECT_EQ(states.cell("x-zillow-58", "2000-01"), 200);

  const auto counties = parse_ok(
      "County_zori_uc_sfrcondomfr_sm_month.csv",
      "RegionID,SizeRank,RegionName,RegionType,StateName,State,Metro,StateCodeFIPS,MunicipalCodeFIPS,2015-01-31\n"
      "3101,0,Los Angeles County,county,CA,CA,\"Los Angeles-Long Beach-Anaheim, CA\",06,037,1687.6339222179313\n"
      "99,1,Nowhere County,county,CA,CA,,06,999,3\n");
  EXPECT_EQ(counties.table->dataset, "zillow/zori/county");
  EXPECT_EQ(counties.cell("county-06037", "2015-01"), 168763);
  EXPECT_EQ(counties.cell("x-zillow-99", "2015-01"), 300);

  const std::string nine = "RegionID,SizeRank,RegionName,RegionType,StateName,State,City,Metro,CountyName,2015-01-31\n";
  const auto zips = parse_ok("Zip_zori_uc_sfrcondomfr_sm_month.csv",
                             nine +
                                 "61148,2,08701,zip,NJ,NJ,Lakewood,\"New York, NY\",Ocean County,1\n"
                                 "1,3,00000,zip,NJ,NJ,,,,2\n");
  EXPECT_EQ(zips.cell("zip-08701", "2015-01"), 100);
  EXPECT_EQ(zips.cell("zip-00000", "2015-01"), 200);

  const auto cities =
      parse_ok("City_zori_uc_sfrcondomfr_sm_month.csv",
               nine + "20330,2,San Francisco,city,CA,CA,,\"San Francisco, CA\",San Francisco County,1\n");
  EXPECT_EQ(cities.cell("x-zillow-20330", "2015-01"), 100);
  EXPECT_EQ(cities.places.at("x-zillow-20330").name, "San Francisco");
}

TEST(Zillow, NationalForecastHasFourColumnsAndABaseDate) {
  const auto sink = parse_ok("National_zorf_growth_uc_sfr_sm_month.csv",
                             "RegionID,SizeRank,RegionName,RegionType,BaseDate,2025-12-31,2026-02-28,2026-11-30\n"
                             "102001,0,United States,country,2025-11-30,0.0,0.5,-1.65\n");
  EXPECT_EQ(sink.table->dataset, "zillow/zorf/national");
  EXPECT_EQ(sink.table->stamp, model::Date::of(2025, 11, 30));
  EXPECT_EQ(sink.cell("us", "2025-12"), 0);
  EXPECT_EQ(sink.cell("us", "2026-02"), 5);
  EXPECT_EQ(sink.cell("us", "2026-11"), -16);
}

std::string forecast(const std::string& rows) {
  return "RegionID,SizeRank,RegionName,RegionType,StateName,State,City,Metro,CountyName,BaseDate,2026-08-31\n" + rows;
}

TEST(Zillow, BaseDatesMustAgree) {
  EXPECT_EQ(
      error_of(kZipForecast, forecast("1,1,00501,zip,NY,NY,,,,2026-07-31,1\n2,2,00502,zip,NY,NY,,,,2026-06-30,1\n")),
      "line 3: BaseDate '2026-06-30', but '2026-07-31' on line 2: a file must be of one release");
  EXPECT_EQ(error_of(kZipForecast, forecast("1,1,00501,zip,NY,NY,,,,7/31/2026,1\n")),
            "line 2: BaseDate '7/31/2026' is no date of the form YYYY-MM-DD");
}

TEST(Zillow, WeeklyFile) {
  const auto sink =
      parse_ok(kWeekly, std::string(kHead) + "2018-02-03,2018-02-10\n102001,0,United States,country,,1.0,2.0\n");
  EXPECT_EQ(sink.table->dataset, "zillow/invt_fs/metro-week");
  EXPECT_EQ(sink.cell("us", "2018-02-03"), 1);
  EXPECT_EQ(sink.cell("us", "2018-02-10"), 2);
}

TEST(Zillow, ColumnsAreFoundByName) {
  const auto sink =
      parse_ok(kMetroZhvi,
               "\xEF\xBB\xBF\"2000-01-31\",\"RegionType\",\"New\",\"RegionName\",\"RegionID\",\"2000-02-29\"\r\n"
               "1,Country,?,United States,102001,2\r\n");
  EXPECT_EQ(sink.cell("us", "2000-01"), 100);
  EXPECT_EQ(sink.cell("us", "2000-02"), 200);
  EXPECT_EQ(sink.places.at("us").size_rank, -1);
}

TEST(Zillow, HeaderErrorsNameTheColumn) {
  const std::string row = "\n102001,0,United States,country,,1,2\n";
  const auto head_error = [&](const std::string& dates) {
    return error_of(kMetroZhvi, std::string(kHead) + dates + row);
  };
  EXPECT_EQ(head_error("2000-02-29,2000-01-31"),
            "line 1, column 7: '2000-01-31' comes after the later '2000-02-29' of column 6");
  EXPECT_EQ(head_error("2000-01-31,2000-01-31"), "line 1, column 7: '2000-01-31' is there twice, first in column 6");
  EXPECT_TRUE(
      head_error("2000-01-31,2000-02-28").starts_with("line 1, column 7: '2000-02-28' is not the last day of a month"));
  EXPECT_TRUE(
      head_error("1/31/2000,2/30/2000")
          .starts_with("line 1, column 7: '2/30/2000' is no date of the form YYYY-MM-DD: a spreadsheet program"));
  EXPECT_TRUE(head_error("2000-01,2000-02")
                  .starts_with("line 1, column 6: '2000-01' is no date of the form YYYY-MM-DD: "
                               "this is an older layout"));
  EXPECT_EQ(head_error("2000-02-30,x"), "line 1, column 6: '2000-02-30' is no date of the form YYYY-MM-DD");
  EXPECT_EQ(head_error("a,b"), "line 1: there is no column with a date (YYYY-MM-DD)");
  EXPECT_EQ(head_error("RegionID,2000-01-31"),
            "line 1, column 6: there is a second column 'RegionID'; the first is column 1");
  EXPECT_EQ(error_of(kMetroZhvi, "RegionID,SizeRank,RegionName,2000-01-31\n"),
            "line 1: there is no column 'RegionType'");
  EXPECT_EQ(error_of(kMetroZhvi, "\n"), "the file is empty");
}

TEST(Zillow, OfADamagedFileTheNameIsNotWhatIsWrong) {
  EXPECT_TRUE(error_of("data.csv", std::string(kHead) + "2000-01-31,2000-02-3O\n").starts_with("line 1, column 7: "));
  EXPECT_TRUE(error_of("data.csv", std::string(kHead) + "2000-01-31\n").starts_with("Zillow's files do not name"));
}

TEST(Zillow, AFileOfAnotherLevelThanItsNameSays) {
  EXPECT_EQ(
      error_of(kMetroZhvi, std::string(kHead) + "2000-01-31\n102001,0,United States,country,,1\n1,1,94110,zip,CA,2\n"),
      "line 3: a row of RegionType 'zip' in a file whose name says 'metro'; give the file the name Zillow gave it");
}

TEST(Zillow, AWrongCellCostsOnlyItself) {
  const auto sink = parse_ok(kMetroZhvi, std::string(kHead) +
                                             "2000-01-31,2000-02-29,2000-03-31,2000-04-30,2000-05-31\n"
                                             "102001,0,United States,country,,1,\"1,234\",NaN,99999999999,5\n");
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.cells_refused.size(), 3U);
  expect_refusal(sink.cells_refused[0], 2, 7, "'1,234' is no number");
  expect_refusal(sink.cells_refused[1], 2, 8, "'NaN' is no number");
  expect_refusal(sink.cells_refused[2], 2, 9, "'99999999999' is too large a number for this metric");
  EXPECT_EQ(sink.cell("us", "2000-01"), 100);
  for (const char* month : {"2000-02", "2000-03", "2000-04"}) EXPECT_EQ(sink.cell("us", month), kGap);
  EXPECT_EQ(sink.cell("us", "2000-05"), 500);
}

TEST(Zillow, RowsWithAnotherNumberOfFields) {
  const auto sink = parse_ok(kMetroZhvi, std::string(kHead) +
                                             "2000-01-31,2000-02-29\n"
                                             "102001,0,United States,country,,1\n"
                                             "394913,1,\"New York, NY\",msa,NY,1,2\n"
                                             "753899,2,\"Los Angeles, CA\",msa,CA,1,2,3,x\n"
                                             "394463,3,Chicago\n");
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_TRUE(sink.cells_refused.empty());
  ASSERT_EQ(sink.rows_refused.size(), 3U);
  expect_refusal(sink.rows_refused[0], 2, 0, "the row has 6 fields, the header 7");
  expect_refusal(sink.rows_refused[1], 4, 0, "the row has 9 fields, the header 7");
  expect_refusal(sink.rows_refused[2], 5, 0, "the row has 3 fields, the header 7");
  EXPECT_EQ(sink.places.size(), 1U);
}

TEST(Zillow, CodesThatCannotBeRight) {
  const auto zips = parse_ok("Zip_zori_uc_sfrcondomfr_sm_month.csv",
                             "RegionID,SizeRank,RegionName,RegionType,StateName,2015-01-31\n"
                             "1,1,7305,zip,NJ,1\n2,2,123456,zip,NJ,1\n3,3,9411O,zip,CA,1\n,4,94110,zip,CA,1\n"
                             "x5,5,94110,zip,CA,1\n6,6,94110,borough,CA,1\n7,7,,zip,CA,1\n");
  EXPECT_EQ(zips.kept, 0U);
  ASSERT_EQ(zips.rows_refused.size(), 7U);
  expect_refusal(zips.rows_refused[0], 2, 3, "ZIP code '7305' has lost its leading zero");
  expect_refusal(zips.rows_refused[1], 3, 3, "ZIP code '123456' is not 5 digits");
  expect_refusal(zips.rows_refused[2], 4, 3, "ZIP code '9411O' is not 5 digits");
  expect_refusal(zips.rows_refused[3], 5, 1, "RegionID '' is no number of Zillow's");
  expect_refusal(zips.rows_refused[4], 6, 1, "RegionID 'x5' is no number of Zillow's");
  expect_refusal(zips.rows_refused[5], 7, 4, "RegionType 'borough' is none of");
  expect_refusal(zips.rows_refused[6], 8, 3, "RegionName is empty");

  const auto counties = parse_ok("County_zori_uc_sfrcondomfr_sm_month.csv",
                                 "RegionID,SizeRank,RegionName,RegionType,StateCodeFIPS,MunicipalCodeFIPS,2015-01-31\n"
                                 "1,1,Los Angeles County,county,6,37,1\n2,2,Los Angeles County,county,06,37,1\n"
                                 "3,3,Los Angeles County,county,,,1\n");
  EXPECT_EQ(counties.kept, 0U);
  ASSERT_EQ(counties.rows_refused.size(), 3U);
  expect_refusal(counties.rows_refused[0], 2, 5, "state FIPS code '6' has lost its leading zero");
  expect_refusal(counties.rows_refused[1], 3, 6, "county FIPS code '37' has lost its leading zero");
  expect_refusal(counties.rows_refused[2], 4, 5, "state FIPS code '' is not 2 digits");
}

TEST(Zillow, TheSameRegionTwice) {
  const auto sink = parse_ok(kMetroZhvi, std::string(kHead) +
                                             "2000-01-31\n102001,0,United States,country,,1\n"
                                             "394913,1,\"New York, NY\",msa,NY,3\n102001,0,United States,country,,2\n");
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_EQ(sink.cell("us", "2000-01"), 100);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  expect_refusal(sink.rows_refused[0], 4, 1, "RegionID 102001 is there a second time, after line 2");
}

TEST(Zillow, TwoMetrosOfOneCbsaAreBothKept) {
  const auto sink = parse_ok(kMetroZhvi, std::string(kHead) +
                                             "2000-01-31\n394913,1,\"New York, NY\",msa,NY,3\n"
                                             "777,1,\"New York, NY\",msa,NY,4\n");
  EXPECT_EQ(sink.kept, 2U);
  EXPECT_EQ(sink.cell("metro-35620", "2000-01"), 300);
  EXPECT_EQ(sink.cell("x-zillow-777", "2000-01"), 400);
}

TEST(Zillow, TwoZipsOfOneCodeAreNot) {
  const auto sink = parse_ok("Zip_zori_uc_sfrcondomfr_sm_month.csv",
                             std::string(kHead) + "2015-01-31\n1,1,94110,zip,CA,3\n2,2,94110,zip,CA,4\n");
  EXPECT_EQ(sink.kept, 1U);
  ASSERT_EQ(sink.rows_refused.size(), 1U);
  expect_refusal(sink.rows_refused[0], 3, 0, "the region zip-94110 came before as 1, now as 2");
}

TEST(Zillow, AMetroNobodyKnowsIsKept) {
  const auto sink = parse_ok(kMetroZhvi, std::string(kHead) + "2000-01-31\n555,1,\"Atlantis, CA\",msa,CA,3\n");
  EXPECT_EQ(sink.cell("x-zillow-555", "2000-01"), 300);
}

TEST(Zillow, ARowWithoutAnyValueIsKept) {
  const auto sink =
      parse_ok(kMetroZhvi, std::string(kHead) + "2000-01-31,2000-02-29\n394913,1,\"New York, NY\",msa,NY,,\n");
  EXPECT_EQ(sink.kept, 1U);
  EXPECT_EQ(sink.cell("metro-35620", "2000-02"), kGap);
}

TEST(Zillow, AHeaderAloneIsAnEmptyTable) {
  const auto sink = parse_ok(kMetroZhvi, std::string(kHead) + "2000-01-31\n");
  EXPECT_TRUE(sink.table.has_value());
  EXPECT_EQ(sink.kept, 0U);
}

class RefusingSink final : public Sink {
 public:
  explicit RefusingSink(bool at_begin) : at_begin_(at_begin) {}
  base::Status begin(const Table&) override { return at_begin_ ? full() : base::Status(); }
  base::Status run(const Place&, std::size_t, std::span<const std::int32_t>, std::span<const model::Cell>) override {
    return full();
  }
  base::Status run_wide(const Place&, std::size_t, std::span<const std::int32_t>,
                        std::span<const model::WideCell>) override {
    return full();
  }
  base::Status place(const Place&) override { return full(); }
  void row_kept() override { ADD_FAILURE() << "nothing was kept"; }
  void row_refused(Refusal) override {}
  void cell_refused(Refusal) override {}

 private:
  static base::Status full() { return base::fail(base::ErrorCode::kIo, "the disk is full"); }
  bool at_begin_;
};

TEST(Zillow, OtherErrorsOfTheSinkEndTheImport) {
  for (const bool at_begin : {false, true}) {
    RefusingSink sink(at_begin);
    const std::string text = std::string(kHead) + "2000-01-31\n394913,1,\"New York, NY\",msa,NY,3\n";
    base::MemorySource source(text);
    const auto status = zillow_format().parse(source, {test_resolver(), kMetroZhvi}, sink);
    ASSERT_FALSE(status.has_value());
    EXPECT_EQ(status.error().message, "the disk is full");
  }
}

}  // namespace
}  // namespace housing::sources
