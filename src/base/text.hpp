// Small text helpers that the standard library lacks. ASCII only; nothing here knows a locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace housing::base {

std::string_view trim(std::string_view text);  // blanks, tabs, CR, LF at both ends
std::string lower(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::vector<std::string_view> split(std::string_view text, char separator);  // "" gives one empty piece
std::string join(const std::vector<std::string>& pieces, std::string_view separator);
// The whole of `text` as a decimal integer without blanks or '+'.
std::optional<std::int64_t> parse_integer(std::string_view text);
// Number of insertions, deletions, substitutions and swaps of neighbours; gives `limit + 1` once above `limit`.
int edit_distance(std::string_view a, std::string_view b, int limit);

}  // namespace housing::base
