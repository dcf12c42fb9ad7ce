// SmtpMailer: the Mailer that hands mails to an SMTP server, by libcurl.
//   smtp://[user:password@]host[:587][?tls=required|none]     smtps://[user:password@]host[:465]
// smtp:// wants STARTTLS unless the host is this machine itself or the address says tls=none; then nothing is secret.
// Certificates are always verified. Connections are kept and used again.
//
// "Sent" means the server said 250 to the message. What it refuses is told in its own words, without what is secret.
// Thread-safety: any thread; each sending has a connection of its own. Errors: those of ports::Mailer; a sign-in or a
// certificate that is refused is kUnavailable, because it is not the mail's fault. Limits: kMaxIdleConnections.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/service_url.hpp"
#include "ports/credentials.hpp"
#include "ports/mailer.hpp"

namespace housing::client {
class Easy;
}

namespace housing::curl {
struct SmtpTalk;

inline constexpr std::size_t kMaxIdleConnections = 4;
inline constexpr std::chrono::seconds kMaxIdleTime{60};  // servers end a silent session after some minutes
inline constexpr std::chrono::milliseconds kSmtpConnectTimeout{10'000};

struct SmtpOptions {
  std::string url;
  // NOLINTBEGIN(readability-redundant-member-init): g++ warns about designated initialisers without them
  ports::CredentialsSource credentials = {};  // empty: what the address says, or none
  std::string ca_file = {};                   // certificates to trust; empty: the system's
  // NOLINTEND(readability-redundant-member-init)
  std::chrono::milliseconds connect_timeout = kSmtpConnectTimeout;
};

class SmtpMailer final : public ports::Mailer {
 public:
  // Connects to nobody yet. `clock` must outlive it and must be a real one. Errors: kInvalidInput for the address.
  static base::Result<std::unique_ptr<SmtpMailer>> open(const SmtpOptions& options, const base::Clock& clock);
  ~SmtpMailer() override;

  base::Result<std::string> send(const mail::Mail& mail, std::chrono::nanoseconds deadline) override;

 private:
  struct Attempt;
  SmtpMailer(SmtpOptions options, base::ServiceUrl url, const base::Clock& clock);
  base::Status attempt(Attempt& attempt);
  void configure(client::Easy& handle, const Attempt& attempt, std::chrono::nanoseconds time_left) const;
  base::Error error_of(int code, const Attempt& attempt, const client::Easy& handle) const;
  std::unique_ptr<client::Easy> take_handle();
  void give_back(std::unique_ptr<client::Easy> handle);

  SmtpOptions options_;
  base::ServiceUrl url_;
  const base::Clock& clock_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<client::Easy>> idle_;
};

}  // namespace housing::curl
