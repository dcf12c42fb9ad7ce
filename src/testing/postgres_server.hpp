// PostgresServer: a real PostgreSQL of the test program's own, on a free port of the loopback address, in a temporary
// folder. Passwords are asked for (scram-sha-256) with and without TLS; its certificate is for "localhost" alone.
// It does not wait for the disk, so it loses data only where the machine crashes.
// Thread-safety: one thread starts and stops it. Errors are assertions: a test cannot go on without its server.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "testing/temp_folder.hpp"

namespace housing::testing {

class PostgresServer {
 public:
  static constexpr std::string_view kUser = "housing";
  static constexpr std::string_view kPassword = "correct horse: battery/staple@%";

  // Why there can be no server here, for a test to skip with; "" when there can.
  static std::string why_not();
  // One for the whole test program, started at its first use. A test that stops it starts it again.
  static PostgresServer& shared();

  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // An empty database of a new name.
  std::string make_database();
  // Without user and password. `query` stands behind the '?'.
  std::string url(std::string_view database, std::string_view query = "sslmode=disable",
                  std::string_view host = "127.0.0.1") const;
  int port() const { return port_; }
  // Trusted by verify-full; and another authority's certificate, which is not the server's.
  std::filesystem::path authority() const { return folder_.path() / "ca.crt"; }
  std::filesystem::path other_authority() const { return folder_.path() / "other.crt"; }

  // As the superuser, past passwords; gives what psql prints, unaligned and without headers.
  std::string psql(std::string_view database, std::string_view sql);

  void start();
  // Ends every connection, as a failover does.
  void stop();
  void restart();
  // Ends at once, as a machine does that loses its power.
  void kill();
  // What it has logged.
  std::string log() const;

 private:
  void make_certificates();
  void run_tool(const std::vector<std::string>& command);
  std::filesystem::path data() const { return folder_.path() / "data"; }
  bool is_ready() const;

  TempFolder folder_;
  int port_;
  pid_t server_ = 0;
  int databases_ = 0;
};

}  // namespace housing::testing
