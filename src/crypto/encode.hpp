// Bytes as text: base64url (RFC 4648 5), base32 (6), hexadecimal; all without padding. Decoding refuses what encoding
// would not have written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace housing::crypto {

std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

std::string to_base32(std::string_view bytes);                  // A-Z2-7
std::optional<std::string> from_base32(std::string_view text);  // either case

std::string to_hex(std::string_view bytes);  // lower case

}  // namespace housing::crypto
