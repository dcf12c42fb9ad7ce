// Outside: what this process's settings say of the world around it, opened when it is asked for: AWS with its
// credentials, secrets by reference, and the adapter behind each HOUSING_*_URL.
//
//   HOUSING_DATABASE_URL  sqlite:///file (default: housing.sqlite in the data folder), postgresql://host/db?…
//   HOUSING_OBJECTS_URL   file:///folder (default: objects in the data folder), s3://bucket[/prefix]
//   HOUSING_QUEUE_URL     database: (default), sqs://prefix
//   HOUSING_MAIL_URL      file:///folder (default: mail in the data folder), smtp://, smtps://, ses://region
//   HOUSING_EVENTS_URL    nothing (default), eventbridge://bus
// A secret is the text itself, file:///path, secretsmanager://NAME_OR_ARN[#KEY] or ssm:///path/name[#KEY].
//
// Thread-safety: opening is for one thread; what was opened as its own header says. Ownership: it must outlive all that
// it opened; the environment and the clock must outlive it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/secrets/secrets.hpp"
#include "aws/session.hpp"
#include "base/clock.hpp"
#include "main/environment.hpp"
#include "ports/credentials.hpp"
#include "ports/database.hpp"
#include "ports/events.hpp"
#include "ports/mailer.hpp"
#include "ports/object_store.hpp"
#include "ports/queue.hpp"

namespace housing::main {

class Outside {
 public:
  Outside(const Environment& environment, std::string data_dir, const base::Clock& clock);
  ~Outside();
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;

  const Environment& environment() const { return environment_; }
  const std::string& data_dir() const { return data_dir_; }
  const base::Clock& clock() const { return clock_; }

  // All errors: kInvalidInput (an address nobody serves here, with what is known), kIo, kUnavailable.
  base::Result<std::unique_ptr<ports::Database>> open_database();
  base::Result<std::unique_ptr<ports::ObjectStore>> open_objects();
  // `database` holds the queue where no other is configured.
  base::Result<std::unique_ptr<ports::Queue>> open_queue(ports::Database& database);
  bool queue_is_apart() const;  // from the database: nobody else hands our outbox to it
  base::Result<std::unique_ptr<ports::Mailer>> open_mailer();
  base::Result<std::unique_ptr<ports::Events>> open_events();  // nullptr: none configured

  // `variable`: the setting's name, for messages, which never hold the secret. "" where nothing is given.
  base::Result<std::string> secret(std::string_view variable, const std::optional<std::string>& value,
                                   bool refresh = false);
  // Asked anew for each sign-in. Empty where no password is given.
  ports::CredentialsSource credentials(std::string_view variable, const std::optional<std::string>& user,
                                       const std::optional<std::string>& password);
  // Of a region; "": the process's. Errors: kInvalidInput (no region, AWS_* variables that contradict themselves).
  base::Result<aws::Session*> aws(const std::string& region = {});

 private:
  struct Aws;
  base::Result<Aws*> aws_parts();

  const Environment& environment_;
  const std::string data_dir_;
  const base::Clock& clock_;
  std::unique_ptr<Aws> aws_;
};

// "HOUSING_X_URL: 'scheme:' is not served here; known are …", without what may be a password.
std::unexpected<base::Error> unknown_scheme(std::string_view variable, const std::string& url, std::string_view known);

}  // namespace housing::main
