// ScriptedServer: something on a free loopback port that takes connections and answers whatever it reads with the same
// bytes, right or wrong; with no bytes it never answers at all. Only for tests. Errors are assertions.
#pragma once

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "base/assert.hpp"

namespace housing::redis {

class ScriptedServer {
 public:
  explicit ScriptedServer(std::string answer)
      : answer_(std::move(answer)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    HT_ASSERT(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(listener_, 64) == 0);
    HT_ASSERT(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer() {
    stopping_ = true;
    thread_.join();
    for (const pollfd& one : open_) ::close(one.fd);
    ::close(listener_);
  }

  int port() const { return port_; }
  std::string url() const { return "redis://127.0.0.1:" + std::to_string(port_); }
  int requests() const { return requests_; }

 private:
  void serve() {
    constexpr int kLookEveryMs = 5;
    while (!stopping_) {
      std::vector<pollfd> waiting = open_;
      waiting.push_back({.fd = listener_, .events = POLLIN, .revents = 0});
      if (::poll(waiting.data(), waiting.size(), kLookEveryMs) <= 0) continue;
      open_.clear();
      for (std::size_t i = 0; i + 1 < waiting.size(); ++i)
        if (waiting[i].revents == 0 || answered(waiting[i].fd)) open_.push_back({waiting[i].fd, POLLIN, 0});
      if (waiting.back().revents != 0) open_.push_back({::accept(listener_, nullptr, nullptr), POLLIN, 0});
    }
  }

  // Whether the connection is still there.
  bool answered(int connection) {
    std::array<char, 4096> buffer;
    if (::recv(connection, buffer.data(), buffer.size(), 0) <= 0) {
      ::close(connection);
      return false;
    }
    ++requests_;
    ::send(connection, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    return true;
  }

  std::string answer_;
  int listener_;
  int port_ = 0;
  std::vector<pollfd> open_;
  std::atomic<int> requests_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace housing::redis
