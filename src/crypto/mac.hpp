// Message authentication: HMAC (RFC 2104) by OpenSSL, and comparison that takes as long whatever differs.
#pragma once

#include <string>
#include <string_view>

namespace housing::crypto {

std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes
std::string hmac_sha1(std::string_view key, std::string_view message);    // 20 bytes; for TOTP alone
bool equal_in_constant_time(std::string_view a, std::string_view b);      // only the lengths may show

// A key of its own for each purpose, out of one secret (HKDF-Expand's first block, RFC 5869).
std::string derive_key(std::string_view secret, std::string_view purpose);

}  // namespace housing::crypto
