#include "base/md5.hpp"

#include <openssl/evp.h>

#include <array>

namespace housing::base {

std::string md5_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_md5(), nullptr) != 1) return {};
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2UL * length);
  for (unsigned i = 0; i < length; ++i) {
    text += kDigits[digest[i] >> 4U];
    text += kDigits[digest[i] & 15U];
  }
  return text;
}

}  // namespace housing::base
