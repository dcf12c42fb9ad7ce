// What somebody sends as a proof: link tokens, sealed texts, codes, hashes. Nothing but what the key made is taken, and
// reading what anybody made never crashes.
#include <cstdint>

#include "base/assert.hpp"
#include "crypto/encode.hpp"
#include "crypto/password.hpp"
#include "crypto/sealed.hpp"
#include "crypto/signed_token.hpp"
#include "crypto/totp.hpp"

namespace {

using namespace housing;

constexpr std::string_view kKey = "a key that no input holds";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const base::WallTime now{std::chrono::seconds(1'700'000'000)};
  const base::WallTime ends = now + std::chrono::hours(1);

  HT_ASSERT(!crypto::read_token(kKey, "reset", bytes, now).has_value());
  // What the key made is read again, for its purpose and time alone; a changed byte anywhere is noticed.
  if (size <= 256) {
    std::string token = crypto::sign_token(kKey, "reset", bytes, ends);
    HT_ASSERT(crypto::read_token(kKey, "reset", token, now) == std::string(bytes));
    HT_ASSERT(!crypto::read_token(kKey, "verify", token, now).has_value());
    HT_ASSERT(!crypto::read_token(kKey, "reset", token, ends).has_value());
    token[size % token.size()] ^= 1;
    HT_ASSERT(!crypto::read_token(kKey, "reset", token, now).has_value());
  }

  static const std::string seal_key(crypto::kSealKeyBytes, 'k');
  static crypto::SystemRandom random;
  HT_ASSERT(!crypto::open_sealed(seal_key, "row", bytes).has_value());
  std::string sealed = crypto::seal(seal_key, "row", bytes, random);
  HT_ASSERT(crypto::open_sealed(seal_key, "row", sealed) == std::string(bytes));
  HT_ASSERT(!crypto::open_sealed(seal_key, "other row", sealed).has_value());

  const std::string code = crypto::totp_code("secret", crypto::totp_step(now));
  const auto accepted = crypto::totp_accept("secret", bytes, now, 0);
  if (bytes == code) HT_ASSERT(accepted.has_value());
  if (accepted) HT_ASSERT(size == crypto::kTotpDigits && !crypto::totp_accept("secret", bytes, now, *accepted));
  if (const auto plain = crypto::from_base64url(bytes)) HT_ASSERT(crypto::to_base64url(*plain) == bytes);
  HT_ASSERT(crypto::from_base64url(crypto::to_base64url(bytes)) == bytes);
  HT_ASSERT(crypto::from_base32(crypto::to_base32(bytes)) == bytes);
  crypto::from_base32(bytes);
  // Hashes come from our own database; a cost beyond reason in one is for operators to answer, not for a fuzzer.
  crypto::needs_new_hash(bytes, {});
  return 0;
}
