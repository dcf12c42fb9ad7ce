// Passwords: argon2id (RFC 9106) by libargon2, kept as its PHC text "$argon2id$v=19$m=…,t=…,p=…$salt$hash".
// Thread-safety: any thread; each call needs PasswordCost::memory_kib of memory while it runs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "crypto/random.hpp"

namespace housing::crypto {

inline constexpr std::size_t kMaxPasswordBytes = 1024;  // longer ones only cost us time

// OWASP's second recommendation for argon2id: 19 MiB, 2 passes, 1 lane.
struct PasswordCost {
  std::uint32_t memory_kib = 19 * 1024;
  std::uint32_t passes = 2;
  std::uint32_t lanes = 1;
};

// Errors: kLimitExceeded for a password above kMaxPasswordBytes; kUnavailable when there is not the memory.
base::Result<std::string> hash_password(std::string_view password, const PasswordCost& cost, Random& random);
// Whether it is the password; takes what the hash costs. A text that is no such hash fits no password.
bool password_matches(std::string_view hash, std::string_view password);
// Whether the hash was made at another cost than today's and should be made anew at the next sign-in.
bool needs_new_hash(std::string_view hash, const PasswordCost& cost);

}  // namespace housing::crypto
