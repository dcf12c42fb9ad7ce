#include "xlsx/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zip.h>

#include <cstdlib>
#include <thread>

namespace housing::xlsx {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::filesystem::path kScratch = std::filesystem::temp_directory_path();

std::string part(const std::string& workbook, const char* name) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(workbook.data(), workbook.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) return "no archive";
  std::string text;
  if (zip_file_t* file = zip_fopen(archive, name, 0)) {
    char buffer[4096];
    for (zip_int64_t got = zip_fread(file, buffer, sizeof buffer); got > 0;
         got = zip_fread(file, buffer, sizeof buffer))
      text.append(buffer, static_cast<std::size_t>(got));
    zip_fclose(file);
  }
  zip_close(archive);
  return text;
}

Workbook sample() {
  Workbook workbook{.title = "Home value", .sheets = {}};
  workbook.sheets.push_back({.name = "data",
                             .columns = {{"region"}, {"date", "", 11}, {"value", "$#,##0.00", 14}},
                             .rows = {{"us", Day{0}, Fixed{34'012'345, 2}}, {"us", Day{31}, {}}, {"us"}}});
  workbook.sheets.push_back({.name = "sources", .columns = {{"source"}}, .rows = {{"zillow"}}});
  return workbook;
}

TEST(Workbook, HoldsNumbersDaysTextAndGaps) {
  const auto bytes = workbook_bytes(sample(), kScratch);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const std::string sheet = part(*bytes, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<v>340123.45</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>25569</v>"));
  EXPECT_THAT(sheet, HasSubstr("<t>us</t>"));
  EXPECT_THAT(sheet, Not(HasSubstr("r=\"C3\"")));  // a gap is no cell
  EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
  EXPECT_THAT(part(*bytes, "xl/styles.xml"), HasSubstr("$#,##0.00"));
  EXPECT_THAT(part(*bytes, "xl/workbook.xml"), HasSubstr("name=\"sources\""));
}

TEST(Workbook, TheSameContentIsTheSameBytes) {
  const auto first = workbook_bytes(sample(), kScratch);
  ASSERT_TRUE(first);
  setenv("TZ", "America/Los_Angeles", 1);
  tzset();
  const auto again = workbook_bytes(sample(), kScratch);
  unsetenv("TZ");
  tzset();
  EXPECT_EQ(*again, *first);
}

TEST(Workbook, TextStaysTextWhateverItBeginsWith) {
  for (const char* text : {"=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(1)", "{=A1}", "http://x.y",
                           "\t=1", "00123", "<v>1</v>&", "'quoted"}) {
    Workbook workbook{.title = text, .sheets = {{.name = "data", .columns = {{text}}, .rows = {{text}}}}};
    const auto bytes = workbook_bytes(workbook, kScratch);
    ASSERT_TRUE(bytes);
    const std::string sheet = part(*bytes, "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, Not(HasSubstr("<f>"))) << text;
    EXPECT_THAT(sheet, HasSubstr("r=\"A2\" t=\"inlineStr\"")) << text;
    EXPECT_THAT(sheet, Not(HasSubstr("hyperlink"))) << text;
  }
}

TEST(Workbook, BrokenTextAndControlsDoNotBreakTheFile) {
  Workbook workbook = sample();
  workbook.title = std::string(400, 'x') + "\xC3";
  workbook.sheets[0].rows = {{std::string("a\x01\xFF") + std::string("\0b", 2)}, {std::string(40'000, 'y')}};
  const auto bytes = workbook_bytes(workbook, kScratch);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const std::string sheet = part(*bytes, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("_x0001_"));
  EXPECT_THAT(sheet, HasSubstr("\xEF\xBF\xBD"));
  EXPECT_EQ(sheet.find('\x01'), std::string::npos);
  EXPECT_LT(sheet.size(), 10'000u);
}

TEST(Workbook, DaysBeforeMarch1900AreWhereExcelHasThem) {
  Workbook workbook{.title = "",
                    .sheets = {{.name = "d", .columns = {{"day"}}, .rows = {{Day{-25'567}}, {Day{-25'508}}}}}};
  const auto bytes = workbook_bytes(workbook, kScratch);
  ASSERT_TRUE(bytes);
  const std::string sheet = part(*bytes, "xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<v>1</v>"));   // 1900-01-01
  EXPECT_THAT(sheet, HasSubstr("<v>61</v>"));  // 1900-03-01
}

TEST(Workbook, LimitsAreErrors) {
  Workbook workbook{.title = "", .sheets = {{.name = "d", .columns = {{"a"}}, .rows = {}}}};
  workbook.sheets[0].rows.resize(kMaxSheetRows + 1);
  EXPECT_EQ(workbook_bytes(workbook, kScratch).error().code, base::ErrorCode::kLimitExceeded);
  workbook.sheets[0].columns.resize(kMaxSheetColumns + 1);
  workbook.sheets[0].rows.clear();
  EXPECT_EQ(workbook_bytes(workbook, kScratch).error().code, base::ErrorCode::kLimitExceeded);
}

TEST(Workbook, NoPlaceForTemporaryFilesIsAnError) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const int next = dup(0);
  close(next);
  // Room for the workbook alone; for its first sheet; for both sheets, but nothing more.
  for (const int more : {1, 2, 3}) {
    rlimit tight = before;
    tight.rlim_cur = static_cast<rlim_t>(next + more);
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &tight), 0);
    const auto bytes = workbook_bytes(sample(), kScratch);
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
    ASSERT_FALSE(bytes) << more;
    EXPECT_EQ(bytes.error().code, base::ErrorCode::kIo);
    EXPECT_THAT(bytes.error().message, HasSubstr(kScratch.string()));
  }
}

TEST(Workbook, SeveralThreadsAtOnce) {
  const auto expected = workbook_bytes(sample(), kScratch);
  std::vector<std::thread> threads;
  std::vector<std::string> made(4);
  for (std::string& one : made)
    threads.emplace_back([&one] {
      for (int i = 0; i < 5; ++i) one = workbook_bytes(sample(), kScratch).value_or("");
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : made) EXPECT_EQ(one, *expected);
}

}  // namespace
}  // namespace housing::xlsx
