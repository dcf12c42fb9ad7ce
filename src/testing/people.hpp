// People: an accounts::Context over an empty database in memory, a clock that is told the time, and the mails written.
// Includes adapters: the test program links them.
#pragma once

#include <memory>
#include <string>

#include "accounts/context.hpp"
#include "accounts/registration.hpp"
#include "accounts/session.hpp"
#include "accounts/sign_in.hpp"
#include "adapters/database_queue/database_queue.hpp"
#include "adapters/memory/memory_cache.hpp"
#include "adapters/sqlite/sqlite_database.hpp"
#include "base/assert.hpp"
#include "records/migrations.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::testing {

using accounts::Caller;
using accounts::Context;
using accounts::SignedIn;
using accounts::Visitor;

inline constexpr std::string_view kGoodPassword = "a long enough secret";

class People {
 public:
  // `cost`: of passwords; cheap unless a test is about it.
  explicit People(std::string_view database_url = "sqlite::memory:",
                  const crypto::PasswordCost& cost = {.memory_kib = 64, .passes = 1, .lanes = 1}) {
    auto opened = sqlite::SqliteDatabase::open(database_url, clock_);
    HT_ASSERT(opened.has_value());
    database_ = std::move(*opened);
    HT_ASSERT(records::migrate(*database_, clock_).has_value());
    queue_ = std::make_unique<database_queue::DatabaseQueue>(*database_, clock_);
    context_.emplace(Context{.database = *database_,
                             .cache = cache_,
                             .clock = clock_,
                             .random = random_,
                             .log = log_,
                             .settings = {.signing_key = "a key for tests",
                                          .public_url = "https://housing.example",
                                          .mail_from = "Housing Trends <no-reply@housing.example>",
                                          .password_cost = cost,
                                          .secure_cookies = true}});
  }

  const Context& context() const { return *context_; }
  SimulatedClock& clock() { return clock_; }
  ports::Database& database() { return *database_; }
  ports::Queue& queue() { return *queue_; }

  // Every mail to that address, oldest first: "subject\ntext".
  std::vector<std::string> mails_to(std::string_view address) {
    std::vector<std::string> mails;
    const auto status =
        database_->transact(ports::Access::kRead, clock_.monotonic() + accounts::kDatabaseTime, [&](ports::Sql& sql) {
          mails.clear();
          const auto rows = sql.run("SELECT subject, text FROM mails WHERE address = $1 ORDER BY created_at, key",
                                    {std::string(address)});
          HT_ASSERT(rows.has_value());
          for (std::size_t row = 0; row < rows->size(); ++row)
            mails.push_back(rows->text(row, 0) + "\n" + rows->text(row, 1));
          return base::Status{};
        });
    HT_ASSERT(status.has_value());
    return mails;
  }
  // The token in the link of the newest mail to that address.
  std::string token_mailed_to(std::string_view address) {
    const auto mails = mails_to(address);
    HT_ASSERT(!mails.empty());
    const std::size_t at = mails.back().rfind("?token=");
    HT_ASSERT(at != std::string::npos);
    const std::string rest = mails.back().substr(at + 7);
    return rest.substr(0, rest.find('\n'));
  }
  // A verified account.
  void join(std::string_view email, std::string_view password = kGoodPassword) {
    HT_ASSERT(accounts::register_person(context(), visitor(),
                                        {.email = std::string(email), .password = std::string(password), .name = {}})
                  .has_value());
    clock_.advance(std::chrono::seconds(1));
    HT_ASSERT(accounts::verify_email(context(), visitor(), token_mailed_to(email)).has_value());
  }
  SignedIn enter(std::string_view email, std::string_view password = kGoodPassword) {
    auto signed_in = accounts::sign_in(context(), visitor(), {std::string(email), std::string(password), {}}, "");
    HT_ASSERT(signed_in.has_value());
    return *signed_in;
  }
  Caller caller(std::string_view email) {
    auto found = accounts::caller_of_session(context(), enter(email).session.token);
    HT_ASSERT(found.has_value());
    return *found;
  }
  static Visitor visitor() { return {.address = "203.0.113.7", .agent = "test"}; }

 private:
  SimulatedClock clock_;
  crypto::SystemRandom random_;
  base::Log log_{clock_, -1, base::LogLevel::kError};
  memory::MemoryCache cache_{clock_};
  std::unique_ptr<sqlite::SqliteDatabase> database_;
  std::unique_ptr<ports::Queue> queue_;
  std::optional<Context> context_;
};

}  // namespace housing::testing
