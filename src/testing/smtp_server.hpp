// SmtpServer: a real SMTP server (aiosmtpd, driven by smtp_server.py) of the test's own on a free port of the loopback
// address, run as somebody who is not root. Recipients choose its answers; smtp_server.py says which.
// Thread-safety: one thread starts and stops it. Errors are assertions: a test cannot go on without its server.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "testing/temp_folder.hpp"

namespace housing::testing {

struct SmtpServerOptions {
  enum class Security { kPlain, kStartTls, kTls };
  Security security = Security::kPlain;
  // NOLINTBEGIN(readability-redundant-member-init): g++ warns about designated initialisers without them
  std::string password = {};  // empty: nobody has to sign in; the user's name may be any
  // NOLINTEND(readability-redundant-member-init)
  std::string names = "DNS:localhost";  // of its certificate, as OpenSSL writes them
};

class SmtpServer {
 public:
  // Why there can be no server here, to skip by; "" when there can.
  static std::string why_not();

  explicit SmtpServer(SmtpServerOptions options = {});
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  int port() const { return port_; }
  // "smtp://127.0.0.1:2525", or of localhost with TLS; `rest` is put behind it.
  std::string url(const std::string& rest = "") const;
  std::filesystem::path authority() const { return folder_.path() / "authority.crt"; }

  void start();
  void kill();
  // The messages it took, in no order.
  std::vector<std::string> arrived() const;
  // How many lines of this text it wrote about its sessions: "connected", "auth PLAIN".
  int sessions(const std::string& line = "connected") const;

 private:
  SmtpServerOptions options_;
  TempFolder folder_;
  int port_;
  pid_t server_ = 0;
};

}  // namespace housing::testing
