// MisbehavingServer: an HTTP server on a free loopback port that says what a test tells it to, right or wrong. A test
// may lay a channel of its own over the connection, for TLS. One connection at a time, one request each.
//
// Only for tests. Errors: none are expected; one is an assertion.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace housing::curl {

// The bytes of a connection, as recv() and send() count them.
class Channel {
 public:
  explicit Channel(int descriptor) : descriptor_(descriptor) {}
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  virtual ~Channel() = default;
  virtual ssize_t read(char* buffer, std::size_t size) { return ::recv(descriptor_, buffer, size, 0); }
  virtual ssize_t write(std::string_view bytes) {
    return ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }

 private:
  int descriptor_;
};

class Conversation {
 public:
  explicit Conversation(Channel& channel) : channel_(channel) { read_request(); }

  const std::string& request() const { return request_; }
  std::string path() const {
    const auto words = base::split(request_, ' ');
    return words.size() > 1 ? std::string(words[1]) : "";
  }
  // The value of a request header, "" when it is not there.
  std::string header(std::string_view name) const {
    for (const std::string_view line : base::split(request_, '\n')) {
      const std::size_t colon = line.find(':');
      if (colon != std::string_view::npos && base::equal_ignoring_case(line.substr(0, colon), name))
        return std::string(base::trim(line.substr(colon + 1)));
    }
    return "";
  }
  // Whether the client still takes it.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = channel_.write(bytes);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

 private:
  void read_request() {
    while (request_.find("\r\n\r\n") == std::string::npos) {
      char buffer[4096];
      const ssize_t got = channel_.read(buffer, sizeof buffer);
      if (got <= 0) return;
      request_.append(buffer, static_cast<std::size_t>(got));
    }
  }

  Channel& channel_;
  std::string request_;
};

class MisbehavingServer {
 public:
  using Behaviour = std::function<void(Conversation&)>;
  // Gives nothing when the client will not have it.
  using Opener = std::function<std::unique_ptr<Channel>(int descriptor)>;

  explicit MisbehavingServer(
      Behaviour behaviour, Opener opener = [](int d) { return std::make_unique<Channel>(d); })
      : behaviour_(std::move(behaviour)), opener_(std::move(opener)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    HT_ASSERT(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    HT_ASSERT(::listen(listener_, 16) == 0);
    HT_ASSERT(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  MisbehavingServer(const MisbehavingServer&) = delete;
  MisbehavingServer& operator=(const MisbehavingServer&) = delete;
  ~MisbehavingServer() {
    stopping_ = true;
    thread_.join();
    ::close(listener_);
  }

  int port() const { return port_; }
  std::string url(std::string_view path = "/file.csv") const {
    return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
  }
  std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  bool stopping() const { return stopping_; }

 private:
  void serve() {
    sigset_t broken_pipe;  // a channel may write to a connection that the client has closed
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    while (!stopping_) {
      constexpr int kLookEveryMs = 20;
      pollfd waiting{.fd = listener_, .events = POLLIN, .revents = 0};
      if (::poll(&waiting, 1, kLookEveryMs) <= 0) continue;
      const int descriptor = ::accept(listener_, nullptr, nullptr);
      if (descriptor < 0) continue;
      if (const auto channel = opener_(descriptor)) converse(*channel);
      ::close(descriptor);
    }
  }

  void converse(Channel& channel) {
    Conversation conversation(channel);
    if (conversation.request().empty()) return;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(conversation.request());
    }
    behaviour_(conversation);
  }

  Behaviour behaviour_;
  Opener opener_;
  int listener_;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace housing::curl
