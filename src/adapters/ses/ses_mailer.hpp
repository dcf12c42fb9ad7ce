// SesMailer: the Mailer that hands mails to Amazon SES (v2, SendEmail with the raw message), at
// ses://REGION?configuration=NAME. Bounces and complaints come later and by other ways: mail/carrier_event.hpp.
//
// "Sent" means SES took it; what send() gives is SES's own id, by which its events name the mail. SES writes a
// Message-ID of its own into what it delivers, so a mail sent again has another one there.
// Thread-safety: any thread. Errors: those of ports::Mailer; what is not the mail's fault (throttling, sending paused,
// an identity or configuration that is not there, missing rights) is kUnavailable.
#pragma once

#include <memory>
#include <string>

#include "aws/session.hpp"
#include "ports/mailer.hpp"

namespace housing::ses {

inline constexpr std::size_t kMaxServiceWords = 300;  // of SES's message in an error

class SesMailer final : public ports::Mailer {
 public:
  // `session` is that of the address's region, and must outlive it. Errors: kInvalidInput.
  static base::Result<std::unique_ptr<SesMailer>> open(const std::string& url, aws::Session& session);
  // "ses://eu-west-1?…" -> "eu-west-1". Errors: kInvalidInput.
  static base::Result<std::string> region_of(const std::string& url);

  base::Result<std::string> send(const mail::Mail& mail, std::chrono::nanoseconds deadline) override;

 private:
  SesMailer(aws::Session& session, std::string configuration)
      : session_(session), configuration_(std::move(configuration)) {}

  aws::Session& session_;
  const std::string configuration_;  // empty: SES's default
};

// What SES's refusal of a mail means.
base::ErrorCode meaning_of(const aws::Failure& failure);

}  // namespace housing::ses
