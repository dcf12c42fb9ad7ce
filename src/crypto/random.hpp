// Random: where unguessable bytes come from, so that tests can say what they are.
// Thread-safety: implementations are safe to call from any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace housing::crypto {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<unsigned char> bytes) = 0;
};

// The operating system's, by OpenSSL. Running out of it is an assertion: nothing can be promised without.
class SystemRandom final : public Random {
 public:
  void fill(std::span<unsigned char> bytes) override;
};

// `bytes` random bytes as raw text, and as unpadded base64url.
std::string random_bytes(Random& random, std::size_t bytes);
std::string random_token(Random& random, std::size_t bytes);

// An id for a row: 128 random bits as 26 letters and digits.
std::string random_id(Random& random);

}  // namespace housing::crypto
