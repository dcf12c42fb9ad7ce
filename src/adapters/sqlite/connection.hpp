// Connection: one handle of SQLite with its prepared statements. What a transaction is made of; SqliteDatabase says
// when one begins and which connection it has.
// Thread-safety: one thread at a time. Errors: see ports/database.hpp.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "ports/database.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace housing::sqlite {

// Our statements are a fixed set; a program that makes up new ones without end has its cache emptied now and then.
inline constexpr std::size_t kMaxPreparedStatements = 256;

class Connection {
 public:
  // `path` is a file, made with mode 0600 where it is missing, or ":memory:".
  static base::Result<std::unique_ptr<Connection>> open(const std::string& path);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // From here on waits and statements end at `until`.
  void set_deadline(std::chrono::steady_clock::time_point until) { until_ = until; }
  bool past_deadline() const { return std::chrono::steady_clock::now() >= until_; }

  // One statement. `access` kRead: one that writes is refused.
  base::Result<ports::Rows> run(std::string_view statement, std::span<const ports::SqlValue> parameters,
                                ports::Access access);
  // Statements of the adapter's own or a migration's.
  base::Status run_script(std::string_view statements, ports::Access access);
  bool in_transaction() const;
  // Ends whatever transaction is open.
  void roll_back();

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

  explicit Connection(sqlite3* handle);
  base::Status configure(bool in_memory);
  base::Result<Statement> prepare(std::string_view text, const char** rest, unsigned flags);
  base::Result<sqlite3_stmt*> prepared(std::string_view text);
  base::Result<ports::Rows> step_through(sqlite3_stmt* statement, std::string_view text);
  base::Error error_of(int code, std::string_view text) const;

  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, Statement, std::less<>> statements_;  // finalized before the handle is closed
  std::chrono::steady_clock::time_point until_;
};

}  // namespace housing::sqlite
