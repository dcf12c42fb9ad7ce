// FaultProxy: stands on a free loopback port between an HTTP client and a server of the loopback address, and does to
// the requests a test names what networks and services do: refuse, cut, lose, slow down, change. All others pass.
//
// It keeps connections to the client, takes a new one to the server for each request, and holds each request and
// answer in memory whole. HTTP/1.1 with Content-Length only. Thread-safety: any thread; the hook runs on many at once.
// Errors are assertions.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace housing::testing {

struct ProxiedRequest {
  std::string method;
  std::string target;                          // as it was sent
  std::map<std::string, std::string> headers;  // names in lower case

  std::string header(const std::string& lower_name) const {
    const auto found = headers.find(lower_name);
    return found == headers.end() ? std::string() : found->second;
  }
};

struct Fault {
  enum class Kind {
    kNone,
    kAnswer,        // `text` is the whole answer, head included; the server hears nothing
    kLoseAnswer,    // the server does it, and the client's connection ends without a word
    kCutRequest,    // after `bytes` of its body the connection ends; the server hears nothing
    kCutAnswer,     // after `bytes` of the answer's body the connection ends
    kSlowAnswer,    // the answer's body in pieces of `bytes`, kPieceEvery apart
    kChangeAnswer,  // the byte number `bytes` of the answer's body is another
  };
  Kind kind = Kind::kNone;
  std::size_t bytes = 0;
  // NOLINTNEXTLINE(readability-redundant-member-init): g++ warns about designated initialisers without it
  std::string text = {};
};

class FaultProxy {
 public:
  static constexpr std::chrono::milliseconds kPieceEvery{20};

  // Called for each request when its head is read, before anything else is done with it.
  using Hook = std::function<Fault(const ProxiedRequest& request)>;

  explicit FaultProxy(int server_port);
  ~FaultProxy();
  FaultProxy(const FaultProxy&) = delete;
  FaultProxy& operator=(const FaultProxy&) = delete;

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  void set_hook(Hook hook);
  // The next `times` requests that `matches` have this fault, all others none.
  void fail_next(int times, std::function<bool(const ProxiedRequest& request)> matches, const Fault& fault);
  // Writes with conditions (If-Match, If-None-Match) go to the server one after the other.
  void serialise_conditional_writes() { serialise_ = true; }

  // "METHOD target" of all that came, in the order they came; and forgets them.
  std::vector<std::string> take_requests();
  int connections() const { return connections_; }  // that clients opened

 private:
  struct Client;
  void accept_clients();
  void serve(Client& client);
  bool pass(Client& client, const ProxiedRequest& request, const Fault& fault);

  int server_port_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> serialise_ = false;
  std::atomic<bool> stopping_ = false;
  std::mutex writing_;
  std::mutex mutex_;
  Hook hook_;  // guarded by mutex_, as all below
  std::vector<std::string> requests_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::thread acceptor_;
};

}  // namespace housing::testing
