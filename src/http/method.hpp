// The request methods this server knows; any other is answered 501 before a handler sees it.
#pragma once

#include <optional>
#include <string_view>

namespace housing::http {

enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions };

std::string_view to_string(Method method);
// Methods are case-sensitive (RFC 9110, 9.1).
std::optional<Method> parse_method(std::string_view text);

}  // namespace housing::http
