#include "sources/bps_layout.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

using Words = std::array<std::string_view, 17>;

struct Known {
  BpsLayout layout;
  Words first;  // what the header's lines have over the columns in front of the numbers
  Words second;
};

constexpr auto kKnown = std::to_array<Known>({
    {{BpsKind::kCounty, "county", 6, 0},
     {"survey", "fips", "fips", "region", "division", "county"},
     {"date", "state", "county", "code", "code", "name"}},
    {{BpsKind::kState, "state", 5, 3},
     {"survey", "fips", "region", "division", "state"},
     {"date", "state", "code", "code", "name"}},
    {{BpsKind::kMetro, "metro", 5, 3},
     {"survey", "csa", "cbsa", "moncov", "cbsa"},
     {"date", "code", "code", "", "name"}},
    {{BpsKind::kOldMetro, "metro", 5, 3}, {"survey", "msa/", "pmsa", "", "ma"}, {"date", "cmsa", "", "", "name"}},
    {{BpsKind::kPlace, "place", 17, 0},
     {"survey", "state", "6-digit", "county", "census place", "fips place", "fips mcd", "pop", "csa", "cbsa",
      "footnote", "central", "zip", "region", "division", "number of", "place"},
     {"date", "code", "id", "code", "code", "code", "code", "", "code", "code", "code", "city", "code", "code", "code",
      "months rep", "name"}},
});

// "3-4 units rep", "34-unit rep" and " 5+units rep" to "34unitrep" and "5unitrep".
std::string plain(std::string_view word) {
  std::string text = base::lower(word);
  std::erase_if(text, [](char c) { return c == ' ' || c == '-' || c == '+'; });
  if (const std::size_t plural = text.find("units"); plural != std::string::npos) text.erase(plural + 4, 1);
  return text;
}

constexpr std::array<std::string_view, 2 * kBpsGroups> kGroups = {"1unit",    "2unit",    "34unit",    "5unit",
                                                                  "1unitrep", "2unitrep", "34unitrep", "5unitrep"};
constexpr std::array<std::string_view, 3> kNumbers = {"bldgs", "units", "value"};

std::unexpected<base::Error> wrong(std::uint64_t line, std::size_t column, std::string_view got,
                                   std::string_view wanted) {
  return base::fail(base::ErrorCode::kInvalidInput,
                    "line " + std::to_string(line) + ", column " + std::to_string(column + 1) + ": " + in_quotes(got) +
                        " stands where the permit survey's header has " + in_quotes(wanted) +
                        "; download the publisher's original, or this layout is new");
}

std::string_view field(Header fields, std::size_t at) { return at < fields.size() ? base::trim(fields[at]) : ""; }

base::Status check_numbers(const BpsLayout& layout, Header first, Header second) {
  for (std::size_t i = 0; i < kBpsNumbers; ++i) {
    const std::size_t column = layout.id_columns + i;
    const std::string_view group = i % 3 == 1 ? kGroups[i / 3] : std::string_view();
    if (plain(field(first, column)) != group) return wrong(1, column, field(first, column), group);
    if (!base::equal_ignoring_case(field(second, column), kNumbers[i % 3]))
      return wrong(2, column, field(second, column), kNumbers[i % 3]);
  }
  const std::size_t end = layout.id_columns + kBpsNumbers;
  for (const Header line : {first, second})
    for (std::size_t column = end; column < line.size(); ++column)
      if (!field(line, column).empty()) return wrong(line.data() == first.data() ? 1 : 2, column, line[column], "");
  return {};
}

bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// 'c', 'y', 'a' … behind "co2502" in the file's name; 0 where the name is not of this form or of another month.
char suffix_of(std::string_view file_name, std::string_view year_and_month) {
  constexpr std::size_t kDigits = 4;
  const std::size_t at = file_name.find(year_and_month);
  if (at == std::string_view::npos || at + kDigits >= file_name.size()) return 0;
  const char after = at + kDigits + 1 < file_name.size() ? file_name[at + kDigits + 1] : '.';
  const bool ends = after == '.' || after == ' ' || after == '(' || after == '_';
  return ends ? base::lower(file_name.substr(at + kDigits, 1))[0] : '\0';
}

}  // namespace

base::Result<BpsLayout> bps_layout(Header first, Header second) {
  const auto all_alike = [](Header fields, const Words& words, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      if (!base::equal_ignoring_case(field(fields, i), words[i])) return false;
    return true;
  };
  for (const Known& known : kKnown) {
    const std::size_t count = known.layout.id_columns;
    if (!all_alike(first, known.first, count) || !all_alike(second, known.second, count)) continue;
    HT_CHECK_OK(check_numbers(known.layout, first, second));
    return known.layout;
  }
  return base::fail(base::ErrorCode::kInvalidInput,
                    "line 1: this is not the header of one of the permit survey's tables of counties, states, "
                    "metropolitan areas or places; download the publisher's original, or this layout is new");
}

std::string_view to_string(BpsSpan span) {
  return span == BpsSpan::kMonth ? "month" : span == BpsSpan::kYearToDate ? "ytd" : "year";
}

base::Result<BpsTime> bps_time(std::string_view date, std::string_view file_name) {
  constexpr int kWholeYear = 99;
  const auto no_date = [&] {
    return base::fail(base::ErrorCode::kInvalidInput, "survey date " + in_quotes(date) + " is no month and no year");
  };
  if (!are_digits(date) || (date.size() != 4 && date.size() != 6)) return no_date();
  // Of four digits "2024" and "1990" are years; "8801" and "9099" are of the time of two-digit years.
  const bool year_alone = date.size() == 4 && (date.starts_with("19") || date.starts_with("20"));
  const auto number = static_cast<int>(*base::parse_integer(date));
  const int year = year_alone ? number : number / 100 + (date.size() == 4 ? 1900 : 0);
  const int month = year_alone ? kWholeYear : number % 100;
  if (year < 1950 || year > model::kMaxYear) return no_date();
  if (month == kWholeYear) return BpsTime{BpsSpan::kYear, model::Period::year(year)};
  if (month < 1 || month > 12) return no_date();
  const model::Period period = model::Period::month(year, month);
  const char suffix = suffix_of(file_name, date.substr(date.size() - 4));
  if (suffix == 'c') return BpsTime{BpsSpan::kMonth, period};
  if (suffix == 'y') return BpsTime{BpsSpan::kYearToDate, period};
  const std::string digits(date.substr(date.size() - 4));
  return base::fail(base::ErrorCode::kInvalidInput,
                    "a month's permits and those of the year so far are written alike, and the file's name " +
                        in_quotes(file_name) + " does not say which these are, as the publisher's co" + digits +
                        "c.txt (month) and co" + digits +
                        "y.txt (year to date) do; if it is one of them, give it its "
                        "name back");
}

}  // namespace housing::sources
