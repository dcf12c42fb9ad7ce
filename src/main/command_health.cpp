#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "main/commands.hpp"

namespace housing::main {
namespace {

constexpr int kHealthSeconds = 3;

// Whether GET /health on this machine is answered 200. A container image has no curl to ask with.
bool answers(int port) {
  const int connection = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0) return false;
  const timeval limit{.tv_sec = kHealthSeconds, .tv_usec = 0};
  ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  constexpr std::string_view kRequest = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  constexpr std::string_view kGood = "HTTP/1.1 200 ";
  std::string answer(kGood.size(), '\0');
  const bool good =
      ::connect(connection, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
      ::send(connection, kRequest.data(), kRequest.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(kRequest.size()) &&
      ::recv(connection, answer.data(), answer.size(), MSG_WAITALL) == static_cast<ssize_t>(answer.size()) &&
      answer == kGood;
  ::close(connection);
  return good;
}

}  // namespace

int run_health(const HealthOptions& options) {
  if (answers(options.port)) return kExitDone;
  std::fprintf(stderr, "housing: nobody answers http://127.0.0.1:%d/health with 200\n", options.port);
  return kExitFailed;
}

}  // namespace housing::main
