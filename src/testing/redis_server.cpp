#include "testing/redis_server.hpp"

#include <signal.h>

#include <chrono>
#include <cstdio>
#include <thread>

#include "base/assert.hpp"
#include "testing/child_process.hpp"
#include "testing/test_authority.hpp"

namespace housing::testing {
namespace {

using Words = std::vector<std::string>;

constexpr std::chrono::seconds kMaxStartTime{20};
constexpr std::chrono::milliseconds kLookEvery{10};
constexpr int kSlots = 16384;
constexpr int kServers = 3;

void append(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

template <class Condition>
void wait_until(const Condition& condition) {
  const auto until = std::chrono::steady_clock::now() + kMaxStartTime;
  while (!condition()) {
    HT_ASSERT(std::chrono::steady_clock::now() < until);
    std::this_thread::sleep_for(kLookEvery);
  }
}

}  // namespace

std::string RedisServer::why_not() {
  if (find_program("redis-server").empty() || find_program("redis-cli").empty())
    return "there is no redis-server: apt-get install redis-server";
  return TestAuthority::why_not();
}

RedisServer::RedisServer(RedisServerOptions options)
    : options_(std::move(options)), port_(free_port()), bus_port_(free_port()) {
  if (options_.tls) TestAuthority(folder_.path()).issue("server", options_.names);
  start();
}

RedisServer::~RedisServer() {
  if (server_ != 0) kill();
}

std::string RedisServer::url(const std::string& rest) const {
  return (options_.tls ? "rediss://" : "redis://") + host() + ":" + std::to_string(port_) + rest;
}

void RedisServer::start() {
  HT_ASSERT(server_ == 0);
  const std::string port = std::to_string(port_);
  Words command{find_program("redis-server"),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder_.path(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--daemonize",
                "no"};
  if (options_.tls) {
    append(command, {"--port", "0", "--tls-port", port, "--tls-auth-clients", "no"});
    append(command, {"--tls-cert-file", folder_.path() / "server.crt", "--tls-key-file", folder_.path() / "server.key",
                     "--tls-ca-cert-file", authority()});
  } else {
    append(command, {"--port", port});
  }
  if (!options_.password.empty()) append(command, {"--requirepass", options_.password});
  if (options_.cluster)
    append(command, {"--cluster-enabled", "yes", "--cluster-port", std::to_string(bus_port_),
                     "--cluster-require-full-coverage", "no"});
  append(command, options_.arguments);
  server_ = start_child(command, {.output = folder_.path() / "server.log", .environment = {}});
  wait_until([this] {
    const bool ended = child_ends_within(server_, std::chrono::milliseconds(0));
    if (ended) std::fputs(read_file(folder_.path() / "server.log").c_str(), stderr);
    HT_ASSERT(!ended);
    return this->command({"PING"}) == "PONG";
  });
}

void RedisServer::kill() {
  HT_ASSERT(server_ != 0);
  ::kill(server_, SIGKILL);
  wait_for_child(server_);
  server_ = 0;
}

void RedisServer::freeze() { HT_ASSERT(::kill(server_, SIGSTOP) == 0); }
void RedisServer::thaw() { HT_ASSERT(::kill(server_, SIGCONT) == 0); }

Words RedisServer::client(const Words& words) const {
  Words command{find_program("redis-cli"), "-h", host(), "-p", std::to_string(port_)};
  if (options_.tls) append(command, {"--tls", "--cacert", authority()});
  if (!options_.password.empty()) append(command, {"--no-auth-warning", "-a", options_.password});
  append(command, words);
  return command;
}

std::string RedisServer::command(const Words& words) const {
  const TempFolder folder;
  const std::filesystem::path output = folder.path() / "out";
  run_child(client(words), {.output = output, .environment = {}});
  std::string text = read_file(output);
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

RedisCluster::RedisCluster(const RedisServerOptions& options) {
  RedisServerOptions member = options;
  member.cluster = true;
  for (int i = 0; i < kServers; ++i) servers_.push_back(std::make_unique<RedisServer>(member));
  for (int i = 0; i < kServers; ++i) {
    RedisServer& server = *servers_[static_cast<std::size_t>(i)];
    const int first = kSlots * i / kServers;
    const int last = kSlots * (i + 1) / kServers - 1;
    server.command({"CLUSTER", "SET-CONFIG-EPOCH", std::to_string(i + 1)});
    server.command({"CLUSTER", "ADDSLOTSRANGE", std::to_string(first), std::to_string(last)});
    if (i > 0)
      servers_[0]->command(
          {"CLUSTER", "MEET", "127.0.0.1", std::to_string(server.port_), std::to_string(server.bus_port_)});
  }
  for (const auto& server : servers_)
    wait_until([&] {
      const std::string info = server->command({"CLUSTER", "INFO"});
      return info.find("cluster_state:ok") != std::string::npos &&
             info.find("cluster_slots_ok:" + std::to_string(kSlots)) != std::string::npos &&
             info.find("cluster_known_nodes:" + std::to_string(kServers)) != std::string::npos;
    });
}

RedisServer& RedisCluster::owner(int slot) {
  for (int i = 0; i < kServers; ++i)
    if (slot < kSlots * (i + 1) / kServers) return *servers_[static_cast<std::size_t>(i)];
  HT_ASSERT(false);
  return *servers_[0];
}

}  // namespace housing::testing
