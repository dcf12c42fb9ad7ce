#include "adapters/sqlite/sqlite_database.hpp"

#include <filesystem>
#include <optional>

#include "ports/sql_rules.hpp"

namespace housing::sqlite {
namespace {

using base::ErrorCode;
using base::fail;
using ports::Access;
using Moment = std::chrono::steady_clock::time_point;

// What Work sees: statements of the open transaction until the first that fails.
class Transaction final : public ports::Sql {
 public:
  Transaction(Connection& connection, Access access) : connection_(connection), access_(access) {}

  base::Result<ports::Rows> run(std::string_view statement, std::span<const ports::SqlValue> parameters) override {
    HT_CHECK_OK(usable());
    auto rows = connection_.run(statement, parameters, access_);
    if (const auto status = settle(rows ? base::Status() : std::unexpected(rows.error())); !status)
      return std::unexpected(status.error());
    return rows;
  }
  base::Status run_script(std::string_view statements) override {
    HT_CHECK_OK(usable());
    return settle(connection_.run_script(statements, access_));
  }
  ports::Dialect dialect() const override { return ports::Dialect::kSqlite; }

  // The first error, which Work may have kept to itself.
  const std::optional<base::Error>& error() const { return error_; }

 private:
  base::Status usable() const {
    if (error_) return fail(ErrorCode::kInvalidInput, "after an error the transaction can only be left");
    return {};
  }
  base::Status settle(base::Status status) {
    if (status && !connection_.in_transaction())
      status = fail(ErrorCode::kInvalidInput, "a statement ended the transaction: return from Work instead");
    if (!status) error_ = status.error();
    return status;
  }

  Connection& connection_;
  Access access_;
  std::optional<base::Error> error_;
};

base::Status run_in(Connection& connection, Access access, const ports::Database::Work& work) {
  // A writer takes its lock at once, so that no transaction finds out half-way that another was first.
  HT_CHECK_OK(connection.run_script(access == Access::kWrite ? "BEGIN IMMEDIATE" : "BEGIN", Access::kWrite));
  Transaction transaction(connection, access);
  HT_CHECK_OK(work(transaction));
  if (transaction.error()) return std::unexpected(*transaction.error());
  return connection.run_script("COMMIT", Access::kWrite);
}

}  // namespace

// A connection for the time of one transaction.
class SqliteDatabase::Lease {
 public:
  static base::Result<Lease> take(SqliteDatabase& database, Access access, Moment until) {
    const bool writes = access == Access::kWrite || database.in_memory();
    std::unique_lock lock(database.mutex_);
    const bool free = database.returned_.wait_until(lock, until, [&] {
      return writes ? database.writer_ != nullptr : !database.readers_.empty() || database.readers_open_ < kMaxReaders;
    });
    if (!free) return fail(ErrorCode::kLimitExceeded, database.path_ + ": no connection was free before the deadline");
    if (writes) return Lease(database, std::move(database.writer_), true);
    if (!database.readers_.empty()) {
      Lease lease(database, std::move(database.readers_.back()), false);
      database.readers_.pop_back();
      return lease;
    }
    ++database.readers_open_;
    lock.unlock();
    auto opened = Connection::open(database.path_);
    Lease lease(database, opened ? std::move(*opened) : nullptr, false);
    if (!opened) return std::unexpected(std::move(opened.error()));
    return lease;
  }

  Lease(Lease&& other) noexcept
      : database_(std::exchange(other.database_, nullptr)),
        connection_(std::move(other.connection_)),
        writes_(other.writes_) {}
  Lease& operator=(Lease&&) = delete;
  ~Lease() {
    if (database_ == nullptr) return;
    if (connection_) connection_->roll_back();
    {
      const std::lock_guard lock(database_->mutex_);
      if (writes_) {
        database_->writer_ = std::move(connection_);
      } else if (connection_) {
        database_->readers_.push_back(std::move(connection_));
      } else {
        --database_->readers_open_;
      }
    }
    database_->returned_.notify_all();  // readers and writers wait for different things
  }

  Connection& operator*() const { return *connection_; }

 private:
  Lease(SqliteDatabase& database, std::unique_ptr<Connection> connection, bool writes)
      : database_(&database), connection_(std::move(connection)), writes_(writes) {}

  SqliteDatabase* database_;
  std::unique_ptr<Connection> connection_;
  bool writes_;
};

base::Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(std::string_view url, const base::Clock& clock) {
  constexpr std::string_view kFileUrl = "sqlite://";
  std::string path;
  if (url == "sqlite::memory:") {
    path = ":memory:";
  } else if (url.starts_with("sqlite:///") && !url.ends_with('/') && url.find('\0') == std::string_view::npos) {
    path = url.substr(kFileUrl.size());
    std::error_code error;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
    if (error) return fail(ErrorCode::kIo, path + ": cannot make its folder: " + error.message());
  } else {
    return fail(ErrorCode::kInvalidInput, "'" + std::string(url) + "' is not of the form sqlite:///folder/file");
  }
  std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(std::move(path), clock));
  HT_TRY(database->writer_, Connection::open(database->path_));
  return database;
}

base::Status SqliteDatabase::transact(Access access, std::chrono::nanoseconds deadline, const Work& work) {
  const Moment until = ports::moment_of(deadline, clock_);
  HT_TRY(const Lease lease, Lease::take(*this, access, until));
  Connection& connection = *lease;
  connection.set_deadline(until);
  return run_in(connection, access, work);
}

base::Status SqliteDatabase::ping(std::chrono::nanoseconds deadline) {
  return transact(Access::kRead, deadline, [](ports::Sql& sql) -> base::Status {
    HT_CHECK_OK(sql.run("SELECT count(*) FROM sqlite_master"));
    return {};
  });
}

}  // namespace housing::sqlite
