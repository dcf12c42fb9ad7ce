// Connection: statements, transactions and copying over one Link, with its prepared statements. What a failure means
// for the transaction stands in remedy() after it.
// Thread-safety: one thread at a time. Errors: see ports/database.hpp.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/postgres/error.hpp"
#include "adapters/postgres/link.hpp"
#include "ports/database.hpp"

namespace housing::postgres {

// Our statements are a fixed set; a program that makes up new ones without end has its cache emptied now and then.
inline constexpr std::size_t kMaxPreparedStatements = 256;
// PostgreSQL ends a statement at its deadline by itself; an answer that takes this much longer is not waited for.
inline constexpr std::chrono::milliseconds kGrace{250};
inline constexpr std::chrono::seconds kMaxRollbackTime{1};

class Connection {
 public:
  // `state`: the SQLSTATE with which the server refused, where it did.
  static base::Result<std::unique_ptr<Connection>> open(const Address& address, const Credentials& credentials,
                                                        Moment until, std::string& state);

  // Begins a transaction that is to end by `until`.
  base::Status begin(ports::Access access, Moment until);
  base::Result<ports::Rows> run(std::string_view statement, std::span<const ports::SqlValue> parameters);
  base::Status run_script(std::string_view statements);
  // A connection lost on the way is kUnavailable with no remedy: nobody knows whether it was committed.
  base::Status commit();
  // Ends the transaction where there is one; afterwards is_usable() says whether the connection can go on.
  void roll_back();

  // `statement` is a COPY … FROM STDIN. Between begin_copy and end_copy only send.
  base::Status begin_copy(std::string_view statement);
  base::Status send(std::string_view bytes);
  base::Status end_copy();

  Remedy remedy() const { return remedy_; }
  bool is_usable() const;
  // After an error that a ROLLBACK TO SAVEPOINT can undo.
  bool is_in_failed_transaction() const;
  Moment until() const { return until_; }

 private:
  explicit Connection(std::unique_ptr<Link> link) : link_(std::move(link)) {}
  base::Status prepare_session();
  base::Status simple(std::string_view statements, Moment until);
  base::Result<std::string> prepared(std::string_view statement, std::span<const ports::SqlValue> parameters);
  base::Status settle(base::Status status);
  base::Status still_open() const;
  base::Status check(const PGresult& answer, std::string_view statement);

  std::unique_ptr<Link> link_;
  std::map<std::string, std::string, std::less<>> prepared_;  // kinds of parameters and text -> name
  std::size_t names_ = 0;
  ports::Access access_ = ports::Access::kRead;
  Moment until_;
  Remedy remedy_ = Remedy::kNone;
};

}  // namespace housing::postgres
