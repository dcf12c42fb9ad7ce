// Shop: everything that jobs stand on: a database in memory with its queue, a world without numbers, a mailer that
// keeps what it was given. Includes adapters: the test program links them.
#pragma once

#include <string>
#include <vector>

#include "adapters/database_queue/database_queue.hpp"
#include "ports/mailer.hpp"
#include "testing/imported_world.hpp"
#include "testing/people.hpp"

namespace housing::testing {

// Keeps what was sent; fails as often as it is told to.
class KeepingMailer final : public ports::Mailer {
 public:
  base::Result<std::string> send(const mail::Mail& mail, std::chrono::nanoseconds) override {
    if (failures > 0) {
      --failures;
      return base::fail(code, "the carrier is away");
    }
    sent.push_back(mail);
    return "carrier-" + std::to_string(sent.size());
  }

  std::vector<mail::Mail> sent;
  int failures = 0;
  base::ErrorCode code = base::ErrorCode::kUnavailable;
};

class Shop {
 public:
  People people;
  ImportedWorld world;
  KeepingMailer mailer;
  database_queue::DatabaseQueue queue{people.database(), people.clock()};

  ports::QueueDepth depth(std::string_view name) {
    const auto depth = queue.depth(name);
    HT_ASSERT(depth.has_value());
    return *depth;
  }
  void send(std::string_view name, const std::string& key, const std::string& body) {
    const ports::OutgoingMessage message{.key = key, .body = body, .trace = {}};
    HT_ASSERT(queue.send(name, {&message, 1}).has_value());
  }
  ports::Rows sql(std::string_view statement) {
    ports::Rows rows;
    const auto status =
        people.database().transact(ports::Access::kWrite, people.clock().monotonic() + accounts::kDatabaseTime,
                                   [&](ports::Sql& run) -> base::Status {
                                     HT_TRY(rows, run.run(statement));
                                     return {};
                                   });
    HT_ASSERT(status.has_value());
    return rows;
  }
  // Somebody registers: one mail waits.
  void register_somebody(const std::string& email) {
    HT_ASSERT(accounts::register_person(people.context(), people.visitor(),
                                        {.email = email, .password = std::string(kGoodPassword), .name = {}})
                  .has_value());
  }
};

}  // namespace housing::testing
