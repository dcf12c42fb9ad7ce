#include "sources/decimal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <regex>
#include <string>

#include "base/byte_source.hpp"
#include "sources/cell_reader.hpp"

namespace housing::sources {
namespace {

using model::Cell;
using model::kGap;

// The same by moving the point in a string of digits: slow, and short enough to be seen to be right.
ParsedCell reference(const std::string& text, int decimals) {
  if (text.empty()) return {kGap, CellStatus::kEmpty};
  static const std::regex kNumber("(-?)([0-9]*)(?:\\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?");
  std::smatch match;
  if (!std::regex_match(text, match, kNumber) || match[2].length() + match[3].length() == 0)
    return {kGap, CellStatus::kNotANumber};
  const int exponent = match[4].matched ? std::stoi(match[4]) : 0;
  std::string digits = match[2].str() + match[3].str();
  int point = static_cast<int>(match[2].length()) + exponent + decimals;
  for (; point < 0; ++point) digits.insert(0, "0");
  while (static_cast<int>(digits.size()) < point) digits.push_back('0');
  std::string kept = digits.substr(0, static_cast<std::size_t>(point));
  std::string rest = digits.substr(static_cast<std::size_t>(point));
  kept.erase(0, std::min(kept.find_first_not_of('0'), kept.size()));
  if (kept.size() > 15) return {kGap, CellStatus::kOutOfRange};
  long long value = kept.empty() ? 0 : std::stoll(kept);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  if (rest > "5" || (rest == "5" && value % 2 == 1)) ++value;
  if (value > model::kMaxCell) return {kGap, CellStatus::kOutOfRange};
  return {static_cast<Cell>(match[1].length() != 0 ? -value : value), CellStatus::kOk};
}

// Through the fast path: as a field of a record with enough behind it.
ParsedCell by_reader(const std::string& text, int decimals) {
  const std::string record = text + "," + std::string(64, '7') + "\n";
  base::MemorySource source(record);
  CsvReader reader(source, ',');
  EXPECT_TRUE(reader.next().value_or(false)) << text;
  FieldCursor cursor = reader.fields();
  ParsedCell cell;
  std::string_view refused;
  cell.status = CellReader(decimals).next(cursor, cell.cell, refused);
  if (cell.status > CellStatus::kEmpty) {
    EXPECT_EQ(refused, text);
  }
  std::string_view next;
  EXPECT_TRUE(cursor.next(next)) << text;
  EXPECT_EQ(next.size(), 64U) << text;
  return cell;
}

void expect_cell(const std::string& text, int decimals, Cell cell) {
  for (const ParsedCell& parsed : {parse_cell(text, decimals), by_reader(text, decimals), reference(text, decimals)}) {
    EXPECT_EQ(parsed.status, CellStatus::kOk) << text;
    EXPECT_EQ(parsed.cell, cell) << text << " with " << decimals;
  }
}

void expect_status(const std::string& text, int decimals, CellStatus status) {
  EXPECT_EQ(parse_cell(text, decimals).status, status) << text;
  EXPECT_EQ(parse_cell(text, decimals).cell, kGap) << text;
  EXPECT_EQ(by_reader(text, decimals).status, status) << text;
  EXPECT_EQ(by_reader(text, decimals).cell, kGap) << text;
}

TEST(Decimal, PublishersNumbers) {
  expect_cell("121667.51359785329", 2, 12166751);
  expect_cell("127104.0", 2, 12710400);
  expect_cell("1421529.0", 0, 1421529);
  expect_cell("63.96300000000000", 3, 63963);
  expect_cell("329.44099999999997", 3, 329441);
  expect_cell("-0.1", 1, -1);
  expect_cell("7", 2, 700);
  expect_cell("5.00E-04", 4, 5);
  expect_cell("5.00e-04", 2, 0);
  expect_cell("1.5e+3", 2, 150000);
  expect_cell("12E3", 0, 12000);
  expect_cell("2.2999999999999998", 1, 23);
}

TEST(Decimal, HalfGoesToEven) {
  expect_cell("0.5", 0, 0);
  expect_cell("1.5", 0, 2);
  expect_cell("2.5", 0, 2);
  expect_cell("-1.5", 0, -2);
  expect_cell("-2.5", 0, -2);
  expect_cell("0.125", 2, 12);
  expect_cell("0.135", 2, 14);
  expect_cell("2.50000000000000000000000000000000000000001", 0, 3);
  expect_cell("2.5000000000000", 0, 2);
  expect_cell("2.500000001", 0, 3);  // the digit that decides is the ninth
  expect_cell("2.50000001", 0, 3);   // the eighth
  expect_cell("2.49999999999999999999", 0, 2);
  expect_cell("9.995", 2, 1000);
  expect_cell("999999.995", 2, 100000000);
}

TEST(Decimal, NoNegativeZero) {
  expect_cell("-0", 2, 0);
  expect_cell("-0.004", 2, 0);
  expect_cell("0", 0, 0);
  expect_cell("000000000000000000000000", 3, 0);
  expect_cell("0.0000000000000000000000000000001", 9, 0);
  expect_cell("0e99999999", 9, 0);
}

TEST(Decimal, OddForms) {
  expect_cell(".5", 1, 5);
  expect_cell("5.", 1, 50);
  expect_cell("-.25", 2, -25);
  expect_cell("00012.50", 1, 125);
  expect_cell("123e-2", 2, 123);
  expect_cell("1e-30", 2, 0);
  expect_cell("0.000000001e10", 0, 10);
}

TEST(Decimal, EdgesOfACell) {
  expect_cell("2147483647", 0, model::kMaxCell);
  expect_cell("-2147483647", 0, model::kMinCell);
  expect_cell("21474836.47", 2, model::kMaxCell);
  expect_cell("21474836.474", 2, model::kMaxCell);
  expect_status("21474836.475", 2, CellStatus::kOutOfRange);  // a tie, and 2147483647 is odd
  expect_status("2147483648", 0, CellStatus::kOutOfRange);
  expect_status("-2147483648", 0, CellStatus::kOutOfRange);  // would be kGap
  expect_status("99999999.99", 2, CellStatus::kOutOfRange);
  expect_status("123456789012345678901234567890", 0, CellStatus::kOutOfRange);
  expect_status("1e10", 0, CellStatus::kOutOfRange);
  expect_status("1e999999999999999999999", 0, CellStatus::kOutOfRange);
  EXPECT_EQ(parse_cell("1e-999999999999999999999", 0).cell, 0);
}

TEST(Decimal, NotANumber) {
  for (const char* text : {"NaN", "nan",   "inf", "-inf", "-",  ".",  "-.",    "e5", "1e", "1e+", "1e5.0", "--5", "+5",
                           "5-",  "1.2.3", "12a", "0x10", " 5", "5 ", "1_000", "$5", "5%", "N/A", "1:2",   "1/2"})
    expect_status(text, 2, CellStatus::kNotANumber);
  EXPECT_EQ(parse_cell("1,234", 0).status, CellStatus::kNotANumber);
  EXPECT_EQ(parse_cell(std::string_view("1\0", 2), 0).status, CellStatus::kNotANumber);
}

TEST(Decimal, EmptyIsAGap) {
  EXPECT_EQ(parse_cell("", 2).status, CellStatus::kEmpty);
  EXPECT_EQ(parse_cell("", 2).cell, kGap);
  EXPECT_EQ(by_reader("", 2).status, CellStatus::kEmpty);
  EXPECT_EQ(by_reader("\"\"", 2).status, CellStatus::kEmpty);
}

TEST(Decimal, QuotedNumbers) {
  EXPECT_EQ(by_reader("\"127104.0\"", 2).cell, 12710400);
  EXPECT_EQ(by_reader("\"-5\"", 0).cell, -5);
}

// Numbers as publishers write them, with rounding cases and broken texts more often than in life.
std::string random_text(std::mt19937_64& random) {
  const auto below = [&](int limit) { return static_cast<int>(random() % static_cast<std::uint64_t>(limit)); };
  const auto add_digits = [&](std::string& text, int count) {
    const int style = below(4);  // any digits; zeros; nines; five and zeros
    for (int i = 0; i < count; ++i)
      text.push_back(style == 0   ? static_cast<char>('0' + below(10))
                     : style == 1 ? '0'
                     : style == 2 ? '9'
                                  : (i == 0 ? '5' : '0'));
    if (count > 0 && below(4) == 0) text.back() = static_cast<char>('0' + below(10));
  };
  std::string text;
  if (below(4) == 0) text = "-";
  for (int i = below(12); i > 0; --i) text.push_back(static_cast<char>('0' + below(10)));
  if (below(8) != 0) {
    text.push_back('.');
    add_digits(text, below(4));
    add_digits(text, below(20));
  }
  if (below(10) == 0)
    text += std::string(below(2) != 0 ? "e" : "E") + (below(2) != 0 ? "-" : "+") + std::to_string(below(20));
  if (below(20) == 0 && !text.empty())
    text[static_cast<std::size_t>(below(static_cast<int>(text.size())))] = ".-x5 /:"[below(7)];
  return text;
}

TEST(Decimal, AgreesWithTheReference) {
  std::mt19937_64 random(20250331);
  int numbers = 0;
  for (int i = 0; i < 100'000; ++i) {
    const std::string text = random_text(random);
    const int decimals = static_cast<int>(random() % (kMaxDecimals + 1));
    const ParsedCell wanted = reference(text, decimals);
    numbers += wanted.status == CellStatus::kOk ? 1 : 0;
    for (const ParsedCell& got : {parse_cell(text, decimals), by_reader(text, decimals)}) {
      ASSERT_EQ(got.status, wanted.status) << text << " with " << decimals;
      ASSERT_EQ(got.cell, wanted.cell) << text << " with " << decimals;
    }
  }
  EXPECT_GT(numbers, 40'000);  // the texts are not mostly nonsense
}

TEST(Decimal, FastPathReadsWhatFillsFiles) {
#if defined(__SSE2__)
  const std::string padding(64, ',');
  for (const char* text : {"121667.51359785329", "127104.0", "-0.1", "54.0", "21", "12345678.12345678"}) {
    Cell cell = 0;
    EXPECT_EQ(FastDecimal(1).read((text + padding).data(), cell), std::string_view(text).size()) << text;
  }
  Cell cell = 0;
  EXPECT_EQ(FastDecimal(2).read(("x" + padding).data(), cell), 0U);
#else
  GTEST_SKIP() << "NO FAST PATH: built without SSE2";
#endif
}

TEST(Decimal, WideCells) {
  EXPECT_EQ(parse_wide_cell("9080000000", 0).cell, 9080000000);
  EXPECT_EQ(parse_wide_cell("4858585", 3).cell, 4858585000);
  EXPECT_EQ(parse_wide_cell("-0.5", 0).cell, 0);
  EXPECT_EQ(parse_wide_cell("-2147483648.5", 1).cell, -21474836485);
  EXPECT_EQ(parse_wide_cell("999999999999999999", 0).cell, 999999999999999999);
  EXPECT_EQ(parse_wide_cell("1000000000000000000", 0).status, CellStatus::kOutOfRange);
  EXPECT_EQ(parse_wide_cell("", 0).status, CellStatus::kEmpty);
  EXPECT_EQ(parse_wide_cell("", 0).cell, model::kWideGap);
  EXPECT_EQ(parse_wide_cell("n/a", 0).status, CellStatus::kNotANumber);
  EXPECT_EQ(parse_wide_cell("n/a", 0).cell, model::kWideGap);
}

}  // namespace
}  // namespace housing::sources
