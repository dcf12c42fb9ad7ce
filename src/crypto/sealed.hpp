// Sealed text: secrets that rest in the database (TOTP seeds), encrypted and bound to whom they belong to, by
// AES-256-GCM. The key comes from configuration, so a stolen database alone opens nothing.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "crypto/random.hpp"

namespace housing::crypto {

inline constexpr std::size_t kSealKeyBytes = 32;

// `context` must be given again to open it: the id of the row it belongs to.
std::string seal(std::string_view key, std::string_view context, std::string_view plain, Random& random);
// Errors: kCorrupt when it was changed, belongs elsewhere, or was sealed with another key.
base::Result<std::string> open_sealed(std::string_view key, std::string_view context, std::string_view sealed);

}  // namespace housing::crypto
