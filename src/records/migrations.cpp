#include "records/migrations.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>

namespace housing::records {
namespace {

using base::ErrorCode;
using base::fail;
using ports::Access;
using ports::Dialect;
using ports::Rows;
using ports::Sql;

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " needs BIGINT NOT NULL, applied_at BIGINT NOT NULL)";
// PostgreSQL's advisory lock that migrating processes take turns with. SQLite's writers do so anyway.
constexpr std::int64_t kLock = 0x486f7573696e67;

std::string label_of(std::int64_t version, std::string_view name) {
  char number[24];
  std::snprintf(number, sizeof number, "%04lld", static_cast<long long>(version));
  return std::string(number) + "_" + std::string(name);
}

// The first of `known` that is not applied; nullptr when none is pending.
base::Result<const Migration*> first_pending(const Rows& applied, std::span<const Migration> known) {
  const std::int64_t ours = known.empty() ? 0 : known.back().version;
  for (std::size_t row = 0; row < applied.size(); ++row) {
    const std::int64_t version = applied.integer(row, 0);
    const std::string label = label_of(version, applied.text(row, 1));
    if (applied.integer(row, 3) > ours)
      return fail(ErrorCode::kInvalidInput, "the database has migration " + label + " and needs a newer program");
    if (version > ours) continue;
    const auto known_one = std::ranges::find(known, version, &Migration::version);
    if (known_one == known.end() || known_one->sha256() != applied.text(row, 2))
      return fail(ErrorCode::kInvalidInput, "migration " + label +
                                                " was applied with another text than this program has: run the "
                                                "program that belongs to this database, or restore db/ as it was");
  }
  const auto is_applied = [&](const Migration& migration) {
    for (std::size_t row = 0; row < applied.size(); ++row)
      if (applied.integer(row, 0) == migration.version) return true;
    return false;
  };
  const auto pending = std::ranges::find_if_not(known, is_applied);
  if (pending == known.end()) return nullptr;
  if (!applied.empty() && applied.integer(applied.size() - 1, 0) > pending->version)
    return fail(ErrorCode::kInvalidInput, "migration " + label_of(pending->version, pending->name) +
                                              " was left out although later ones were applied");
  return &*pending;
}

base::Result<Rows> applied_migrations(Sql& sql) {
  return sql.run("SELECT version, name, sha256, needs FROM schema_migrations ORDER BY version");
}

base::Result<bool> has_table(Sql& sql) {
  HT_TRY(const Rows found,
         sql.run(sql.dialect() == Dialect::kSqlite ? "SELECT name FROM sqlite_master WHERE name = 'schema_migrations'"
                                                   : "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL"));
  return !found.empty();
}

base::Status apply(Sql& sql, const Migration& migration, base::WallTime now) {
  const std::string label = label_of(migration.version, migration.name);
  HT_TRY(const std::string script, migration.script(sql.dialect()));
  HT_TRY(const int needs, migration.needs());
  if (const auto status = sql.run_script(script); !status)
    return std::unexpected(status.error().at("migration " + label));
  HT_CHECK_OK(
      sql.run("INSERT INTO schema_migrations (version, name, sha256, needs, applied_at)"
              " VALUES ($1, $2, $3, $4, $5)",
              {std::int64_t{migration.version}, migration.name, migration.sha256(), std::int64_t{needs},
               std::int64_t{now.time_since_epoch().count()}}));
  return {};
}

}  // namespace

base::Result<MigrationReport> migrate(ports::Database& database, const base::Clock& clock,
                                      std::span<const Migration> known) {
  MigrationReport report;
  while (true) {
    std::optional<std::string> label;
    const auto status =
        database.transact(Access::kWrite, clock.monotonic() + kMaxMigrationTime, [&](Sql& sql) -> base::Status {
          label.reset();
          if (sql.dialect() == Dialect::kPostgres) HT_CHECK_OK(sql.run("SELECT pg_advisory_xact_lock($1)", {kLock}));
          HT_CHECK_OK(sql.run_script(kTable));
          HT_TRY(const Rows applied, applied_migrations(sql));
          report.version = applied.empty() ? 0 : static_cast<int>(applied.integer(applied.size() - 1, 0));
          HT_TRY(const Migration* const next, first_pending(applied, known));
          if (next == nullptr) return {};
          HT_CHECK_OK(apply(sql, *next, clock.now()));
          label = label_of(next->version, next->name);
          return {};
        });
    if (!status) return std::unexpected(status.error());
    if (!label) return report;
    report.applied.push_back(*label);
  }
}

base::Status check(ports::Database& database, const base::Clock& clock, std::span<const Migration> known) {
  return database.transact(Access::kRead, clock.monotonic() + kMaxCheckTime, [&](Sql& sql) -> base::Status {
    Rows applied;
    HT_TRY(const bool begun, has_table(sql));
    if (begun) {
      HT_TRY(applied, applied_migrations(sql));
    }
    HT_TRY(const Migration* const next, first_pending(applied, known));
    if (next != nullptr)
      return fail(ErrorCode::kUnavailable, "the database has not got migration " + label_of(next->version, next->name) +
                                               ": run `housing migrate`");
    return {};
  });
}

}  // namespace housing::records
