// Transport: a TCP connection, with TLS where wanted, whose every step ends by a deadline.
//
// Not the protocol: it carries bytes. Thread-safety: one thread at a time. Errors: kUnavailable; after one it is of no
// use any more. Deadlines by Clock::monotonic(). A broken connection raises no signal.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "adapters/redis/resolver.hpp"
#include "adapters/redis/slots.hpp"
#include "adapters/redis/tls.hpp"
#include "base/clock.hpp"

namespace housing::redis {

class Transport {
 public:
  // `tls`: nullptr for a plain connection. Everything referred to must outlive it.
  static base::Result<std::unique_ptr<Transport>> open(const Endpoint& endpoint, Resolver& resolver,
                                                       const TlsContext* tls, const base::Clock& clock,
                                                       std::chrono::nanoseconds deadline);
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  ~Transport();

  base::Status write(std::string_view bytes, std::chrono::nanoseconds deadline);
  // At least one byte.
  base::Result<std::size_t> read(std::span<char> buffer, std::chrono::nanoseconds deadline);
  // Whether the other side closed it, or says something nobody asked for.
  bool is_stale() const;

 private:
  Transport(int socket, const base::Clock& clock) : socket_(socket), clock_(clock) {}
  base::Status connect(const Address& address, std::chrono::nanoseconds deadline);
  base::Status shake_hands(const TlsContext& tls, const std::string& host, std::chrono::nanoseconds deadline);
  base::Status wait_for(short events, std::chrono::nanoseconds deadline) const;
  base::Status send_all(std::string_view bytes, std::chrono::nanoseconds deadline);
  base::Result<std::size_t> receive(std::span<char> buffer, std::chrono::nanoseconds deadline);

  int socket_;
  const base::Clock& clock_;
  std::unique_ptr<TlsSession> tls_;
};

}  // namespace housing::redis
