// TLS for our own connections: a context that verifies servers (who issued the certificate, and for which name), and a
// session that turns plain bytes into records and back. It does no I/O: its owner carries the bytes.
//
// Thread-safety: a context any thread, a session one at a time. Errors: kInvalidInput for certificates that cannot be
// read, kUnavailable for a server that is not who it should be or breaks the protocol.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;
using BIO = struct bio_st;

namespace housing::redis {

class TlsContext {
 public:
  // `ca_file`: certificates to trust, PEM; empty: the system's.
  static base::Result<std::unique_ptr<TlsContext>> make(const std::string& ca_file);
  SSL_CTX* get() const { return context_.get(); }

 private:
  struct Free {
    void operator()(SSL_CTX* context) const;
  };
  explicit TlsContext(SSL_CTX* context) : context_(context) {}
  std::unique_ptr<SSL_CTX, Free> context_;
};

class TlsSession {
 public:
  // `host`: a name (sent as SNI) or an address in numbers, which the certificate must be for.
  TlsSession(const TlsContext& context, const std::string& host);

  // Whether the handshake is done; false: send what is outgoing(), then give what comes in.
  base::Result<bool> handshake();
  // What has come from the server.
  void incoming(std::span<const char> records);
  // What is to be sent to it; taken out.
  std::string outgoing();
  base::Status encrypt(std::string_view plain);
  // How many bytes were put into `plain`; 0: more has to come in.
  base::Result<std::size_t> decrypt(std::span<char> plain);

 private:
  struct Free {
    void operator()(SSL* session) const;
  };
  std::unexpected<base::Error> failure(int result, std::string_view during);

  std::string host_;
  std::unique_ptr<SSL, Free> session_;  // owns both ends
  BIO* in_;
  BIO* out_;
};

}  // namespace housing::redis
