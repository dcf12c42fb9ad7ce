#include "testing/fault_proxy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace housing::testing {
namespace {

constexpr int kLookEveryMs = 50;
constexpr std::string_view kEndOfHead = "\r\n\r\n";

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

// What is sent in several pieces is not held back until the first one is acknowledged.
void send_at_once(int socket) {
  const int yes = 1;
  HT_ASSERT(::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes) == 0);
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::map<std::string, std::string> headers_of(std::string_view head) {
  std::map<std::string, std::string> headers;
  for (const std::string_view line : base::split(head, '\n'))
    if (const std::size_t colon = line.find(':'); colon != std::string_view::npos)
      headers[base::lower(line.substr(0, colon))] = base::trim(line.substr(colon + 1));
  return headers;
}

// All the server says to one request, until it closes; empty: it is not there.
std::string asked(int port, const ProxiedRequest& request, std::string_view body) {
  std::string head = request.method + " " + request.target + " HTTP/1.0\r\n";
  for (const auto& [name, value] : request.headers)
    if (name != "connection" && name != "expect") head.append(name).append(": ").append(value).append("\r\n");
  std::string answer;
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  send_at_once(server);
  const sockaddr_in address = loopback(port);
  if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      send_all(server, head + "\r\n") && send_all(server, body)) {
    std::array<char, 65536> buffer;
    for (ssize_t received = 1; received > 0;) {
      received = ::recv(server, buffer.data(), buffer.size(), 0);
      if (received > 0) answer.append(buffer.data(), static_cast<std::size_t>(received));
    }
  }
  ::close(server);
  return answer;
}

// The head of an answer, of a connection that stays.
std::string head_for_client(std::string_view head, std::size_t content_length) {
  const std::size_t status = head.find(' ');
  std::string result = "HTTP/1.1" + std::string(head.substr(status, head.find('\r') - status)) + "\r\n";
  auto headers = headers_of(head);
  headers.erase("connection");
  headers.try_emplace("content-length", std::to_string(content_length));
  for (const auto& [name, value] : headers) result.append(name).append(": ").append(value).append("\r\n");
  return result + "\r\n";
}

bool send_slowly(int socket, std::string_view content, std::size_t piece) {
  for (std::size_t at = 0; at < content.size(); at += piece) {
    std::this_thread::sleep_for(FaultProxy::kPieceEvery);
    if (!send_all(socket, content.substr(at, piece))) return false;
  }
  return true;
}

}  // namespace

// One connection of a client, and the bytes of it that are read but not yet used.
struct FaultProxy::Client {
  explicit Client(int connection) : socket(connection) {}
  ~Client() {
    ::shutdown(socket, SHUT_RDWR);
    if (thread.joinable()) thread.join();
    ::close(socket);
  }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool read_more() {
    std::array<char, 65536> buffer;
    const ssize_t received = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (received <= 0) return false;
    bytes.append(buffer.data(), static_cast<std::size_t>(received));
    return true;
  }
  std::optional<std::string> take(std::size_t count) {
    while (bytes.size() < count)
      if (!read_more()) return std::nullopt;
    std::string taken = bytes.substr(0, count);
    bytes.erase(0, count);
    return taken;
  }
  std::optional<std::string> take_head() {
    while (true) {
      if (const std::size_t end = bytes.find(kEndOfHead); end != std::string::npos)
        return take(end + kEndOfHead.size());
      if (!read_more()) return std::nullopt;
    }
  }

  int socket;
  std::string bytes;
  std::atomic<bool> done = false;
  std::thread thread;
};

FaultProxy::FaultProxy(int server_port)
    : server_port_(server_port), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  HT_ASSERT(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), length) == 0);
  HT_ASSERT(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) == 0);
  HT_ASSERT(::listen(listener_, SOMAXCONN) == 0);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_clients(); });
}

FaultProxy::~FaultProxy() {
  stopping_ = true;
  acceptor_.join();
  clients_.clear();
  ::close(listener_);
}

void FaultProxy::set_hook(Hook hook) {
  const std::scoped_lock lock(mutex_);
  hook_ = std::move(hook);
}

void FaultProxy::fail_next(int times, std::function<bool(const ProxiedRequest& request)> matches, const Fault& fault) {
  auto left = std::make_shared<std::atomic<int>>(times);
  set_hook([left, matches = std::move(matches), fault](const ProxiedRequest& request) {
    return matches(request) && left->fetch_sub(1) > 0 ? fault : Fault{};
  });
}

std::vector<std::string> FaultProxy::take_requests() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(requests_, {});
}

void FaultProxy::accept_clients() {
  while (!stopping_) {
    pollfd waiting{.fd = listener_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, kLookEveryMs) <= 0) continue;
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    send_at_once(connection);
    ++connections_;
    auto client = std::make_unique<Client>(connection);
    Client& one = *client;
    one.thread = std::thread([this, &one] {
      serve(one);
      ::shutdown(one.socket, SHUT_RDWR);
      one.done = true;
    });
    const std::scoped_lock lock(mutex_);
    std::erase_if(clients_, [](const auto& old) { return old->done.load(); });
    clients_.push_back(std::move(client));
  }
}

void FaultProxy::serve(Client& client) {
  while (!stopping_) {
    const auto head = client.take_head();
    if (!head) return;
    const auto words = base::split(std::string_view(*head).substr(0, head->find('\r')), ' ');
    if (words.size() != 3) return;
    const ProxiedRequest request{
        .method = std::string(words[0]), .target = std::string(words[1]), .headers = headers_of(*head)};
    Hook hook;
    {
      const std::scoped_lock lock(mutex_);
      requests_.push_back(request.method + " " + request.target);
      hook = hook_;
    }
    if (!pass(client, request, hook ? hook(request) : Fault{})) return;
  }
}

// Whether the connection goes on.
bool FaultProxy::pass(Client& client, const ProxiedRequest& request, const Fault& fault) {
  using Kind = Fault::Kind;
  if (request.headers.contains("expect")) send_all(client.socket, "HTTP/1.1 100 Continue\r\n\r\n");
  const auto length = static_cast<std::size_t>(base::parse_integer(request.header("content-length")).value_or(0));
  if (fault.kind == Kind::kCutRequest) {
    client.take(std::min(length, fault.bytes));
    return false;
  }
  const auto body = client.take(length);
  if (!body) return false;
  if (fault.kind == Kind::kAnswer) return send_all(client.socket, fault.text);

  const bool conditional = request.headers.contains("if-match") || request.headers.contains("if-none-match");
  std::unique_lock one_writer(writing_, std::defer_lock);
  if (serialise_ && conditional && (request.method == "PUT" || request.method == "POST")) one_writer.lock();
  const std::string answer = asked(server_port_, request, *body);
  if (one_writer.owns_lock()) one_writer.unlock();
  const std::size_t end = answer.find(kEndOfHead);
  if (end == std::string::npos || fault.kind == Kind::kLoseAnswer) return false;
  std::string content = answer.substr(end + kEndOfHead.size());
  if (!send_all(client.socket, head_for_client(answer.substr(0, end), content.size()))) return false;
  if (fault.kind == Kind::kChangeAnswer && fault.bytes < content.size())
    content[fault.bytes] = static_cast<char>(content[fault.bytes] ^ 1);
  if (fault.kind == Kind::kSlowAnswer) return send_slowly(client.socket, content, fault.bytes);
  const std::size_t sent = fault.kind == Kind::kCutAnswer ? fault.bytes : content.size();
  return send_all(client.socket, std::string_view(content).substr(0, sent)) && fault.kind != Kind::kCutAnswer;
}

}  // namespace housing::testing
