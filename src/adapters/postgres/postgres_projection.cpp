#include "adapters/postgres/postgres_projection.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <thread>

#include "adapters/postgres/copy_rows.hpp"
#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "ports/sql_rules.hpp"

namespace housing::postgres {
namespace {

using base::ErrorCode;
using base::fail;
using ports::ProjectedCell;
using ports::ProjectedMetric;
using ports::Rows;
using ports::SqlValue;
using std::chrono::steady_clock;

constexpr std::string_view kTable = "observations";
// PostgreSQL's advisory lock that projecting processes take turns with, whatever the metric: each keeps a lock on the
// table from its beginning, which the exchange of another would wait for.
constexpr std::int64_t kLock = 0x6f627365727665;
constexpr int kMaxDecimals = 9;

base::Result<Rows> run(Connection& connection, std::string_view statement,
                       std::initializer_list<SqlValue> values = {}) {
  return connection.run(statement, std::span<const SqlValue>(values.begin(), values.size()));
}

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// The metric's name becomes part of a table's: letters, digits and what a variant's name has.
base::Status check_metric(std::string_view metric) {
  const bool known =
      std::ranges::all_of(metric, [](char c) { return is_plain(c) || c == '.' || c == '@' || c == '-'; });
  if (metric.empty() || metric.size() > kMaxMetricName || !known)
    return fail(ErrorCode::kInvalidInput, "'" + std::string(metric) + "' cannot be part of a table's name");
  return {};
}

// "observations_rent"; what would need quotes is told apart by a digest: "observations_rent_sfr_zillow_1f2e3d4c".
std::string partition_of(std::string_view metric) {
  constexpr std::size_t kShown = 30;  // PostgreSQL's names have 63 bytes
  constexpr std::size_t kDigits = 8;
  std::string name(metric);
  if (name.size() > kShown || !std::ranges::all_of(name, is_plain)) {
    std::ranges::replace_if(name, [](char c) { return !is_plain(c); }, '_');
    name = name.substr(0, kShown) + "_" + base::sha256_hex(metric).substr(0, kDigits);
  }
  return std::string(kTable) + "_" + name;
}

std::string quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? 2 : 1, c);
  return quoted + "'";
}

// Copies what `cells` gives; how many rows.
base::Result<std::int64_t> copy(Connection& connection, const std::string& table, int decimals,
                                const ports::CellSource& cells) {
  const double scale = std::pow(10.0, decimals);  // exact up to 10^22
  std::int64_t count = 0;
  CopyRows rows(4);
  // FREEZE: nobody else sees the table before it is exchanged, so its rows need no second look by vacuum; and a reader
  // whose snapshot is older than the exchange finds them rather than none.
  HT_CHECK_OK(connection.begin_copy("COPY " + table +
                                    " (region, period, period_begin, value) FROM STDIN (FORMAT binary, FREEZE true)"));
  const auto sink = [&](const ProjectedCell& cell) -> base::Status {
    rows.begin_row();
    rows.text(cell.region);
    rows.text(cell.period);
    rows.date(cell.period_begin.days);
    rows.number(static_cast<double>(cell.scaled) / scale);
    ++count;
    if (!rows.is_full()) return {};
    HT_CHECK_OK(connection.send(rows.bytes()));
    rows.clear();
    return {};
  };
  HT_CHECK_OK(cells(sink));
  rows.end();
  HT_CHECK_OK(connection.send(rows.bytes()));
  HT_CHECK_OK(connection.end_copy());
  return count;
}

base::Result<std::int64_t> make_partition(Connection& connection, const ProjectedMetric& metric,
                                          const std::string& table, int decimals, const ports::CellSource& cells) {
  // What is the same in all rows is a default, which need not be sent. The CHECK says what the partition will hold, so
  // that attaching it does not read it all.
  HT_CHECK_OK(
      connection.run_script("CREATE TABLE " + table + " (LIKE " + std::string(kTable) + ");" + "ALTER TABLE " + table +
                            " ALTER metric SET DEFAULT " + quoted(metric.metric) + ", ALTER source SET DEFAULT " +
                            quoted(metric.source) + ", ALTER release SET DEFAULT " + quoted(metric.release) +
                            ", ADD CONSTRAINT only_metric" + " CHECK (metric = " + quoted(metric.metric) + ")"));
  HT_TRY(const std::int64_t count, copy(connection, table, decimals, cells));
  HT_CHECK_OK(
      connection.run_script("SET LOCAL maintenance_work_mem = '128MB';"
                            "ALTER TABLE " +
                            table +
                            " ADD PRIMARY KEY (metric, region, period_begin);"
                            "CREATE INDEX ON " +
                            table +
                            " (period_begin);"
                            "ANALYZE " +
                            table));
  return count;
}

base::Result<bool> is_attached(Connection& connection, const std::string& table) {
  HT_TRY(const Rows found, run(connection,
                               "SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                               " WHERE i.inhparent = $1::regclass AND c.relname = $2",
                               {std::string(kTable), table}));
  return !found.empty();
}

