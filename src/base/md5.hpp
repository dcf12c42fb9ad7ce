// MD5 (RFC 1321), by OpenSSL: for services that name it as the check of what they carry. It proves nothing against
// anybody who means harm; sha256.hpp does.
#pragma once

#include <string>
#include <string_view>

namespace housing::base {

// 32 lower-case hexadecimal digits; empty where the system's rules forbid MD5.
std::string md5_hex(std::string_view bytes);

}  // namespace housing::base
