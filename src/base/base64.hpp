// Base64 with padding (RFC 4648, 4), as JSON documents of other services carry bytes. Without padding and for
// addresses: crypto/encode.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace housing::base {

std::string to_base64(std::string_view bytes);
// nullopt for what encoding would not have written.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace housing::base
