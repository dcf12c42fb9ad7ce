// TestClient: a socket that says to the server exactly what a test wants, however wrong. For tests only.
// Errors: a read gives up after kPatience, so that a broken server fails a test instead of hanging it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "http/server.hpp"

namespace housing::http {

struct TestResponse {
  int status = 0;                              // 0: the connection ended or nothing came
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  std::string header(const std::string& lower_name) const {
    const auto found = headers.find(lower_name);
    return found == headers.end() ? std::string() : found->second;
  }
};

class TestClient {
 public:
  static constexpr std::chrono::milliseconds kPatience{10'000};

  explicit TestClient(std::uint16_t port, int receive_buffer = 0);
  ~TestClient();
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool send(std::string_view bytes);  // false: the server has closed
  void shutdown_send();
  // The next response; `to_head`: it has no body whatever its Content-Length says.
  TestResponse read(bool to_head = false);
  TestResponse get(std::string_view path, std::string_view more_headers = "");
  // True when the server ends the connection without sending another byte.
  bool is_closed(std::chrono::milliseconds patience = kPatience);
  void reset();  // closes with RST

 private:
  bool fill(std::chrono::milliseconds patience = kPatience);

  int socket_ = -1;
  std::string received_;
};

// A server on a free loopback port, its handler and whatever they need.
class TestServer {
 public:
  explicit TestServer(Handler handler, ServerConfig config = quick_config());
  // Two threads, timeouts long enough never to matter.
  static ServerConfig quick_config();

  Server& server() { return *server_; }
  std::uint16_t port() const { return server_->port(); }

 private:
  base::SystemClock clock_;
  base::Log log_;
  std::unique_ptr<Server> server_;
};

Response text_response(std::string body, int status = 200);
// Polls until true; false after `patience`.
bool eventually(const std::function<bool()>& condition, std::chrono::milliseconds patience = TestClient::kPatience);

}  // namespace housing::http
