// Mailer: hands a mail to whoever carries it: a folder of .eml files, an SMTP server, SES.
//
// "Sent" means accepted by the next carrier. The same mail sent again has the same Message-ID, and a folder keeps one
// file of it; an SMTP server that accepted a mail just before we were killed gets it again, with that Message-ID.
// Thread-safety: any thread. Errors: kUnavailable (try again later: no answer, a 4xx reply), kInvalidInput (will never
// be accepted: bad address, a 5xx reply), kIo (folder), kLimitExceeded (deadline, too large).
#pragma once

#include <chrono>
#include <string>

#include "base/result.hpp"
#include "mail/mail.hpp"

namespace housing::ports {

class Mailer {
 public:
  virtual ~Mailer() = default;
  // Gives the carrier's own id of the mail, or its Message-ID. `deadline` by Clock::monotonic().
  virtual base::Result<std::string> send(const mail::Mail& mail, std::chrono::nanoseconds deadline) = 0;
};

}  // namespace housing::ports
