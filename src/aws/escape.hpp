// Percent escapes as Signature Version 4 wants them: all but A-Z a-z 0-9 - _ . ~ are escaped, with upper-case digits.
// Thread-safety: functions. Errors: none; any bytes can be escaped, and a broken escape is taken as it stands.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace housing::aws {

using Query = std::vector<std::pair<std::string, std::string>>;

void append_escaped(std::string& out, std::string_view text);
void append_escaped_path(std::string& out, std::string_view path);  // leaves '/'
std::string escaped(std::string_view text);
std::string escaped_path(std::string_view path);
std::string unescaped(std::string_view text);  // '+' stays '+'

// "a=1&b=" out of plain pairs, sorted by name, then value, as escaped.
std::string canonical_query(const Query& query);
// The plain pairs of a URL's query.
Query parse_query(std::string_view text);

// Without empty, "." and ".." segments; begins with '/'; ends with '/' where `path` does.
std::string normalised_path(std::string_view path);

}  // namespace housing::aws
