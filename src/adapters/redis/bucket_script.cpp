#include "adapters/redis/bucket_script.hpp"

#include <openssl/evp.h>

#include <array>

#include "base/assert.hpp"

namespace housing::redis {
namespace {

std::string sha1_hex(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  HT_ASSERT(EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha1(), nullptr) == 1);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (unsigned i = 0; i < length; ++i) hex += {kDigits[digest[i] >> 4U], kDigits[digest[i] & 15U]};
  return hex;
}

}  // namespace

const std::string& bucket_script_digest() {
  static const std::string digest = sha1_hex(kBucketScript);
  return digest;
}

}  // namespace housing::redis
