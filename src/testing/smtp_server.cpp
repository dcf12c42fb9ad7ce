#include "testing/smtp_server.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "testing/child_process.hpp"
#include "testing/test_authority.hpp"

namespace housing::testing {
namespace {

namespace fs = std::filesystem;
using Security = SmtpServerOptions::Security;

constexpr std::chrono::seconds kMaxStartTime{20};

const fs::path& script() {
  static const fs::path path = HOUSING_TESTING_DIR "/smtp_server.py";
  return path;
}

// The system's own, for which Debian's package is.
std::string python() { return find_program("python3", {"/usr/bin"}); }

void give_away(const fs::path& path) {
  const Account account = unprivileged_account();
  HT_ASSERT(account.user == 0 || ::chown(path.c_str(), account.user, account.group) == 0);
}

}  // namespace

std::string SmtpServer::why_not() {
  static const std::string reason = [] {
    if (python().empty() || run_child({python(), "-c", "import aiosmtpd"}, {.output = {}, .environment = {}}) != 0)
      return std::string("there is no aiosmtpd for /usr/bin/python3: apt-get install python3-aiosmtpd");
    return TestAuthority::why_not();
  }();
  return reason;
}

SmtpServer::SmtpServer(SmtpServerOptions options) : options_(std::move(options)), port_(free_port()) {
  give_away(folder_.path());
  if (options_.security != Security::kPlain) {
    const TestCertificate own = TestAuthority(folder_.path()).issue("server", options_.names);
    give_away(own.key);
  }
  start();
}

SmtpServer::~SmtpServer() {
  if (server_ != 0) kill();
}

std::string SmtpServer::url(const std::string& rest) const {
  const std::string host = options_.security == Security::kPlain ? "127.0.0.1" : "localhost";
  const std::string scheme = options_.security == Security::kTls ? "smtps://" : "smtp://";
  return scheme + host + ":" + std::to_string(port_) + rest;
}

void SmtpServer::start() {
  HT_ASSERT(server_ == 0);
  fs::remove(folder_.path() / "ready");
  std::vector<std::string> command{python(), script(), std::to_string(port_), folder_.path()};
  if (options_.security != Security::kPlain) {
    command.push_back(options_.security == Security::kTls ? "--tls" : "--starttls");
    for (const auto& word : {std::string("--certificate"), (folder_.path() / "server.crt").string(),
                             std::string("--key"), (folder_.path() / "server.key").string()})
      command.push_back(word);
  }
  if (!options_.password.empty()) command.push_back("--password=" + options_.password);
  const fs::path log = folder_.path() / "server.log";
  server_ = start_child(command, {.output = log, .environment = {"PYTHONDONTWRITEBYTECODE=1"}, .unprivileged = true});
  const auto until = std::chrono::steady_clock::now() + kMaxStartTime;
  while (!fs::exists(folder_.path() / "ready")) {
    const bool ended = child_ends_within(server_, std::chrono::milliseconds(10));
    if (ended) std::fputs(read_file(log).c_str(), stderr);
    HT_ASSERT(!ended && std::chrono::steady_clock::now() < until);
  }
}

void SmtpServer::kill() {
  HT_ASSERT(server_ != 0);
  ::kill(server_, SIGKILL);
  wait_for_child(server_);
  server_ = 0;
}

std::vector<std::string> SmtpServer::arrived() const {
  std::vector<std::string> messages;
  for (const auto& entry : fs::directory_iterator(folder_.path()))
    if (entry.path().extension() == ".eml") messages.push_back(read_file(entry.path()));
  return messages;
}

int SmtpServer::sessions(const std::string& line) const {
  const fs::path file = folder_.path() / "sessions";
  if (!fs::exists(file)) return 0;
  const std::string text = read_file(file);
  return static_cast<int>(std::ranges::count(base::split(text, '\n'), line));
}

}  // namespace housing::testing