// Runs `statements`, which lock the table against readers for a moment, as soon as no long query of theirs is in the
// way; between tries readers go on.
base::Status when_unlocked(Connection& connection, const std::string& statements) {
  const std::string wait = std::to_string(kMaxLockWait.count());
  while (true) {
    HT_CHECK_OK(connection.run_script("SAVEPOINT exchange; SET LOCAL lock_timeout = " + wait));
    const auto status = connection.run_script(statements);
    if (status) return {};
    const bool locked = status.error().code == ErrorCode::kLimitExceeded && connection.is_in_failed_transaction();
    if (!locked || steady_clock::now() + kMaxLockWait >= connection.until()) return status;
    HT_CHECK_OK(connection.run_script("ROLLBACK TO SAVEPOINT exchange"));
    std::this_thread::sleep_for(kMaxLockWait / 10);
  }
}

std::string drop_of(const std::string& table) {
  return "ALTER TABLE " + std::string(kTable) + " DETACH PARTITION " + table + "; DROP TABLE " + table + ";";
}

}  // namespace

base::Status PostgresProjection::in_turn(std::string_view metric, std::chrono::nanoseconds deadline,
                                         const std::function<base::Status(Connection&)>& work) {
  HT_CHECK_OK(check_metric(metric));
  Remedy remedy = Remedy::kNone;
  HT_TRY(const Pool::Lease lease, database_.pool().take(ports::moment_of(deadline, clock_), remedy));
  Connection& connection = *lease;
  const auto status = [&]() -> base::Status {
    HT_CHECK_OK(connection.begin(ports::Access::kWrite, ports::moment_of(deadline, clock_)));
    HT_CHECK_OK(run(connection, "SELECT pg_advisory_xact_lock($1)", {kLock}));
    HT_CHECK_OK(work(connection));
    return connection.commit();
  }();
  if (!status && connection.remedy() == Remedy::kReconnect) database_.pool().forget();
  if (!status) return std::unexpected(status.error().at("projecting " + std::string(metric)));
  return {};
}

base::Result<std::vector<ProjectedMetric>> PostgresProjection::present(std::chrono::nanoseconds deadline) {
  std::vector<ProjectedMetric> metrics;
  HT_CHECK_OK(database_.transact(ports::Access::kRead, deadline, [&](ports::Sql& sql) -> base::Status {
    metrics.clear();
    HT_TRY(const Rows rows,
           sql.run("SELECT metric, version, source, release FROM observation_versions ORDER BY metric"));
    for (std::size_t row = 0; row < rows.size(); ++row)
      metrics.push_back({rows.text(row, 0), rows.text(row, 1), rows.text(row, 2), rows.text(row, 3)});
    return {};
  }));
  return metrics;
}

base::Status PostgresProjection::replace(const ProjectedMetric& metric, int decimals, const ports::CellSource& cells,
                                         std::chrono::nanoseconds deadline) {
  for (const std::string* text : {&metric.version, &metric.source, &metric.release})
    if (!base::is_valid_utf8(*text) || text->find('\0') != std::string::npos || text->find('\\') != std::string::npos)
      return fail(ErrorCode::kInvalidInput, metric.metric + ": version, source or release is not plain text");
  if (decimals < 0 || decimals > kMaxDecimals)
    return fail(ErrorCode::kInvalidInput, metric.metric + ": " + std::to_string(decimals) + " decimals");
  return in_turn(metric.metric, deadline, [&](Connection& connection) -> base::Status {
    HT_TRY(const Rows there,
           run(connection, "SELECT version FROM observation_versions WHERE metric = $1", {metric.metric}));
    if (!there.empty() && there.text(0, 0) == metric.version) return {};
    const std::string partition = partition_of(metric.metric);
    const std::string fresh = partition + "_next";
    auto count = make_partition(connection, metric, fresh, decimals, cells);
    // The one unique thing is the row.
    if (!count && count.error().code == ErrorCode::kConflict) count.error().code = ErrorCode::kInvalidInput;
    if (!count) return std::unexpected(std::move(count.error()));
    HT_CHECK_OK(run(connection,
                    "INSERT INTO observation_versions (metric, version, source, release, rows, copied_at)"
                    " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (metric) DO UPDATE SET version = excluded.version,"
                    " source = excluded.source, release = excluded.release, rows = excluded.rows,"
                    " copied_at = excluded.copied_at",
                    {metric.metric, metric.version, metric.source, metric.release, *count,
                     std::int64_t{clock_.now().time_since_epoch().count()}}));
    HT_TRY(const bool attached, is_attached(connection, partition));
    return when_unlocked(connection, (attached ? drop_of(partition) : "") + "ALTER TABLE " + std::string(kTable) +
                                         " ATTACH PARTITION " + fresh + " FOR VALUES IN (" + quoted(metric.metric) +
                                         "); ALTER TABLE " + fresh + " DROP CONSTRAINT only_metric; ALTER TABLE " +
                                         fresh + " RENAME TO " + partition);
  });
}

base::Status PostgresProjection::remove(std::string_view metric, std::chrono::nanoseconds deadline) {
  return in_turn(metric, deadline, [&](Connection& connection) -> base::Status {
    const std::string partition = partition_of(metric);
    HT_CHECK_OK(run(connection, "DELETE FROM observation_versions WHERE metric = $1", {std::string(metric)}));
    HT_TRY(const bool attached, is_attached(connection, partition));
    if (attached) HT_CHECK_OK(when_unlocked(connection, drop_of(partition)));
    return {};
  });
}

}  // namespace housing::postgres
