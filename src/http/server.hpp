// Server: HTTP/1.1 over TCP with keep-alive and pipelining. It is not a router and ends no TLS (a balancer does).
//
// Thread-safety: all calls from any thread. The handler runs on ServerConfig::threads I/O threads at the same time.
// Limits: ServerConfig::limits; each has its problem document (RFC 9457) and, where framing is lost, closes.
// Refused before the handler: both Content-Length and Transfer-Encoding, repeated Content-Length, codings but chunked,
// folded headers, a missing or repeated Host, unknown methods and versions.
#pragma once

#include <cstdint>
#include <memory>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "http/config.hpp"
#include "http/reply.hpp"
#include "http/stats.hpp"

namespace housing::http {

class Server {
 public:
  // Listens and serves once it returns. Errors: kInvalidInput (address), kIo (port taken, not permitted).
  // `clock` and `log` must outlive the server.
  static base::Result<std::unique_ptr<Server>> start(ServerConfig config, Handler handler, const base::Clock& clock,
                                                     base::Log& log);
  ~Server();  // stop()
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  // Stops accepting, closes idle connections, lets requests in flight finish within timeouts.drain, cuts the rest.
  // Returns when all threads have ended. Must not be called by the handler.
  void stop();
  Stats stats() const;

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace housing::http
