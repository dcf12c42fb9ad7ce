#include "crypto/mac.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include "base/assert.hpp"

namespace housing::crypto {
namespace {

// A context that knows its digest: to look both up by their names takes several times as long as a short message does.
class Mac {
 public:
  explicit Mac(const char* digest) {
    EVP_MAC* const hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    HT_ASSERT(hmac != nullptr);
    context_ = EVP_MAC_CTX_new(hmac);
    EVP_MAC_free(hmac);  // the context holds on to it
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(digest), 0),
        OSSL_PARAM_construct_end()};
    HT_ASSERT(context_ != nullptr && EVP_MAC_CTX_set_params(context_, parameters) == 1);
  }
  Mac(const Mac&) = delete;
  Mac& operator=(const Mac&) = delete;
  ~Mac() { EVP_MAC_CTX_free(context_); }

  std::string of(std::string_view key, std::string_view message) {
    static constexpr unsigned char kNoKey = 0;  // a null pointer would mean the key before
    const auto* const key_bytes = key.empty() ? &kNoKey : reinterpret_cast<const unsigned char*>(key.data());
    unsigned char bytes[EVP_MAX_MD_SIZE];
    std::size_t size = 0;
    HT_ASSERT(EVP_MAC_init(context_, key_bytes, key.size(), nullptr) == 1);
    HT_ASSERT(EVP_MAC_update(context_, reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1);
    HT_ASSERT(EVP_MAC_final(context_, bytes, &size, sizeof bytes) == 1);
    return {reinterpret_cast<const char*>(bytes), size};
  }

 private:
  EVP_MAC_CTX* context_;
};

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view message) {
  thread_local Mac mac("SHA256");
  return mac.of(key, message);
}

std::string hmac_sha1(std::string_view key, std::string_view message) {
  thread_local Mac mac("SHA1");
  return mac.of(key, message);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string derive_key(std::string_view secret, std::string_view purpose) {
  return hmac_sha256(secret, std::string(purpose) + '\x01');
}

}  // namespace housing::crypto
