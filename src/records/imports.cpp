#include "records/imports.hpp"

#include "records/time.hpp"

namespace housing::records {
namespace {

using ports::Rows;
using ports::Sql;
using Text = std::string;

constexpr std::string_view kColumns =
    "import_runs.id, import_runs.user_id, COALESCE(users.email, ''), import_runs.source, import_runs.state, "
    "import_runs.created_at, import_runs.began_at, import_runs.ended_at, import_runs.beat_at, import_runs.attempts, "
    "import_runs.files_total, import_runs.files_fetched, import_runs.files_done, import_runs.rows_kept, "
    "import_runs.rows_refused, import_runs.said";

ImportRun run_at(const Rows& rows, std::size_t row) {
  return {.id = rows.text(row, 0),
          .user_id = rows.text(row, 1),
          .email = rows.text(row, 2),
          .source = rows.text(row, 3),
          .state = rows.text(row, 4),
          .created = time_at(rows, row, 5),
          .began = maybe_time_at(rows, row, 6),
          .ended = maybe_time_at(rows, row, 7),
          .beat = maybe_time_at(rows, row, 8),
          .attempts = rows.integer(row, 9),
          .counts = {.files_total = rows.integer(row, 10),
                     .files_fetched = rows.integer(row, 11),
                     .files_done = rows.integer(row, 12),
                     .rows_kept = rows.integer(row, 13),
                     .rows_refused = rows.integer(row, 14)},
          .said = rows.text(row, 15)};
}

base::Result<std::vector<ImportRun>> select(Sql& sql, std::string_view rest,
                                            const std::vector<ports::SqlValue>& parameters) {
  HT_TRY(const Rows rows, sql.run(std::string("SELECT ")
                                      .append(kColumns)
                                      .append(" FROM import_runs LEFT JOIN users ON users.id = import_runs.user_id ")
                                      .append(rest),
                                  parameters));
  std::vector<ImportRun> all;
  for (std::size_t row = 0; row < rows.size(); ++row) all.push_back(run_at(rows, row));
  return all;
}

}  // namespace

base::Status insert_import_run(Sql& sql, const ImportRun& run) {
  HT_CHECK_OK(
      sql.run("INSERT INTO import_runs (id, user_id, source, state, created_at, attempts, files_total, files_fetched, "
              "files_done, rows_kept, rows_refused, said) VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, 0, $6)",
              {run.id, run.user_id, run.source, run.state, stored(run.created), run.said}));
  return {};
}

base::Result<std::optional<ImportRun>> find_import_run(Sql& sql, std::string_view id) {
  HT_TRY(auto found, select(sql, "WHERE import_runs.id = $1", {Text(id)}));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

base::Result<std::vector<ImportRun>> list_import_runs(Sql& sql, std::int64_t most) {
  return select(sql, "ORDER BY import_runs.created_at DESC, import_runs.id LIMIT $1", {most});
}

base::Result<std::vector<ImportRun>> open_import_runs(Sql& sql) {
  return select(sql, "WHERE import_runs.state IN ('queued', 'running') ORDER BY import_runs.created_at", {});
}

base::Status lock_import_runs(Sql& sql) {
  HT_CHECK_OK(sql.run("UPDATE import_runs SET said = said WHERE state IN ('queued', 'running')", {}));
  return {};
}

base::Status begin_import_run(Sql& sql, std::string_view id, std::int64_t attempt, std::string_view said,
                              base::WallTime now) {
  HT_CHECK_OK(
      sql.run("UPDATE import_runs SET state = 'running', attempts = $2, said = $3, began_at = $4, beat_at = $4, "
              "ended_at = NULL, files_total = 0, files_fetched = 0, files_done = 0, rows_kept = 0, rows_refused = 0 "
              "WHERE id = $1",
              {Text(id), attempt, Text(said), stored(now)}));
  return {};
}

base::Result<bool> note_import_run(Sql& sql, std::string_view id, std::int64_t attempt, const ImportCounts& counts,
                                   std::string_view said, base::WallTime now) {
  HT_TRY(const Rows rows,
         sql.run("UPDATE import_runs SET files_total = $3, files_fetched = $4, files_done = $5, rows_kept = $6, "
                 "rows_refused = $7, said = $8, beat_at = $9 WHERE id = $1 AND attempts = $2 AND state = 'running'",
                 {Text(id), attempt, counts.files_total, counts.files_fetched, counts.files_done, counts.rows_kept,
                  counts.rows_refused, Text(said), stored(now)}));
  return rows.changed() == 1;
}

base::Result<bool> end_import_run(Sql& sql, std::string_view id, std::int64_t attempt, std::string_view state,
                                  const ImportCounts& counts, std::string_view said, base::WallTime now) {
  HT_TRY(const bool ours, note_import_run(sql, id, attempt, counts, said, now));
  if (!ours) return false;
  const std::optional<base::WallTime> ended = state == "queued" ? std::nullopt : std::optional(now);
  HT_CHECK_OK(sql.run("UPDATE import_runs SET state = $2, ended_at = $3 WHERE id = $1",
                      {Text(id), Text(state), stored(ended)}));
  return true;
}

base::Result<std::int64_t> give_up_import_runs(Sql& sql, base::WallTime before, base::WallTime now) {
  HT_TRY(
      const Rows rows,
      sql.run("UPDATE import_runs SET state = 'failed', ended_at = $2, said = 'The process that ran it ended without "
              "a word, and no other took it up.' WHERE state = 'running' AND beat_at < $1",
              {stored(before), stored(now)}));
  return rows.changed();
}

}  // namespace housing::records
