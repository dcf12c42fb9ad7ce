// Migrations: brings a database to the tables this program works with, and says at start whether it is there.
// What was applied stands in schema_migrations (version, name, sha256, needs, applied_at).
// Thread-safety: any thread; several processes at once take turns and each migration is applied once.
// Errors: those of the database; kInvalidInput: an applied migration is not the one in this program, or the database
// needs a newer program; from check() also kUnavailable: one is pending, so somebody must run `housing migrate`.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"
#include "records/migration.hpp"

namespace housing::records {

inline constexpr std::chrono::minutes kMaxMigrationTime{30};  // of one; an index on a large table takes its time
inline constexpr std::chrono::seconds kMaxCheckTime{5};

struct MigrationReport {
  std::vector<std::string> applied;  // "0001_queue", in this call
  int version = 0;                   // of the database now
};

// Applies what is pending, in order, each in a transaction of its own. What failed left nothing of itself.
base::Result<MigrationReport> migrate(ports::Database& database, const base::Clock& clock,
                                      std::span<const Migration> known = embedded_migrations());

// Whether this program can work with the database as it is. A database that is ahead is fine unless what is ahead says
// it needs a newer program (db/README.md), so that the old program runs on while a new one is brought in.
base::Status check(ports::Database& database, const base::Clock& clock,
                   std::span<const Migration> known = embedded_migrations());

}  // namespace housing::records
