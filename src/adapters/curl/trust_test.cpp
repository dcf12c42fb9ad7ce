// Certificates are verified: who issued them, and for which name.
#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "adapters/curl/curl_transfer.hpp"
#include "adapters/curl/http_fetcher.hpp"
#include "testing/misbehaving_server.hpp"
#include "testing/temp_folder.hpp"

namespace housing::curl {
namespace {

using housing::testing::Channel;
using housing::testing::Conversation;
using housing::testing::MisbehavingServer;

// A key and a certificate for "localhost" that nobody but itself vouches for.
class SelfSigned {
 public:
  explicit SelfSigned(const std::filesystem::path& file) : key_(EVP_EC_gen("P-256")), certificate_(X509_new()) {
    constexpr long kHour = 3600;
    X509_set_version(certificate_, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate_), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate_), -kHour);
    X509_gmtime_adj(X509_getm_notAfter(certificate_), kHour);
    X509_NAME* const name = X509_get_subject_name(certificate_);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
    X509_set_issuer_name(certificate_, name);
    X509_set_pubkey(certificate_, key_);
    X509_EXTENSION* const names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(certificate_, names, -1);
    X509_EXTENSION_free(names);
    HT_ASSERT(X509_sign(certificate_, key_, EVP_sha256()) > 0);
    HT_ASSERT(SSL_CTX_use_certificate(context_, certificate_) == 1 && SSL_CTX_use_PrivateKey(context_, key_) == 1);
    FILE* const out = std::fopen(file.c_str(), "w");
    HT_ASSERT(out != nullptr && PEM_write_X509(out, certificate_) == 1 && std::fclose(out) == 0);
  }
  SelfSigned(const SelfSigned&) = delete;
  SelfSigned& operator=(const SelfSigned&) = delete;
  ~SelfSigned() {
    SSL_CTX_free(context_);
    X509_free(certificate_);
    EVP_PKEY_free(key_);
  }
  SSL_CTX* context() const { return context_; }

 private:
  SSL_CTX* context_ = SSL_CTX_new(TLS_server_method());
  EVP_PKEY* key_;
  X509* certificate_;
};

class TlsChannel final : public Channel {
 public:
  TlsChannel(int descriptor, SSL* tls) : Channel(descriptor), tls_(tls) {}
  ~TlsChannel() override {
    SSL_shutdown(tls_);
    SSL_free(tls_);
  }
  static std::unique_ptr<Channel> open(int descriptor, SSL_CTX* context) {
    SSL* const tls = SSL_new(context);
    SSL_set_fd(tls, descriptor);
    if (SSL_accept(tls) == 1) return std::make_unique<TlsChannel>(descriptor, tls);
    SSL_free(tls);
    return nullptr;
  }
  ssize_t read(char* buffer, std::size_t size) override { return SSL_read(tls_, buffer, static_cast<int>(size)); }
  ssize_t write(std::string_view bytes) override {
    return SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size()));
  }

 private:
  SSL* tls_;
};

class Trust : public ::testing::Test {
 protected:
  base::Result<ports::FetchResult> fetch(const std::string& ca_file, const std::string& host) {
    CurlTransfer transfer({.user_agent = "test", .ca_file = ca_file});
    const base::SystemClock clock;
    HttpFetcher fetcher(transfer, {.clock = clock, .uniform = [] { return 0.0; }, .sleep = [](auto) {}});
    return fetcher.fetch({.url = "https://" + host + ":" + std::to_string(server_.port()) + "/x.csv",
                          .have = {},
                          .destination = folder_.path() / "x.csv",
                          .deadline = clock.monotonic() + std::chrono::seconds(10),
                          .progress = {}});
  }

  housing::testing::TempFolder folder_;
  std::string ca_file_ = folder_.path() / "ca.pem";
  SelfSigned certificate_{ca_file_};
  MisbehavingServer server_{
      [](Conversation& c) { c.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\na,b\n"); },
      [this](int descriptor) { return TlsChannel::open(descriptor, certificate_.context()); }};
};

TEST_F(Trust, ATrustedCertificateForTheNameIsAccepted) {
  const auto result = fetch(ca_file_, "localhost");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->bytes, 4u);
}

TEST_F(Trust, ACertificateNobodyVouchesForIsRefused) {
  const auto result = fetch("", "localhost");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, base::ErrorCode::kInvalidInput);
  EXPECT_THAT(result.error().message, ::testing::HasSubstr("cannot prove to be the publisher's"));
}

TEST_F(Trust, ACertificateForAnotherNameIsRefused) {
  const auto result = fetch(ca_file_, "127.0.0.1");
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, ::testing::HasSubstr("cannot prove to be the publisher's"));
}

}  // namespace
}  // namespace housing::curl
