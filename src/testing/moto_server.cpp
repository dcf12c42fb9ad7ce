#include "testing/moto_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "testing/child_process.hpp"

namespace housing::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kMaxStartTime{60};  // Python reads much before it listens
constexpr std::chrono::milliseconds kLookEvery{50};
constexpr int kMaxStarts = 3;

// pip puts it where nothing else is: into a virtual environment, or behind a shim of pyenv, which is a shell script
// that stands for the program of one of the versions beside it.
std::vector<fs::path> folders_of_path() {
  std::vector<fs::path> folders;
  const char* const path = std::getenv("PATH");
  for (const std::string_view folder : base::split(path == nullptr ? "" : path, ':')) {
    const fs::path place(folder);
    if (place.filename() != "shims") {
      folders.push_back(place);
      continue;
    }
    std::error_code error;
    for (const auto& version : fs::directory_iterator(place.parent_path() / "versions", error))
      folders.push_back(version.path() / "bin");
  }
  return folders;
}

// The script itself, which becomes its Python by exec: one process, which ends with its id.
const fs::path& program() {
  static const fs::path kFound = find_program("moto_server", folders_of_path());
  return kFound;
}

class Connection {
 public:
  explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    HT_ASSERT(socket_ >= 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { ::close(socket_); }

  bool write(std::string_view bytes) const {
    while (connected_ && !bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return connected_;
  }
  std::string read_to_end() const {
    std::string text;
    std::array<char, 65536> buffer;
    while (true) {
      const ssize_t received = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (received <= 0) return text;
      text.append(buffer.data(), static_cast<std::size_t>(received));
    }
  }

 private:
  int socket_;
  bool connected_ = false;
};

}  // namespace

std::string MotoServer::why_not() {
  return program().empty() ? "there is no moto_server on PATH: pip install 'moto[server]'" : "";
}

MotoServer& MotoServer::shared() {
  static MotoServer server;
  return server;
}

MotoServer::MotoServer(std::vector<std::string> environment)
    : environment_(std::move(environment)), port_(free_port()) {
  HT_ASSERT(why_not().empty());
  for (int attempt = 1; !start_once(); ++attempt) {
    HT_ASSERT(attempt < kMaxStarts);
    port_ = free_port();  // somebody else was given it meanwhile
  }
}

MotoServer::~MotoServer() {
  if (server_ != 0) stop();
}

std::string MotoServer::url() const { return "http://127.0.0.1:" + std::to_string(port_); }

bool MotoServer::start_once() {
  HT_ASSERT(server_ == 0);
  std::vector<std::string> environment = environment_;
  environment.emplace_back("PYTHONDONTWRITEBYTECODE=1");
  environment.emplace_back("AWS_ACCESS_KEY_ID=" + std::string(kAccessKey));
  environment.emplace_back("AWS_SECRET_ACCESS_KEY=" + std::string(kSecretKey));
  server_ = start_child({program(), "-H", "127.0.0.1", "-p", std::to_string(port_)},
                        {.output = folder_.path() / "server.log", .environment = environment});
  const auto until = std::chrono::steady_clock::now() + kMaxStartTime;
  while (std::chrono::steady_clock::now() < until) {
    if (child_ends_within(server_, kLookEvery)) {
      server_ = 0;
      std::fputs(log().c_str(), stderr);
      return false;
    }
    if (send("GET", "/moto-api/data.json").status == 200) return true;
  }
  std::fputs(log().c_str(), stderr);
  stop();
  return false;
}

void MotoServer::start() { HT_ASSERT(start_once()); }

void MotoServer::stop() {
  HT_ASSERT(server_ != 0);
  ::kill(server_, SIGKILL);
  wait_for_child(server_);
  server_ = 0;
}

void MotoServer::freeze() const { HT_ASSERT(::kill(server_, SIGSTOP) == 0); }
void MotoServer::thaw() const { HT_ASSERT(::kill(server_, SIGCONT) == 0); }

void MotoServer::reset() const { HT_ASSERT(send("POST", "/moto-api/reset").status == 200); }

MotoServer::Answer MotoServer::send(std::string_view method, std::string_view target, std::string_view body,
                                    const std::vector<std::string>& headers, std::string_view service) const {
  std::string request = std::string(method) + " " + std::string(target) +
                        " HTTP/1.0\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  request += "Authorization: AWS4-HMAC-SHA256 Credential=" + std::string(kAccessKey) + "/20260101/" +
             std::string(kRegion) + "/" + std::string(service) +
             "/aws4_request, SignedHeaders=host, Signature=none\r\n";
  for (const std::string& line : headers) request += line + "\r\n";
  request += "\r\n";
  request += body;
  const Connection connection(port_);
  if (!connection.write(request)) return {};
  const std::string text = connection.read_to_end();
  const std::size_t space = text.find(' ');
  const std::size_t end = text.find("\r\n\r\n");
  if (end == std::string::npos) return {};
  const auto status = base::parse_integer(std::string_view(text).substr(space + 1, 3));
  return {.status = static_cast<int>(status.value_or(0)), .head = text.substr(0, end), .body = text.substr(end + 4)};
}

std::string MotoServer::log() const { return read_file(folder_.path() / "server.log"); }

}  // namespace housing::testing
