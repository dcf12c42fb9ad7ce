#include "adapters/redis/resolver.hpp"

#include <netdb.h>
#include <sys/socket.h>

#include <cstring>
#include <utility>

namespace housing::redis {
namespace {

using base::ErrorCode;
using base::fail;

// What getaddrinfo() says, port 0. `flags`: AI_NUMERICHOST asks nobody.
std::pair<int, std::vector<Address>> look_up(const std::string& host, int flags) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags;
  addrinfo* found = nullptr;
  const int error = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
  std::vector<Address> addresses;
  for (const addrinfo* info = found; error == 0 && info != nullptr; info = info->ai_next) {
    if (info->ai_family != AF_INET && info->ai_family != AF_INET6) continue;
    Address address{.size = info->ai_addrlen, .family = info->ai_family};
    std::memcpy(&address.storage, info->ai_addr, info->ai_addrlen);
    addresses.push_back(address);
  }
  if (error == 0) ::freeaddrinfo(found);
  return {error, std::move(addresses)};
}

std::vector<Address> with_port(std::vector<Address> addresses, std::uint16_t port) {
  for (Address& address : addresses) {
    if (address.family == AF_INET)
      reinterpret_cast<sockaddr_in&>(address.storage).sin_port = htons(port);
    else
      reinterpret_cast<sockaddr_in6&>(address.storage).sin6_port = htons(port);
  }
  return addresses;
}

}  // namespace

struct Resolver::Lookup {
  bool done = false;
  int error = 0;
  std::vector<Address> addresses;
};

Resolver::~Resolver() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Resolver::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    const std::string host = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    auto [error, addresses] = look_up(host, 0);
    lock.lock();
    const auto lookup = under_way_.extract(host);
    lookup.mapped()->error = error;
    lookup.mapped()->addresses = std::move(addresses);
    lookup.mapped()->done = true;
    changed_.notify_all();
  }
}

base::Result<std::vector<Address>> Resolver::resolve(const std::string& host, std::uint16_t port,
                                                     std::chrono::nanoseconds deadline) {
  if (auto [error, addresses] = look_up(host, AI_NUMERICHOST); error == 0 && !addresses.empty())
    return with_port(std::move(addresses), port);
  std::unique_lock lock(mutex_);
  auto& shared = under_way_[host];
  if (!shared) {
    shared = std::make_shared<Lookup>();
    waiting_.push_back(host);
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    changed_.notify_all();
  }
  const std::shared_ptr<Lookup> lookup = shared;
  if (!changed_.wait_for(lock, deadline - clock_.monotonic(), [&] { return lookup->done; }))
    return fail(ErrorCode::kUnavailable, "the name " + host + " was not resolved in time; is the name server there?");
  if (lookup->error != 0 || lookup->addresses.empty())
    return fail(ErrorCode::kUnavailable, "the name " + host + " has no address: " + ::gai_strerror(lookup->error));
  return with_port(lookup->addresses, port);
}

}  // namespace housing::redis
