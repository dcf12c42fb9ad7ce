#include "testing/postgres_server.hpp"

#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "testing/child_process.hpp"

namespace housing::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kMaxStartTime{30};

// Debian keeps the server's programs off PATH, in a folder a version.
fs::path program(const std::string& name) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", error))
    folders.push_back(version.path() / "bin");
  return find_program(name, folders);
}

std::vector<std::string> certificate(const fs::path& folder, const std::string& name, const std::string& subject) {
  return {program("openssl"),
          "req",
          "-x509",
          "-newkey",
          "ec",
          "-pkeyopt",
          "ec_paramgen_curve:prime256v1",
          "-nodes",
          "-keyout",
          folder / (name + ".key"),
          "-out",
          folder / (name + ".crt"),
          "-days",
          "2",
          "-subj",
          "/CN=" + subject};
}

}  // namespace

std::string PostgresServer::why_not() {
  for (const char* name : {"initdb", "postgres", "psql"})
    if (program(name).empty()) return std::string("there is no ") + name + ": apt-get install postgresql-15";
  if (program("openssl").empty()) return "there is no openssl: apt-get install openssl";
  return "";
}

PostgresServer& PostgresServer::shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() : port_(free_port()) {
  const Account account = unprivileged_account();
  HT_ASSERT(account.user == 0 || ::chown(folder_.path().c_str(), account.user, account.group) == 0);
  const fs::path password = folder_.write("password", std::string(kPassword) + "\n");
  run_tool({program("initdb"), "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--username=" + std::string(kUser),
            "--auth=scram-sha-256", "--pwfile=" + password.string(), "--pgdata=" + data().string()});
  make_certificates();
  write_file(data() / "pg_hba.conf", "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
  write_file(data() / "postgresql.auto.conf", "listen_addresses = '127.0.0.1'\nport = " + std::to_string(port_) +
                                                  "\nunix_socket_directories = '" + folder_.path().string() +
                                                  "'\nfsync = off\nmax_connections = 60\nssl = on\nssl_cert_file = '" +
                                                  (folder_.path() / "server.crt").string() + "'\nssl_key_file = '" +
                                                  (folder_.path() / "server.key").string() + "'\n");
  start();
}

PostgresServer::~PostgresServer() {
  if (server_ != 0) stop();
}

void PostgresServer::run_tool(const std::vector<std::string>& command) {
  const fs::path output = folder_.path() / "tools.log";
  const int code = run_child(command, {.output = output, .environment = {}, .unprivileged = true});
  if (code != 0) std::fputs(read_file(output).c_str(), stderr);
  HT_ASSERT(code == 0);
}

void PostgresServer::make_certificates() {
  const fs::path folder = folder_.path();
  run_tool(certificate(folder, "ca", "Test Authority"));
  run_tool(certificate(folder, "other", "Other Authority"));
  std::vector<std::string> server = certificate(folder, "server", "localhost");
  for (const std::string& argument :
       {std::string("-CA"), (folder / "ca.crt").string(), std::string("-CAkey"), (folder / "ca.key").string(),
        std::string("-addext"), std::string("subjectAltName=DNS:localhost"), std::string("-addext"),
        std::string("basicConstraints=critical,CA:FALSE")})
    server.push_back(argument);
  run_tool(server);
}

bool PostgresServer::is_ready() const {
  std::error_code error;
  const fs::path file = data() / "postmaster.pid";
  if (!fs::exists(file, error)) return false;
  const std::string text = read_file(file);
  const auto lines = base::split(text, '\n');
  // Its eighth line is the state; its first the process, which tells a file left by one that was killed.
  constexpr std::size_t kStateLine = 7;
  return lines.size() > kStateLine && base::trim(lines[0]) == std::to_string(server_) &&
         base::trim(lines[kStateLine]) == "ready";
}

void PostgresServer::start() {
  HT_ASSERT(server_ == 0);
  const auto until = std::chrono::steady_clock::now() + kMaxStartTime;
  while (true) {
    server_ = start_child({program("postgres"), "-D", data()}, {.output = folder_.path() / "server.log",
                                                                .environment = {},
                                                                .unprivileged = true,
                                                                .signal_at_end_of_parent = SIGQUIT});
    // It ends again as long as children of one that was killed still hold its memory.
    while (!is_ready() && !child_ends_within(server_, std::chrono::milliseconds(10)))
      HT_ASSERT(std::chrono::steady_clock::now() < until);
    if (is_ready()) return;
    if (std::chrono::steady_clock::now() >= until) std::fputs(log().c_str(), stderr);
    HT_ASSERT(std::chrono::steady_clock::now() < until);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

void PostgresServer::stop() {
  HT_ASSERT(server_ != 0);
  ::kill(server_, SIGINT);  // "fast": open transactions are rolled back
  wait_for_child(server_);
  server_ = 0;
}

void PostgresServer::restart() {
  stop();
  start();
}

void PostgresServer::kill() {
  HT_ASSERT(server_ != 0);
  ::kill(server_, SIGKILL);
  wait_for_child(server_);
  server_ = 0;
}

std::string PostgresServer::psql(std::string_view database, std::string_view sql) {
  const fs::path output = folder_.path() / "psql.out";
  fs::remove(output);
  const int code =
      run_child({program("psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder_.path(), "-p",
                 std::to_string(port_), "-U", std::string(kUser), "-d", std::string(database), "-c", std::string(sql)},
                {.output = output, .environment = {}, .unprivileged = true});
  std::string text = read_file(output);
  if (code != 0) std::fputs(text.c_str(), stderr);
  HT_ASSERT(code == 0);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::string PostgresServer::make_database() {
  const std::string name = "test_" + std::to_string(++databases_);
  psql("postgres", "CREATE DATABASE " + name);
  return name;
}

std::string PostgresServer::url(std::string_view database, std::string_view query, std::string_view host) const {
  return "postgresql://" + std::string(host) + ":" + std::to_string(port_) + "/" + std::string(database) + "?" +
         std::string(query);
}

std::string PostgresServer::log() const { return read_file(folder_.path() / "server.log"); }

}  // namespace housing::testing
