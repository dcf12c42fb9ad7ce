// Quoted-printable (RFC 2045, 6.7): text of any kind in lines of at most 76 ASCII characters.
// Thread-safety: functions. Errors: none.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace housing::mail {

inline constexpr std::size_t kMaxQuotedLine = 76;

// Lines ended by \n come out ended by CRLF, the last one too. UTF-8 characters are kept together on a line.
std::string quoted_printable(std::string_view text);

}  // namespace housing::mail
