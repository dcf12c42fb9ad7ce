// TracedMailer: a ports::Mailer that is watched, and whose mails are counted. Nothing of a mail is in a span.
#pragma once

#include "ports/mailer.hpp"
#include "telemetry/dependency_watch.hpp"

namespace housing::telemetry {

class TracedMailer final : public ports::Mailer {
 public:
  TracedMailer(ports::Mailer& inner, const Telemetry& telemetry)
      : inner_(inner), watch_(telemetry, "mail"), sent_(telemetry.metrics.counter(Metric::kMailsSent)) {}

  base::Result<std::string> send(const mail::Mail& mail, std::chrono::nanoseconds deadline) override {
    Span span = watch_.start("send mail");
    auto id = inner_.send(mail, deadline);
    if (id) {
      sent_.add();
    } else {
      // A server's refusal may quote the address.
      watch_.note(span, {id.error().code, ""});
    }
    return id;
  }

 private:
  ports::Mailer& inner_;
  DependencyWatch watch_;
  Counter& sent_;
};

}  // namespace housing::telemetry
