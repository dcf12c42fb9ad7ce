#include "records/everything.hpp"

#include <array>

#include "base/text.hpp"

namespace housing::records {
namespace {

struct Table {
  std::string_view name;
  std::string_view columns;
  std::string_view condition = "user_id = $1";
};

// A new table of people's things: a line here.
constexpr std::array<Table, 15> kTables = {{
    {"users",
     "id, email, email_verified_at, name, role, time_zone, digest, keeps_searches, totp_confirmed_at, created_at, "
     "delete_after",
     "id = $1"},
    {"sessions", "id, created_at, seen_at, ends_at, address, agent"},
    {"api_keys", "id, name, hint, scopes, created_at, used_at, ends_at, revoked_at"},
    {"saved_items", "id, kind, name, body, created_at, updated_at"},
    {"watched", "list, region, added_at"},
    {"searches", "id, text, region, at"},
    {"alerts",
     "id, name, region, list, metric, transform, op, threshold, hysteresis, cooldown_days, delivery, paused_at, "
     "created_at, screen_type, screen_within, screen_where"},
    {"alert_states", "alert_id, region, side, period, value, fired",
     "alert_id IN (SELECT id FROM alerts WHERE user_id = $1)"},
    {"alert_matches", "alert_id, matched, places, told", "alert_id IN (SELECT id FROM alerts WHERE user_id = $1)"},
    {"notifications", "id, alert_id, kind, title, body, link, created_at, read_at"},
    {"mails", "key, address, kind, subject, state, created_at, sent_at"},
    {"exports", "id, request, state, bytes, rows, note, created_at, done_at, ends_at"},
    {"import_runs", "id, source, state, created_at, began_at, ended_at, said"},
    {"suppressions", "address, reason, at", "address IN (SELECT email FROM users WHERE id = $1)"},
    {"audit", "at, actor, action, address, detail"},
}};

}  // namespace

base::Result<std::vector<OwnedRows>> everything_of(ports::Sql& sql, std::string_view user_id) {
  std::vector<OwnedRows> all;
  for (const Table& table : kTables) {
    std::string statement("SELECT ");
    statement.append(table.columns).append(" FROM ").append(table.name).append(" WHERE ").append(table.condition);
    HT_TRY(ports::Rows rows, sql.run(statement, {std::string(user_id)}));
    OwnedRows owned{.table = table.name, .columns = {}, .rows = std::move(rows)};
    for (const std::string_view column : base::split(table.columns, ',')) owned.columns.push_back(base::trim(column));
    all.push_back(std::move(owned));
  }
  return all;
}

}  // namespace housing::records
