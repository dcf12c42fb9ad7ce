#include "adapters/redis/transport.hpp"

#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;
using std::chrono::nanoseconds;

constexpr std::size_t kRecordBytes = 16 * 1024;  // of TLS

std::unexpected<base::Error> broken(std::string_view what, int error) {
  return fail(ErrorCode::kUnavailable, std::string(what) + ": " + std::strerror(error));
}

}  // namespace

base::Result<std::unique_ptr<Transport>> Transport::open(const Endpoint& endpoint, Resolver& resolver,
                                                         const TlsContext* tls, const base::Clock& clock,
                                                         nanoseconds deadline) {
  HT_TRY(const auto addresses, resolver.resolve(endpoint.host, endpoint.port, deadline));
  base::Status status;
  for (const Address& address : addresses) {
    const int socket = ::socket(address.family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0) {
      status = broken("no socket", errno);
      continue;
    }
    std::unique_ptr<Transport> transport(new Transport(socket, clock));
    status = transport->connect(address, deadline);
    if (!status) continue;
    if (tls != nullptr) HT_CHECK_OK(transport->shake_hands(*tls, endpoint.host, deadline));
    return transport;
  }
  return std::unexpected(std::move(status.error()));
}

Transport::~Transport() { ::close(socket_); }

base::Status Transport::connect(const Address& address, nanoseconds deadline) {
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0) return {};
  if (errno != EINPROGRESS) return broken("cannot connect", errno);
  HT_CHECK_OK(wait_for(POLLOUT, deadline));
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return broken("cannot connect", error);
  return {};
}

base::Status Transport::shake_hands(const TlsContext& tls, const std::string& host, nanoseconds deadline) {
  tls_ = std::make_unique<TlsSession>(tls, host);
  std::array<char, kRecordBytes> buffer;
  while (true) {
    const auto done = tls_->handshake();
    const base::Status sent = send_all(tls_->outgoing(), deadline);  // an alert too
    if (!done) return std::unexpected(done.error());
    if (!sent || *done) return sent;
    HT_TRY(const std::size_t got, receive(buffer, deadline));
    tls_->incoming({buffer.data(), got});
  }
}

base::Status Transport::wait_for(short events, nanoseconds deadline) const {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock_.monotonic()).count();
    if (left <= 0) return fail(ErrorCode::kUnavailable, "no answer in time");
    pollfd waiting{.fd = socket_, .events = events, .revents = 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, INT_MAX)));
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return broken("cannot wait", errno);
  }
}

base::Status Transport::send_all(std::string_view bytes, nanoseconds deadline) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      HT_CHECK_OK(wait_for(POLLOUT, deadline));
    } else if (errno != EINTR) {
      return broken("the connection broke", errno);
    }
  }
  return {};
}

base::Result<std::size_t> Transport::receive(std::span<char> buffer, nanoseconds deadline) {
  while (true) {
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got > 0) return static_cast<std::size_t>(got);
    if (got == 0) return fail(ErrorCode::kUnavailable, "the connection was closed");
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      HT_CHECK_OK(wait_for(POLLIN, deadline));
    } else if (errno != EINTR) {
      return broken("the connection broke", errno);
    }
  }
}

base::Status Transport::write(std::string_view bytes, nanoseconds deadline) {
  if (!tls_) return send_all(bytes, deadline);
  HT_CHECK_OK(tls_->encrypt(bytes));
  return send_all(tls_->outgoing(), deadline);
}

base::Result<std::size_t> Transport::read(std::span<char> buffer, nanoseconds deadline) {
  if (!tls_) return receive(buffer, deadline);
  std::array<char, kRecordBytes> records;
  while (true) {
    HT_TRY(const std::size_t plain, tls_->decrypt(buffer));
    if (plain > 0) return plain;
    HT_TRY(const std::size_t got, receive(records, deadline));
    tls_->incoming({records.data(), got});
  }
}

bool Transport::is_stale() const {
  pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
  return ::poll(&waiting, 1, 0) != 0;
}

}  // namespace housing::redis
