// MisbehavingServer: an HTTP server on a free loopback port that says what a test tells it to, right or wrong. A test
// may lay a channel of its own over the connection, for TLS. Requests are answered one at a time, whatever connection
// they come on; a connection is closed behind its answer unless the test keeps it.
//
// Only for tests. Errors: none are expected; one is an assertion.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
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

namespace housing::testing {

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

  const std::string& request() const { return request_; }  // its head
  const std::string& body() const { return body_; }
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
  // A whole answer; the connection stays for the next request.
  void answer(int status, std::string_view body, std::string_view fields = "") {
    send("HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(fields) + "\r\n" + std::string(body));
    keep();
  }
  void keep() { kept_ = true; }
  bool kept() const { return kept_; }

 private:
  bool read_more(std::string& into) {
    char buffer[4096];
    const ssize_t got = channel_.read(buffer, sizeof buffer);
    if (got <= 0) return false;
    into.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  void read_request() {
    constexpr std::string_view kEnd = "\r\n\r\n";
    while (request_.find(kEnd) == std::string::npos)
      if (!read_more(request_)) return;
    body_ = request_.substr(request_.find(kEnd) + kEnd.size());
    request_.resize(request_.size() - body_.size());
    const auto length = static_cast<std::size_t>(base::parse_integer(header("Content-Length")).value_or(0));
    while (body_.size() < length && read_more(body_)) {
    }
  }

  Channel& channel_;
  std::string request_;
  std::string body_;
  bool kept_ = false;
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
  // The heads of all that were asked.
  std::vector<std::string> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  int connections() const { return connections_; }
  bool stopping() const { return stopping_; }

 private:
  struct Connection {
    int descriptor;
    std::unique_ptr<Channel> channel;
  };

  void serve() {
    sigset_t broken_pipe;  // a channel may write to a connection that the client has closed
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    while (!stopping_) {
      constexpr int kLookEveryMs = 20;
      std::vector<pollfd> waiting{{.fd = listener_, .events = POLLIN, .revents = 0}};
      for (const Connection& open : open_) waiting.push_back({.fd = open.descriptor, .events = POLLIN, .revents = 0});
      if (::poll(waiting.data(), waiting.size(), kLookEveryMs) <= 0) continue;
      for (std::size_t i = waiting.size(); i-- > 1;)
        if (waiting[i].revents != 0 && !converse(*open_[i - 1].channel)) close_at(i - 1);
      if (waiting[0].revents != 0) accept_one();
    }
    while (!open_.empty()) close_at(open_.size() - 1);
  }

  void accept_one() {
    const int descriptor = ::accept(listener_, nullptr, nullptr);
    if (descriptor < 0) return;
    ++connections_;
    auto channel = opener_(descriptor);
    if (channel == nullptr) {
      ::close(descriptor);
      return;
    }
    open_.push_back({descriptor, std::move(channel)});
    if (!converse(*open_.back().channel)) close_at(open_.size() - 1);
  }

  // Whether the connection stays.
  bool converse(Channel& channel) {
    Conversation conversation(channel);
    if (conversation.request().empty()) return false;
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(conversation.request());
    }
    behaviour_(conversation);
    return conversation.kept();
  }

  void close_at(std::size_t index) {
    const int descriptor = open_[index].descriptor;
    open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(index));  // ends the channel first
    ::close(descriptor);
  }

  Behaviour behaviour_;
  Opener opener_;
  int listener_;
  int port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<Connection> open_;
  std::thread thread_;
};

}  // namespace housing::testing
