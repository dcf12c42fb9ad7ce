// The Content-Security-Policy of the dashboard's pages: it needs nothing but its own files and its own API. The same
// text stands in contract/web-headers.json, from which CloudFront sends it; a test keeps them equal.
#pragma once

#include <string_view>

namespace housing::main {

inline constexpr std::string_view kWebPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

}  // namespace housing::main
