#include "sources/table_columns.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {
namespace {

bool is_named(std::string_view text, std::string_view name) {
  return base::equal_ignoring_case(base::trim(text), name);
}

}  // namespace

base::Result<std::vector<std::size_t>> find_columns(std::span<const std::string_view> names,
                                                    std::span<const WantedColumn> wanted) {
  std::vector<std::size_t> columns(wanted.size(), kNoColumn);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found =
        std::ranges::find_if(wanted, [&](const auto& column) { return is_named(names[i], column.name); });
    if (found == wanted.end()) continue;
    std::size_t& column = columns[static_cast<std::size_t>(found - wanted.begin())];
    if (column != kNoColumn)
      return base::fail(base::ErrorCode::kInvalidInput,
                        "line 1, column " + std::to_string(i + 1) + ": the column " + in_quotes(found->name) +
                            " is there a second time, after column " + std::to_string(column + 1));
    column = i;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (wanted[i].required && columns[i] == kNoColumn)
      return base::fail(base::ErrorCode::kInvalidInput,
                        "line 1: there is no column " + in_quotes(wanted[i].name) + " among the " +
                            std::to_string(names.size()) +
                            " of the header: the publisher has changed the table, or it was edited. Download the "
                            "original; if it is, this program must learn the new layout");
  return columns;
}

bool has_column(std::span<const std::string> names, std::string_view name) {
  return std::ranges::any_of(names, [&](const std::string& text) { return is_named(text, name); });
}

}  // namespace housing::sources
