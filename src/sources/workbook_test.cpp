#include "sources/workbook.hpp"

#include <gtest/gtest.h>

#include <string>

#include "sources/formats.hpp"
#include "sources/testing_resolver.hpp"
#include "sources/testing_sink.hpp"
#include "sources/testing_workbook.hpp"
#include "sources/workbook_rows.hpp"

namespace housing::sources {
namespace {

// The rows of a sheet as "7: A=text D=1.5".
base::Result<std::vector<std::string>> rows_of(std::string_view bytes, std::size_t sheet = 0) {
  HT_TRY(Workbook workbook, Workbook::open(bytes));
  std::vector<std::string> rows;
  HT_CHECK_OK(workbook.read(sheet, [&](std::uint32_t number, auto cells) -> base::Result<bool> {
    std::string row = std::to_string(number) + ":";
    for (const SheetCell& cell : cells)
      row += " " + std::string(1, static_cast<char>('A' + cell.column)) + "=" + std::string(cell.text);
    rows.push_back(row);
    return true;
  }));
  return rows;
}

std::string error_of(std::string_view bytes) {
  const auto rows = rows_of(bytes);
  EXPECT_FALSE(rows.has_value());
  return rows ? "" : rows.error().message;
}

std::string one_sheet(const std::string& rows, const std::string& shared = "") {
  return make_zip(workbook_parts({{"Data", rows}}, shared));
}

using Rows = std::vector<std::string>;

TEST(Workbook, SheetsAreInTheWorkbooksOrder) {
  const std::string bytes = make_zip(workbook_parts({{"First", made_row({"one"})}, {"Second", made_row({"two"})}}));
  const auto workbook = Workbook::open(bytes);
  ASSERT_TRUE(workbook.has_value()) << workbook.error().message;
  ASSERT_EQ(workbook->sheets(), 2U);
  EXPECT_EQ(workbook->name(0), "First");
  EXPECT_EQ(*rows_of(bytes, 0), Rows{"1: A=one"});
  EXPECT_EQ(*rows_of(bytes, 1), Rows{"1: A=two"});
}

TEST(Workbook, EveryKindOfCell) {
  const std::string bytes = one_sheet(
      "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"C3\"><v>8.2100000000000009</v></c>"
      "<c r=\"D3\" s=\"4\"/><c r=\"E3\" t=\"str\"><f>A1&amp;B1</f><v>a&amp;b</v></c>"
      "<c r=\"F3\" t=\"b\"><v>1</v></c><c r=\"G3\" t=\"e\"><v>#N/A</v></c></row>"
      "<row r=\"4\"><c r=\"B4\"/></row>"
      "<row><c><v>1</v></c><c t=\"inlineStr\"><is><r><t>in</t></r><r><t>line</t></r></is></c></row>",
      "<si><t>zero</t></si><si><r><t xml:space=\"preserve\">o </t></r><r><t>ne</t></r><rPh><t>spoken</t></rPh></si>");
  EXPECT_EQ(*rows_of(bytes), (Rows{"3: A=o ne C=8.2100000000000009 E=a&b F=1 G=#N/A", "5: A=1 B=inline"}));
}

TEST(Workbook, PrefixesOfNamespacesDoNotMatter) {
  EXPECT_EQ(*rows_of(one_sheet("<x:row xmlns:x=\"http://example.org\"><x:c><x:v>5</x:v></x:c></x:row>")),
            Rows{"1: A=5"});
}

TEST(Workbook, WhoReadsMayStop) {
  const std::string bytes = one_sheet("<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row></broken>");
  auto workbook = Workbook::open(bytes);
  ASSERT_TRUE(workbook.has_value());
  int rows = 0;
  EXPECT_TRUE(workbook->read(0, [&](auto, auto) -> base::Result<bool> { return ++rows < 2; }).has_value());
  EXPECT_EQ(rows, 2);
  const auto failed =
      workbook->read(0, [](auto, auto) -> base::Result<bool> { return base::fail(base::ErrorCode::kIo, "full"); });
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().message, "full");
}

TEST(Workbook, DamagedOnesAreErrors) {
  const std::string good = one_sheet(made_row({"one"}));
  EXPECT_TRUE(error_of(good.substr(0, good.size() / 2)).starts_with("it is damaged or cut short ("));
  EXPECT_TRUE(error_of("PK\x03\x04rest").starts_with("it is damaged or cut short ("));
  EXPECT_EQ(error_of(make_zip({{"a.csv", "1"}, {"b.csv", "2"}})),
            "it is no workbook but a ZIP archive that holds 'a.csv', 'b.csv'. Unpack it and import what is inside");
  EXPECT_EQ(error_of(make_zip(workbook_parts({}))), "it has no sheet");
  EXPECT_TRUE(error_of(one_sheet("<row><c></row>")).starts_with("sheet 'Data': line 1 of its XML: mismatched tag"));
  EXPECT_TRUE(error_of(one_sheet("<row><c t=\"s\"><v>7</v></c></row>"))
                  .starts_with("sheet 'Data': row 1 has text number '7', which is not there"));
  EXPECT_TRUE(
      error_of(one_sheet("<row r=\"2\"/><row r=\"2\"/>")).starts_with("sheet 'Data': row number '2' comes after"));
  EXPECT_TRUE(error_of(one_sheet("<row r=\"9999999\"/>")).starts_with("sheet 'Data': row number '9999999'"));
  EXPECT_TRUE(
      error_of(one_sheet("<row><c r=\"B1\"/><c r=\"A1\"/></row>")).starts_with("sheet 'Data': cell 'A1' of row 1"));
  EXPECT_TRUE(error_of(one_sheet("<row><c r=\"XFE1\"/></row>")).starts_with("sheet 'Data': cell 'XFE1' of row 1"));
}

TEST(Workbook, APartWhoseChecksumIsWrong) {
  const std::string text(2000, 'x');
  std::string bytes = one_sheet("<row><c><v>" + text + "</v></c></row>");
  const std::size_t at = bytes.find("xl/worksheets/sheet1.xml") + 30;
  bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
  EXPECT_NE(error_of(bytes), "");
}

TEST(Workbook, DocumentTypesAreRefused) {
  auto parts = workbook_parts({{"Data", ""}});
  parts[0].second = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><worksheet>&b;</worksheet>";
  EXPECT_EQ(error_of(make_zip(parts)), "sheet 'Data': it has a document type declaration, which workbooks do not");
}

TEST(Workbook, LimitsHold) {
  auto parts = workbook_parts({{"Data", ""}});
  parts[0].second = "<worksheet>" + std::string(40'000'000, ' ') + "</worksheet>";
  EXPECT_NE(error_of(make_zip(parts)).find("too much for its"), std::string::npos);

  std::string deep;
  for (int i = 0; i < kMaxXmlDepth; ++i) deep += "<a>";
  EXPECT_EQ(error_of(one_sheet(deep)), "sheet 'Data': elements are nested more than 64 deep");

  EXPECT_TRUE(
      error_of(one_sheet("<row><c><v>" + std::string(kMaxSheetRowBytes + 1, '7') + "</v></c></row>")).find("bytes") !=
      std::string::npos);

  EXPECT_EQ(error_of(make_zip(workbook_parts(std::vector<MadeSheet>(kMaxSheets + 1, {"S", ""})))),
            "its part 'xl/workbook.xml': it has more than 256 sheets");
  ZipParts many;
  for (std::size_t i = 0; i <= kMaxZipEntries; ++i) many.emplace_back(std::to_string(i), "");
  EXPECT_EQ(error_of(make_zip(many)), "it has more than 4096 parts");
}

// A text of a few KB used in every cell must not make a sheet of many GB.
TEST(Workbook, SharedTextsAreCountedWhereTheyAreUsed) {
  std::string row = "<row>";
  for (int i = 0; i < 300; ++i) row += "<c t=\"s\"><v>0</v></c>";
  const std::string bytes = one_sheet(row + "</row>", "<si><t>" + std::string(30'000, 'x') + "</t></si>");
  EXPECT_EQ(error_of(bytes), "sheet 'Data': row 1 has more than 8388608 bytes");
}

TEST(Workbook, ColumnsOfReferences) {
  EXPECT_EQ(column_of_reference("A1"), 0U);
  EXPECT_EQ(column_of_reference("Z9"), 25U);
  EXPECT_EQ(column_of_reference("AA10"), 26U);
  EXPECT_EQ(column_of_reference("XFD1"), kMaxSheetColumns - 1);
  EXPECT_EQ(column_of_reference("XFE1"), std::nullopt);
  EXPECT_EQ(column_of_reference("ZZZZZZZZ1"), std::nullopt);
  EXPECT_EQ(column_of_reference("1"), std::nullopt);
  EXPECT_EQ(column_of_reference("a1"), std::nullopt);
}

base::Status import(const std::string& bytes, Sink& sink) {
  ChunkedSource source(bytes, 1000);
  return workbook_format().parse(source, {test_resolver(), "any.xlsx"}, sink);
}

const std::string kTitle = made_row({"An index"}) + made_row({"Last updated: March 5, 2025."});
const std::string kHeader = made_row(
    {"State", "Abbreviation", "FIPS", "Year", "Annual Change (%)", "HPI", "HPI with 1990 base", "HPI with 2000 base"});

TEST(WorkbookFormat, FhfaStates) {
  RecordingSink sink;
  const auto status = import(
      make_zip(
          workbook_parts({{"notes", made_row({"nothing here"})},
                          {"state", kTitle + kHeader + made_row({"Alabama", "AL", "1", "1975", ".", "100", ".", "."}) +
                                        made_row({"Alabama", "AL", "1", "1976", "8", "108.215", "5", "4"}) +
                                        made_row({"Alabama", "AL", "1", "1977", ".", ".", ".", "."}) +
                                        made_row({"Nowhere", "ZZ", "1", "1977", ".", "5", ".", "."}) +
                                        made_row({"A note below the table"}) +
                                        made_row({"Utah", "UT", "1", "1977", ".", "-5", ".", ".", "9"})}})),
      sink);
  ASSERT_TRUE(status.has_value()) << status.error().message;
  EXPECT_EQ(sink.table->dataset, "fhfa/hpi-annual/state");
  EXPECT_EQ(sink.table->stamp, model::Date::of(2025, 3, 5));
  EXPECT_EQ(sink.kept, 3U);
  EXPECT_EQ(sink.cell("state-al", "1975"), 10000);
  EXPECT_EQ(sink.cell("state-al", "1976"), 10822);
  EXPECT_EQ(sink.cell("state-al", "1977"), model::kGap);
  ASSERT_EQ(sink.rows_refused.size(), 3U);
  EXPECT_EQ(sink.rows_refused[0].line, 7U);
  EXPECT_EQ(sink.rows_refused[0].column, 2U);
  EXPECT_EQ(sink.rows_refused[0].reason, "'ZZ' is no state's abbreviation");
  EXPECT_EQ(sink.rows_refused[1].line, 8U);
  EXPECT_EQ(sink.rows_refused[1].reason, "'' is no year");
  EXPECT_EQ(sink.rows_refused[2].line, 9U);
  EXPECT_EQ(sink.rows_refused[2].reason, "the row has more columns than the header");
}

TEST(WorkbookFormat, OthersAreRefusedNamingTheirSheets) {
  RecordingSink sink;
  const auto status = import(
      make_zip(workbook_parts({{"laucnty19", made_row({"Code", "Name", "Year", "Rate", "x"})}, {"Empty", ""}})), sink);
  ASSERT_FALSE(status.has_value());
  EXPECT_TRUE(
      status.error().message.starts_with("the Excel workbook (xlsx): no sheet is known here; the sheets are "
                                         "'laucnty19' ('Code', 'Name', 'Year', 'Rate', …); "
                                         "'Empty' (empty)."))
      << status.error().message;
  EXPECT_FALSE(sink.table.has_value());
}

TEST(WorkbookFormat, AHeaderTooFarDownIsNotLookedFor) {
  std::string rows;
  for (int i = 0; i < 20; ++i) rows += made_row({"title"});
  RecordingSink sink;
  EXPECT_FALSE(import(make_zip(workbook_parts({{"state", rows + kHeader}})), sink).has_value());
}

}  // namespace
}  // namespace housing::sources
