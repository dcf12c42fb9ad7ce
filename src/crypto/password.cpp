#include "crypto/password.hpp"

#include <argon2.h>

#include <vector>

namespace housing::crypto {
namespace {

constexpr std::uint32_t kSaltBytes = 16;
constexpr std::uint32_t kHashBytes = 32;
constexpr std::size_t kMaxHashText = 512;

std::string cost_text(const PasswordCost& cost) {
  return "$argon2id$v=19$m=" + std::to_string(cost.memory_kib) + ",t=" + std::to_string(cost.passes) +
         ",p=" + std::to_string(cost.lanes) + "$";
}

}  // namespace

base::Result<std::string> hash_password(std::string_view password, const PasswordCost& cost, Random& random) {
  if (password.size() > kMaxPasswordBytes)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "a password may have at most " + std::to_string(kMaxPasswordBytes) + " bytes");
  const std::string salt = random_bytes(random, kSaltBytes);
  std::vector<char> text(
      argon2_encodedlen(cost.passes, cost.memory_kib, cost.lanes, kSaltBytes, kHashBytes, Argon2_id));
  const int code = argon2id_hash_encoded(cost.passes, cost.memory_kib, cost.lanes, password.data(), password.size(),
                                         salt.data(), salt.size(), kHashBytes, text.data(), text.size());
  if (code != ARGON2_OK)
    return base::fail(base::ErrorCode::kUnavailable,
                      std::string("cannot hash a password: ") + argon2_error_message(code));
  return std::string(text.data());
}

bool password_matches(std::string_view hash, std::string_view password) {
  if (password.size() > kMaxPasswordBytes || hash.size() > kMaxHashText || !hash.starts_with("$argon2id$"))
    return false;
  return argon2id_verify(std::string(hash).c_str(), password.data(), password.size()) == ARGON2_OK;
}

bool needs_new_hash(std::string_view hash, const PasswordCost& cost) { return !hash.starts_with(cost_text(cost)); }

}  // namespace housing::crypto
