// Context: what every use case of accounts stands on, built once in main. Thread-safety: any thread.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "accounts/refusal.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "crypto/password.hpp"
#include "crypto/random.hpp"
#include "ports/cache.hpp"
#include "ports/database.hpp"

namespace housing::accounts {

struct Settings {
  std::string signing_key;  // links, CSRF tokens and sealed secrets are made from it
  std::string public_url;   // "https://housing.example", without a slash at the end
  std::string mail_from;
  crypto::PasswordCost password_cost;
  bool secure_cookies = true;
  bool admins_need_factor = false;  // who has none set up administers nothing
};

struct Context {
  ports::Database& database;
  ports::Cache& cache;
  const base::Clock& clock;
  crypto::Random& random;
  base::Log& log;
  Settings settings;
};

// Who asks, from where.
struct Visitor {
  std::string address;
  std::string agent;
};

inline constexpr std::chrono::seconds kDatabaseTime{5};  // for one use case's transaction

// Runs `work(sql) -> Outcome<T>` in a transaction: committed when it gives a value, rolled back when it refuses.
template <class T, class Work>
Outcome<T> in_transaction(const Context& context, ports::Access access, const Work& work) {
  std::optional<Outcome<T>> outcome;
  const base::Status status = context.database.transact(
      access, context.clock.monotonic() + kDatabaseTime, [&](ports::Sql& sql) -> base::Status {
        outcome.emplace(work(sql));
        if (*outcome) return {};
        return std::unexpected(outcome->error().cause.value_or(
            base::Error{base::ErrorCode::kInvalidInput, "the use case refused: " + outcome->error().detail}));
      });
  if (!status && (!outcome || *outcome)) return std::unexpected(Refusal(status.error()));
  return std::move(*outcome);
}

// One line in the diary of who did what, as part of a transaction.
base::Status note(ports::Sql& sql, const Context& context, const Visitor& visitor, std::string_view user_id,
                  std::string_view actor, std::string_view action, std::string_view detail = {});

// What a token is kept as.
std::string token_hash(std::string_view token);

}  // namespace housing::accounts
