// One field of CSV (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace housing::base {

// Quoted where it must be; a leading = + - @ is kept from being taken for a formula by a spreadsheet.
void append_csv_field(std::string& out, std::string_view text);

}  // namespace housing::base
