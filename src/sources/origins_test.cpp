// Whatever format a file has: the line and column a sink is told for a value hold that very value in the raw text.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "base/mapped_file.hpp"
#include "sources/decimal.hpp"
#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"
#include "sources/testing_workbook.hpp"
#include "sources/workbook.hpp"

namespace housing::sources {
namespace {

namespace fs = std::filesystem;

// Field `column` of line `line`, both from 1, of a text whose quoted fields have no line ends in them. Written without
// the reader under test.
std::string field_at(std::string_view text, std::uint64_t line, std::uint32_t column, char separator) {
  std::size_t begin = 0;
  for (std::uint64_t i = 1; i < line; ++i) begin = text.find('\n', begin) + 1;
  std::string field;
  bool quoted = false;
  std::uint32_t at = 1;
  for (; begin < text.size() && text[begin] != '\n' && text[begin] != '\r'; ++begin) {
    if (text[begin] == '"')
      quoted = !quoted;
    else if (text[begin] == separator && !quoted)
      ++at;
    else if (at == column)
      field += text[begin];
  }
  return field;
}

// Lines by number, found once.
class Lines {
 public:
  explicit Lines(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      lines_.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  std::string field(std::uint64_t line, std::uint32_t column, char separator) const {
    return line >= 1 && line <= lines_.size() ? field_at(lines_[line - 1], 1, column, separator) : "no such line";
  }

 private:
  std::vector<std::string_view> lines_;
};

// How many values were found again.
std::size_t check(const RecordingSink& sink, std::string_view text, char separator) {
  const Lines lines(text);
  std::size_t found = 0;
  for (const auto& [key, cells] : sink.series) {
    const model::MetricInfo& metric = *model::find_metric(key.second);
    for (const auto& [ordinal, value] : cells) {
      const RecordingSink::Origin origin = sink.places_in_file.at(key).at(ordinal);
      if (origin.line == 0) {
        EXPECT_EQ(value, model::kWideGap);
        continue;
      }
      const std::string field = lines.field(origin.line, origin.column, separator);
      if (value == model::kWideGap) {
        EXPECT_TRUE(parse_cell(field, metric.decimals).status != CellStatus::kOk) << field;
        continue;
      }
      ++found;
      if (parse_cell(field, metric.decimals).cell == value) continue;
      ADD_FAILURE() << key.first << " " << key.second << ": line " << origin.line << ", column " << origin.column
                    << " holds '" << field << "', not " << value;
      return found;
    }
  }
  return found;
}

std::size_t check_text(const Format& format, std::string_view name, const std::string& text, char separator = ',') {
  RecordingSink sink;
  sink.keep_origins = true;
  base::MemorySource source(text);
  const auto status = format.parse(source, {test_resolver(), name}, sink);
  EXPECT_TRUE(status.has_value()) << status.error().message;
  return check(sink, text, separator);
}

TEST(Origins, Zillow) {
  EXPECT_EQ(check_text(zillow_format(), "Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv",
                       "RegionID,SizeRank,RegionName,RegionType,StateName,2000-01-31,2000-02-29,2000-03-31\n"
                       "102001,0,United States,country,,1.5,,3.5\n394913,1,\"New York, NY\",msa,NY,4,5,6\n"),
            5U);
  EXPECT_EQ(check_text(zillow_format(), "Zip_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv",
                       "RegionID,SizeRank,RegionName,RegionType,StateName,State,City,Metro,CountyName,BaseDate,"
                       "2026-08-31,2026-10-31\n61148,2,08701,zip,NJ,NJ,Lakewood,\"New York, "
                       "NY\",Ocean County,2026-07-31,0.3,-2.3\n"),
            2U);
}

TEST(Origins, Fhfa) {
  EXPECT_EQ(check_text(fhfa_metro_format(), "any.csv",
                       "MSA,geocode,year,q,hpi,chg\n\"Abilene, TX\",10180,1975,2,7,-\n\"Yuma, AZ\",49740,2023,1,8,-\n"
                       "\"Abilene, TX\",10180,1975,1,9.25,-6.13\n"),
            3U);
  EXPECT_EQ(check_text(fhfa_text_format(), "any.txt",
                       "cbsa\tmetro_name\tyr\tqtr\tindex_nsa\tindex_sa\r\n10420\t\"Akron, OH\"\t1991\t2\t1\t2\r\n"
                       "10420\t\"Akron, OH\"\t1991\t1\t3\t.\r\n",
                       '\t'),
            3U);
  EXPECT_EQ(check_text(fhfa_text_format(), "HPI_AT_state.txt", "AK\t1975\t1\t62.62\r\nAK\t1975\t2\t63\r\n", '\t'), 2U);
  EXPECT_EQ(check_text(fhfa_annual_format(), "any.csv",
                       "State,County,FIPS code,Year,Annual Change (%),HPI,HPI with 1990 base,HPI with 2000 base\n"
                       "AL,Autauga,01001,1987,1,101.5,95.40,71.03\nAL,Autauga,01001,1986,.,100.00,95.40,71.03\n"),
            2U);
  EXPECT_EQ(check_text(fhfa_master_format(), "any.csv",
                       "hpi_type,hpi_flavor,frequency,level,place_name,place_id,yr,period,index_nsa,index_sa\n"
                       "traditional,purchase-only,monthly,USA,United States,USA,2024,4,5,6\n"
                       "traditional,purchase-only,quarterly,USA,United States,USA,2024,4,7,\n"),
            3U);
}

TEST(Origins, Fred) {
  EXPECT_EQ(check_text(fred_format(), "any.csv", "observation_date,UNRATE\n2025-01-01,4.0\n\n2025-02-01,4.1\n"), 2U);
}

// Of a workbook the sheet's own row and column, as Excel shows them.
TEST(Origins, Workbook) {
  const std::vector<std::vector<std::string>> rows = {
      {"Title"},
      {"State", "Abbreviation", "FIPS", "Year", "Annual Change (%)", "HPI", "HPI with 1990 base", "HPI with 2000 base"},
      {"Alabama", "AL", "1", "1976", ".", "108.21", "60", "40"},
      {"Alabama", "AL", "1", "1975", ".", "100", "55", "37"}};
  std::string sheet;
  for (const auto& row : rows) sheet += made_row(row);
  const std::string bytes = make_zip(workbook_parts({{"state", sheet}}));
  RecordingSink sink;
  sink.keep_origins = true;
  base::MemorySource source(bytes);
  ASSERT_TRUE(workbook_format().parse(source, {test_resolver(), "any.xlsx"}, sink).has_value());
  const auto& found = sink.places_in_file.at({"state-al", "hpi.annual@fhfa"});
  EXPECT_EQ(sink.series.at({"state-al", "hpi.annual@fhfa"}).at(1976), 10821);
  EXPECT_EQ(found.at(1976).line, 3U);
  EXPECT_EQ(found.at(1975).line, 4U);
  EXPECT_EQ(found.at(1976).column, 6U);  // F
}

fs::path data_folder() {
  if (const char* folder = std::getenv("HOUSING_TEST_DATA")) return folder;
  return fs::path(HOUSING_SOURCE_DIR) / ".." / "shared" / "data";
}

struct KnownFile {
  const char* path;
  char separator;
  std::size_t values;  // at least
};

class OriginsOfRealFiles : public testing::TestWithParam<KnownFile> {};

TEST_P(OriginsOfRealFiles, HoldTheValues) {
  const KnownFile& known = GetParam();
  const fs::path path = data_folder() / known.path;
  if (!fs::exists(path)) {
    std::cerr << "SKIPPED, MISSING: " << path << " (set HOUSING_TEST_DATA)\n";
    GTEST_SKIP() << known.path << " is missing";
  }
  const auto file = base::MappedFile::open(path);
  ASSERT_TRUE(file.has_value());
  base::MemorySource bytes(file->text());
  const auto inflated = inflating(bytes, file->text());
  std::string text;
  while (true) {
    const auto chunk = inflated->next();
    ASSERT_TRUE(chunk.has_value());
    if (chunk->empty()) break;
    text.append(chunk->data(), chunk->size());
  }
  const auto format = recognise(std::string_view(text).substr(0, kRecogniseBytes));
  ASSERT_TRUE(format.has_value());
  EXPECT_GE(check_text(**format, path.filename().string(), text, known.separator), known.values);
}

INSTANTIATE_TEST_SUITE_P(
    Publishers, OriginsOfRealFiles,
    testing::Values(KnownFile{"zillow/State_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", ',', 15'000},
                    KnownFile{"zillow/Metro_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", ',', 2'000},
                    KnownFile{"older-vintages/fhfa-2016q1/HPI_EXP_state.txt", '\t', 10'000},
                    KnownFile{"fhfa/HPI_AT_metro.csv.gz", ',', 60'000}, KnownFile{"fred/MORTGAGE30US.csv", ',', 2877},
                    KnownFile{"redfin/us_national_market_tracker.tsv000.gz", '\t', 22'000},
                    KnownFile{"realtor/RDC_Inventory_Core_Metrics_State_History.csv.gz", ',', 50'000},
                    KnownFile{"realtor/RDC_Inventory_Core_Metrics_County.csv", ',', 30'000},
                    KnownFile{"realtor/RDC_Inventory_Core_Metrics_Metro.csv", ',', 12'000}),
    [](const auto& file) { return "File" + std::to_string(file.index); });

}  // namespace
}  // namespace housing::sources
