#include "crypto/sealed.hpp"

#include <openssl/evp.h>

#include <memory>

#include "base/assert.hpp"
#include "crypto/encode.hpp"

namespace housing::crypto {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Cipher cipher_with(std::string_view key, std::string_view nonce, std::string_view context, bool encrypt) {
  HT_ASSERT(key.size() == kSealKeyBytes);
  Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int size = 0;
  HT_ASSERT(cipher != nullptr);
  HT_ASSERT(EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key), bytes_of(nonce), encrypt) == 1);
  HT_ASSERT(EVP_CipherUpdate(cipher.get(), nullptr, &size, bytes_of(context), static_cast<int>(context.size())) == 1);
  return cipher;
}

}  // namespace

std::string seal(std::string_view key, std::string_view context, std::string_view plain, Random& random) {
  const std::string nonce = random_bytes(random, kNonceBytes);
  const Cipher cipher = cipher_with(key, nonce, context, true);
  std::string text(plain.size(), '\0');
  std::string tag(kTagBytes, '\0');
  int size = 0;
  HT_ASSERT(EVP_CipherUpdate(cipher.get(), bytes_of(text), &size, bytes_of(plain), static_cast<int>(plain.size())) ==
            1);
  HT_ASSERT(EVP_CipherFinal_ex(cipher.get(), bytes_of(tag), &size) == 1);
  HT_ASSERT(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()) == 1);
  return to_base64url(nonce + tag + text);
}

base::Result<std::string> open_sealed(std::string_view key, std::string_view context, std::string_view sealed) {
  const auto bytes = from_base64url(sealed);
  const auto broken = [] {
    return base::fail(base::ErrorCode::kCorrupt, "a sealed value does not open: it was changed, or the key is another");
  };
  if (!bytes || bytes->size() < kNonceBytes + kTagBytes) return broken();
  const std::string_view all = *bytes;
  const std::string_view text = all.substr(kNonceBytes + kTagBytes);
  std::string tag(all.substr(kNonceBytes, kTagBytes));
  const Cipher cipher = cipher_with(key, all.substr(0, kNonceBytes), context, false);
  std::string plain(text.size(), '\0');
  int size = 0;
  if (EVP_CipherUpdate(cipher.get(), bytes_of(plain), &size, bytes_of(text), static_cast<int>(text.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()) != 1 ||
      EVP_CipherFinal_ex(cipher.get(), bytes_of(tag), &size) != 1)
    return broken();
  return plain;
}

}  // namespace housing::crypto
