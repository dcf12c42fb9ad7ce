#include "sources/sheet_table.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace housing::sources {

bool spread(std::span<const SheetCell> cells, std::span<std::string_view> fields) {
  std::ranges::fill(fields, std::string_view());
  for (const SheetCell& cell : cells) {
    const std::string_view text = base::trim(cell.text);
    if (cell.column < fields.size())
      fields[cell.column] = text;
    else if (!text.empty())
      return false;
  }
  return true;
}

std::vector<std::string_view> spread(std::span<const SheetCell> cells) {
  std::vector<std::string_view> fields(cells.empty() ? 0 : cells.back().column + 1);
  spread(cells, fields);
  return fields;
}

std::optional<model::Date> date_in_words(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
  const std::string lower = base::lower(text);
  const std::vector<std::string_view> words = base::split(lower, ' ');
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const auto month = std::ranges::find(kMonths, words[i]);
    if (month == kMonths.end()) continue;
    const bool has_day = words[i + 1].ends_with(',') && i + 2 < words.size();
    const std::string_view year = words[i + (has_day ? 2 : 1)].substr(0, 4);
    const auto day = has_day ? base::parse_integer(words[i + 1].substr(0, words[i + 1].size() - 1)) : 1;
    if (!day || *day < 1 || *day > 31) continue;
    const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    if (const auto date =
            model::Date::parse(std::string(year) + "-" + two(month - kMonths.begin() + 1) + "-" + two(*day)))
      return date;
  }
  return std::nullopt;
}

}  // namespace housing::sources
