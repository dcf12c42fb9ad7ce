#include "crypto/random.hpp"

#include <openssl/rand.h>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "crypto/encode.hpp"

namespace housing::crypto {

void SystemRandom::fill(std::span<unsigned char> bytes) {
  HT_ASSERT(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
}

std::string random_bytes(Random& random, std::size_t bytes) {
  std::string text(bytes, '\0');
  random.fill({reinterpret_cast<unsigned char*>(text.data()), text.size()});
  return text;
}

std::string random_token(Random& random, std::size_t bytes) { return to_base64url(random_bytes(random, bytes)); }

std::string random_id(Random& random) {
  constexpr std::size_t kIdBytes = 16;
  return base::lower(to_base32(random_bytes(random, kIdBytes)));
}

}  // namespace housing::crypto
