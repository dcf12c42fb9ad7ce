// RedisServer: a real redis-server of the test's own on a free port of the loopback address, keeping nothing on disk.
// RedisCluster: three of them with a third of the slots each, and no replicas.
// Thread-safety: one thread starts and stops them. Errors are assertions: a test cannot go on without its server.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "testing/temp_folder.hpp"

namespace housing::testing {

struct RedisServerOptions {
  // NOLINTBEGIN(readability-redundant-member-init): g++ warns about designated initialisers without them
  std::string password = {};                // of the user "default"; empty: nobody has to sign in
  std::vector<std::string> arguments = {};  // more for its command line
  // NOLINTEND(readability-redundant-member-init)
  bool cluster = false;
  bool tls = false;                     // TLS only
  std::string names = "DNS:localhost";  // of its certificate, as OpenSSL writes them
};

class RedisServer {
 public:
  // Why there can be no server here, to skip by; "" when there can.
  static std::string why_not();

  explicit RedisServer(RedisServerOptions options = {});
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  int port() const { return port_; }
  // "redis://127.0.0.1:6379", or of localhost with TLS; `rest` is put behind it.
  std::string url(const std::string& rest = "") const;
  std::filesystem::path authority() const { return folder_.path() / "authority.crt"; }

  // Empty and on the same port.
  void start();
  void kill();
  // It neither answers nor goes away; and goes on.
  void freeze();
  void thaw();
  // What redis-cli prints.
  std::string command(const std::vector<std::string>& words) const;

 private:
  std::vector<std::string> client(const std::vector<std::string>& words) const;
  std::string host() const { return options_.tls ? "localhost" : "127.0.0.1"; }

  RedisServerOptions options_;
  TempFolder folder_;
  int port_;
  int bus_port_;
  pid_t server_ = 0;
  friend class RedisCluster;
};

class RedisCluster {
 public:
  explicit RedisCluster(const RedisServerOptions& options = {});
  RedisServer& server(std::size_t i) { return *servers_[i]; }
  std::size_t size() const { return servers_.size(); }
  std::string url() const { return servers_[0]->url("?cluster=true"); }
  // The server that has the slot.
  RedisServer& owner(int slot);
  std::string id_of(std::size_t i) const { return servers_[i]->command({"CLUSTER", "MYID"}); }

 private:
  std::vector<std::unique_ptr<RedisServer>> servers_;
};

}  // namespace housing::testing
