// SqliteDatabase: the Database of a laptop or of one machine: a file in write-ahead mode. One connection writes, up to
// kMaxReaders others read beside it and never wait for it. Several processes may use one file of a local disk; not a
// network file system.
//
// A commit waits for the disk (synchronous = FULL), so it survives a crash of the machine. That wait is the one thing
// a deadline cannot cut short. Foreign keys are checked. The file and its neighbours -wal and -shm have mode 0600 when
// made here; what is there already keeps its mode. A read-only folder is kIo: SQLite needs to lock even to read.
// The message of a conflict names table and column ("accounts.email"), of a foreign key nothing but the statement.
// Thread-safety: any thread. A Work must not call transact() of its own database: it would wait for itself.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sqlite/connection.hpp"
#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::sqlite {

inline constexpr std::size_t kMaxReaders = ports::kMaxConnections - 1;

class SqliteDatabase final : public ports::Database {
 public:
  // "sqlite:///absolute/path/to/file", made with its folder where missing; the path stands as it is, without %-escapes.
  // "sqlite::memory:": an empty database that ends with this object, on one connection that all take turns with; for
  // tests. Errors: kInvalidInput (not such a URL), kIo, kCorrupt (not a database).
  static base::Result<std::unique_ptr<SqliteDatabase>> open(std::string_view url, const base::Clock& clock);

  base::Status transact(ports::Access access, std::chrono::nanoseconds deadline, const Work& work) override;
  base::Status ping(std::chrono::nanoseconds deadline) override;
  ports::Dialect dialect() const override { return ports::Dialect::kSqlite; }

 private:
  class Lease;

  SqliteDatabase(std::string path, const base::Clock& clock) : path_(std::move(path)), clock_(clock) {}
  bool in_memory() const { return path_ == ":memory:"; }

  std::string path_;
  const base::Clock& clock_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::unique_ptr<Connection> writer_;                // guarded by mutex_; empty while somebody has it
  std::vector<std::unique_ptr<Connection>> readers_;  // guarded by mutex_; those nobody has
  std::size_t readers_open_ = 0;                      // guarded by mutex_
};

}  // namespace housing::sqlite
