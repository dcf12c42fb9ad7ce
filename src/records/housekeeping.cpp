#include "records/housekeeping.hpp"

#include "records/time.hpp"

namespace housing::records {

base::Result<std::int64_t> forget_old(ports::Sql& sql, base::WallTime now) {
  std::int64_t gone = 0;
  const auto forget = [&](std::string_view statement, base::WallTime before) -> base::Status {
    HT_TRY(const ports::Rows rows, sql.run(statement, {stored(before)}));
    gone += rows.changed();
    return {};
  };
  HT_CHECK_OK(forget("DELETE FROM notifications WHERE created_at < $1", now - kNoticesKept));
  HT_CHECK_OK(forget("DELETE FROM mails WHERE state <> 'waiting' AND created_at < $1", now - kNoticesKept));
  HT_CHECK_OK(forget("DELETE FROM audit WHERE at < $1", now - kAuditKept));
  HT_CHECK_OK(forget("DELETE FROM import_runs WHERE created_at < $1", now - kImportRunsKept));
  HT_CHECK_OK(forget("DELETE FROM exports WHERE ends_at < $1", now - kExportRowsKept));
  return gone;
}

base::Result<std::vector<std::string>> live_exports(ports::Sql& sql, base::WallTime now) {
  HT_TRY(const ports::Rows rows,
         sql.run("SELECT id FROM exports WHERE state = 'queued' OR (state = 'done' AND ends_at > $1)", {stored(now)}));
  std::vector<std::string> ids;
  for (std::size_t row = 0; row < rows.size(); ++row) ids.push_back(rows.text(row, 0));
  return ids;
}

}  // namespace housing::records
