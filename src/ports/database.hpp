// Database: what must be remembered and shared beyond the data itself: accounts, saved things, alerts, jobs' records.
// SQLite on a laptop, PostgreSQL in production; one SQL text for both wherever possible (db/, src/records).
//
// Statements name their parameters $1, $2 …; a time is an integer of milliseconds since 1970 in UTC, an id is text, a
// truth is 0 or 1: so the same text works on both. It is not an object mapper and builds no SQL.
// Thread-safety: any thread. A pool of at most kMaxConnections; a caller waits for one until its deadline.
// Errors everywhere: kConflict      a unique or foreign key said no (the message names the constraint)
//                    kUnavailable   the server does not answer, went away, or is failing over: try again later
//                    kLimitExceeded the statement or the wait for a connection ran out of time
//                    kInvalidInput  a statement the database does not understand: a defect of ours, or a bad URL
//                    kIo            disk full, no permission
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"

namespace housing::ports {

inline constexpr std::size_t kMaxConnections = 16;
inline constexpr int kMaxTransactionTries = 4;
inline constexpr std::size_t kMaxResultBytes = 64 * 1024 * 1024;  // of one statement's rows in memory

enum class Dialect { kSqlite, kPostgres };

using SqlValue = std::variant<std::nullptr_t, std::int64_t, double, std::string>;

// What a statement gave: rows of equal width, and how many it changed.
class Rows {
 public:
  Rows() = default;
  Rows(std::size_t width, std::vector<SqlValue> cells, std::int64_t changed)
      : width_(width), cells_(std::move(cells)), changed_(changed) {}

  std::size_t size() const { return width_ == 0 ? 0 : cells_.size() / width_; }
  bool empty() const { return size() == 0; }
  std::int64_t changed() const { return changed_; }  // rows inserted, updated or deleted

  const SqlValue& at(std::size_t row, std::size_t column) const;
  bool is_null(std::size_t row, std::size_t column) const;
  // A cell of another kind is an assertion: the statement says what it selects. NULL reads as "", 0, 0.0.
  const std::string& text(std::size_t row, std::size_t column) const;
  std::int64_t integer(std::size_t row, std::size_t column) const;
  double number(std::size_t row, std::size_t column) const;

 private:
  std::size_t width_ = 0;
  std::vector<SqlValue> cells_;  // row by row
  std::int64_t changed_ = 0;
};

// One open transaction on one connection.
class Sql {
 public:
  virtual ~Sql() = default;
  // One statement. After an error the transaction can only be left.
  virtual base::Result<Rows> run(std::string_view statement, std::span<const SqlValue> parameters) = 0;
  // Several statements without parameters, as a migration has them.
  virtual base::Status run_script(std::string_view statements) = 0;
  virtual Dialect dialect() const = 0;

  base::Result<Rows> run(std::string_view statement, std::initializer_list<SqlValue> parameters = {}) {
    return run(statement, std::span<const SqlValue>(parameters.begin(), parameters.size()));
  }
};

enum class Access {
  kRead,   // sees one state of the database; writing is an error
  kWrite,  // one writer at a time on SQLite; READ COMMITTED on PostgreSQL, so write conditional statements
};

class Database {
 public:
  using Work = std::function<base::Status(Sql&)>;

  virtual ~Database() = default;
  // Runs `work` in a transaction: committed when it succeeds, rolled back when it fails, whose error is returned.
  // `work` runs again, up to kMaxTransactionTries, when the database asks for it (deadlock, serialisation) or the
  // connection was lost before the commit was sent: it must have no effect beyond the transaction and its own
  // variables, which it sets anew each time. A connection lost while the commit was under way is kUnavailable and not
  // tried again: the outcome is unknown, so what must happen once has a key of its own.
  // `deadline` by Clock::monotonic(), for everything together; it is also the statements' timeout.
  virtual base::Status transact(Access access, std::chrono::nanoseconds deadline, const Work& work) = 0;
  // Whether it answers, for readiness.
  virtual base::Status ping(std::chrono::nanoseconds deadline) = 0;
  virtual Dialect dialect() const = 0;
};

}  // namespace housing::ports
