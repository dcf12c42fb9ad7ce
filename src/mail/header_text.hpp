// Text in a mail's header: folded into lines, and as encoded words (RFC 2047) where it is not plain ASCII.
//
// Each gives "Name: …" with CRLF at the end, no line above kMaxHeaderLine characters unless one word alone, a quoted
// name or a token is longer.
// What comes in is valid UTF-8 without control characters; the callers check that.
// Thread-safety: functions. Errors: none.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace housing::mail {

inline constexpr std::size_t kMaxHeaderLine = 76;   // RFC 2047, 2, for lines with an encoded word
inline constexpr std::size_t kMaxEncodedWord = 75;  // the same

// For free text: a subject.
std::string text_header(std::string_view name, std::string_view text);
// For a mailbox; `display_name` may be empty.
std::string mailbox_header(std::string_view name, std::string_view display_name, std::string_view address);
// For what readers want on one line: an address on the web, a Message-ID.
std::string token_header(std::string_view name, std::string_view token);

}  // namespace housing::mail
