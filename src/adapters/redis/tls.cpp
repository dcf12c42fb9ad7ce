#include "adapters/redis/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>

#include "base/assert.hpp"

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;

std::string openssl_words() {
  std::array<char, 256> text{};
  const unsigned long code = ERR_get_error();
  ERR_clear_error();
  if (code == 0) return "the connection was closed";
  ERR_error_string_n(code, text.data(), text.size());
  return text.data();
}

}  // namespace

void TlsContext::Free::operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
void TlsSession::Free::operator()(SSL* session) const { SSL_free(session); }

base::Result<std::unique_ptr<TlsContext>> TlsContext::make(const std::string& ca_file) {
  ERR_clear_error();
  std::unique_ptr<TlsContext> context(new TlsContext(SSL_CTX_new(TLS_client_method())));
  SSL_CTX* const raw = context->get();
  HT_ASSERT(raw != nullptr && SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) == 1);
  SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nullptr);
  const bool loaded = ca_file.empty() ? SSL_CTX_set_default_verify_paths(raw) == 1
                                      : SSL_CTX_load_verify_locations(raw, ca_file.c_str(), nullptr) == 1;
  if (!loaded)
    return fail(ErrorCode::kInvalidInput, "the certificates to trust cannot be read" +
                                              (ca_file.empty() ? "" : " from " + ca_file) + ": " + openssl_words());
  return context;
}

TlsSession::TlsSession(const TlsContext& context, const std::string& host)
    : host_(host), session_(SSL_new(context.get())), in_(BIO_new(BIO_s_mem())), out_(BIO_new(BIO_s_mem())) {
  HT_ASSERT(session_ != nullptr && in_ != nullptr && out_ != nullptr);
  BIO_set_mem_eof_return(in_, -1);  // empty means "later", not "closed"
  SSL_set_bio(session_.get(), in_, out_);
  SSL_set_connect_state(session_.get());
  X509_VERIFY_PARAM* const expected = SSL_get0_param(session_.get());
  if (X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str()) == 1) return;
  ERR_clear_error();
  X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  HT_ASSERT(X509_VERIFY_PARAM_set1_host(expected, host.c_str(), host.size()) == 1);
  HT_ASSERT(SSL_set_tlsext_host_name(session_.get(), host.c_str()) == 1);
}

std::unexpected<base::Error> TlsSession::failure(int result, std::string_view during) {
  const long verdict = SSL_get_verify_result(session_.get());
  std::string why;
  if (verdict != X509_V_OK) {
    why = host_ + " cannot prove who it is: " + X509_verify_cert_error_string(verdict) +
          "; check the address and the file of trusted certificates";
    ERR_clear_error();
  } else if (SSL_get_error(session_.get(), result) == SSL_ERROR_ZERO_RETURN) {
    why = "the connection was closed";
  } else {
    why = "TLS failed during " + std::string(during) + ": " + openssl_words();
  }
  return fail(ErrorCode::kUnavailable, std::move(why));
}

base::Result<bool> TlsSession::handshake() {
  ERR_clear_error();
  const int result = SSL_do_handshake(session_.get());
  if (result == 1) return true;
  if (SSL_get_error(session_.get(), result) == SSL_ERROR_WANT_READ) return false;
  return failure(result, "the handshake");
}

void TlsSession::incoming(std::span<const char> records) {
  HT_ASSERT(BIO_write(in_, records.data(), static_cast<int>(records.size())) == static_cast<int>(records.size()));
}

std::string TlsSession::outgoing() {
  std::string records(BIO_ctrl_pending(out_), '\0');
  if (records.empty()) return records;
  HT_ASSERT(BIO_read(out_, records.data(), static_cast<int>(records.size())) == static_cast<int>(records.size()));
  return records;
}

base::Status TlsSession::encrypt(std::string_view plain) {
  ERR_clear_error();
  std::size_t written = 0;
  const int result = SSL_write_ex(session_.get(), plain.data(), plain.size(), &written);
  if (result == 1 && written == plain.size()) return {};
  return failure(result, "writing");
}

base::Result<std::size_t> TlsSession::decrypt(std::span<char> plain) {
  ERR_clear_error();
  std::size_t read = 0;
  const int result = SSL_read_ex(session_.get(), plain.data(), plain.size(), &read);
  if (result == 1) return read;
  if (SSL_get_error(session_.get(), result) == SSL_ERROR_WANT_READ) return std::size_t{0};
  return failure(result, "reading");
}

}  // namespace housing::redis
