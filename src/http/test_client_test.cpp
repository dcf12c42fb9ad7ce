// The helpers of test_client.hpp; a _test file so that they are built into the test program alone.
#include "http/test_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace housing::http {

TestClient::TestClient(std::uint16_t port, int receive_buffer) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  const int at_once = 1;  // a test that sends twice means two packets
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)  // NOLINT
    throw std::runtime_error("cannot connect to the server under test");
}

TestClient::~TestClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool TestClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void TestClient::shutdown_send() { ::shutdown(socket_, SHUT_WR); }

void TestClient::reset() {
  const linger hard{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  ::close(std::exchange(socket_, -1));
}

bool TestClient::fill(std::chrono::milliseconds patience) {
  pollfd ready{socket_, POLLIN, 0};
  if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
  std::array<char, 65536> chunk;  // NOLINT: filled by recv
  const ssize_t count = ::recv(socket_, chunk.data(), chunk.size(), 0);
  if (count <= 0) return false;
  received_.append(chunk.data(), static_cast<std::size_t>(count));
  return true;
}

TestResponse TestClient::read(bool to_head) {
  TestResponse response;
  std::size_t end = std::string::npos;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return response;
  const std::string head = received_.substr(0, end);
  received_.erase(0, end + 4);
  for (const std::string_view line : base::split(head, '\n')) {
    const std::size_t colon = line.find(':');
    if (line.starts_with("HTTP/1.1 ")) {
      response.status = static_cast<int>(base::parse_integer(line.substr(9, 3)).value_or(0));
    } else if (colon != std::string_view::npos) {
      response.headers[base::lower(line.substr(0, colon))] = base::trim(line.substr(colon + 1));
    }
  }
  const auto length = static_cast<std::size_t>(base::parse_integer(response.header("content-length")).value_or(0));
  if (to_head) return response;
  while (received_.size() < length)
    if (!fill()) break;
  response.body = received_.substr(0, length);
  received_.erase(0, length);
  return response;
}

TestResponse TestClient::get(std::string_view path, std::string_view more_headers) {
  send(std::string("GET ").append(path).append(" HTTP/1.1\r\nHost: test\r\n").append(more_headers).append("\r\n"));
  return read();
}

bool TestClient::is_closed(std::chrono::milliseconds patience) {
  if (!received_.empty()) return false;
  pollfd ready{socket_, POLLIN, 0};
  if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return false;
  char byte = 0;
  return ::recv(socket_, &byte, 1, 0) <= 0;
}

ServerConfig TestServer::quick_config() {
  ServerConfig config;
  config.threads = 2;
  config.timeouts.sweep = std::chrono::milliseconds(10);
  return config;
}

TestServer::TestServer(Handler handler, ServerConfig config) : log_(clock_, 2, base::LogLevel::kError) {
  auto started = Server::start(std::move(config), std::move(handler), clock_, log_);
  if (!started) throw std::runtime_error(started.error().message);
  server_ = std::move(*started);
}

Response text_response(std::string body, int status) {
  Response response;
  response.status = status;
  response.content_type = "text/plain";
  response.body = std::move(body);
  return response;
}

bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds patience) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > give_up) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

TEST(TestClient, SeesWhatTheServerSends) {
  TestServer server([](const Request& request, Reply reply) { reply.send(text_response(std::string(request.path))); });
  TestClient client(server.port());
  const TestResponse response = client.get("/abc");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "/abc");
  EXPECT_FALSE(client.is_closed(std::chrono::milliseconds(20)));
}

}  // namespace housing::http
