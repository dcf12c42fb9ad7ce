// Rows of imports that admins asked for: who, what, how far, what came of it. Whoever runs one holds it by the number
// of its try, and gives a sign of life while it does: one that stays silent lost it to the next try.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

struct ImportCounts {
  std::int64_t files_total = 0;
  std::int64_t files_fetched = 0;
  std::int64_t files_done = 0;
  std::int64_t rows_kept = 0;
  std::int64_t rows_refused = 0;

  bool operator==(const ImportCounts&) const = default;
};

struct ImportRun {
  std::string id;
  std::string user_id;
  std::string email;  // of that person; empty when gone. Read alone, not kept
  std::string source;
  std::string state = "queued";  // queued | running | done | failed | refused
  base::WallTime created{};
  std::optional<base::WallTime> began;
  std::optional<base::WallTime> ended;
  std::optional<base::WallTime> beat;
  std::int64_t attempts = 0;
  ImportCounts counts;
  std::string said;

  bool is_open() const { return state == "queued" || state == "running"; }
};

base::Status insert_import_run(ports::Sql& sql, const ImportRun& run);
base::Result<std::optional<ImportRun>> find_import_run(ports::Sql& sql, std::string_view id);
// Newest first; of those that are queued or running, all.
base::Result<std::vector<ImportRun>> list_import_runs(ports::Sql& sql, std::int64_t most);
base::Result<std::vector<ImportRun>> open_import_runs(ports::Sql& sql);

// Makes everybody else who decides on open runs wait until this transaction is over.
base::Status lock_import_runs(ports::Sql& sql);
// The next try begins: its number, with the counts at nothing.
base::Status begin_import_run(ports::Sql& sql, std::string_view id, std::int64_t attempt, std::string_view said,
                              base::WallTime now);
// How far that try is, and that it lives. Gives false when it holds the run no longer.
base::Result<bool> note_import_run(ports::Sql& sql, std::string_view id, std::int64_t attempt,
                                   const ImportCounts& counts, std::string_view said, base::WallTime now);
// How that try ended: "queued" for another one, or for good. Gives false when it holds the run no longer.
base::Result<bool> end_import_run(ports::Sql& sql, std::string_view id, std::int64_t attempt, std::string_view state,
                                  const ImportCounts& counts, std::string_view said, base::WallTime now);
// Runs without a sign of life since `before` have failed. Gives how many.
base::Result<std::int64_t> give_up_import_runs(ports::Sql& sql, base::WallTime before, base::WallTime now);

}  // namespace housing::records
