#include "records/exports.hpp"

#include "records/time.hpp"

namespace housing::records {
namespace {

using ports::Rows;
using ports::Sql;
using Text = std::string;

constexpr std::string_view kColumns =
    "id, user_id, request, state, object_key, bytes, rows, note, created_at, done_at, ends_at";

Export export_at(const Rows& rows, std::size_t row) {
  return {.id = rows.text(row, 0),
          .user_id = rows.text(row, 1),
          .request = rows.text(row, 2),
          .state = rows.text(row, 3),
          .object_key = rows.text(row, 4),
          .bytes = rows.integer(row, 5),
          .rows = rows.integer(row, 6),
          .note = rows.text(row, 7),
          .created = time_at(rows, row, 8),
          .done = maybe_time_at(rows, row, 9),
          .ends = maybe_time_at(rows, row, 10)};
}

std::string select(std::string_view rest) {
  return std::string("SELECT ").append(kColumns).append(" FROM exports WHERE ").append(rest);
}

}  // namespace

base::Status insert_export(Sql& sql, const Export& made) {
  HT_CHECK_OK(
      sql.run("INSERT INTO exports (id, user_id, request, state, object_key, bytes, rows, note, created_at, "
              "done_at, ends_at) VALUES ($1, $2, $3, $4, '', 0, 0, '', $5, NULL, NULL)",
              {made.id, made.user_id, made.request, made.state, stored(made.created)}));
  return {};
}

base::Result<std::vector<Export>> exports_of(Sql& sql, std::string_view user_id) {
  HT_TRY(const Rows rows, sql.run(select("user_id = $1 ORDER BY created_at DESC, id"), {Text(user_id)}));
  std::vector<Export> all;
  for (std::size_t row = 0; row < rows.size(); ++row) all.push_back(export_at(rows, row));
  return all;
}

base::Result<std::optional<Export>> find_export(Sql& sql, std::string_view id) {
  HT_TRY(const Rows rows, sql.run(select("id = $1"), {Text(id)}));
  if (rows.empty()) return std::nullopt;
  return export_at(rows, 0);
}

base::Status finish_export(Sql& sql, const Export& made) {
  HT_CHECK_OK(sql.run(
      "UPDATE exports SET state = $2, object_key = $3, bytes = $4, rows = $5, note = $6, done_at = $7, "
      "ends_at = $8 WHERE id = $1",
      {made.id, made.state, made.object_key, made.bytes, made.rows, made.note, stored(made.done), stored(made.ends)}));
  return {};
}

}  // namespace housing::records
