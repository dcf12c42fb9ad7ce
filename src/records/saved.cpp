#include "records/saved.hpp"

#include "records/time.hpp"

namespace housing::records {
namespace {

using ports::Rows;
using ports::Sql;
using Text = std::string;

}  // namespace

base::Status insert_saved(Sql& sql, const SavedItem& item) {
  HT_CHECK_OK(
      sql.run("INSERT INTO saved_items (id, user_id, kind, name, body, created_at, updated_at) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7)",
              {item.id, item.user_id, item.kind, item.name, item.body, stored(item.created), stored(item.updated)}));
  return {};
}

base::Result<std::vector<SavedItem>> saved_of(Sql& sql, std::string_view user_id, std::string_view kind) {
  HT_TRY(const Rows rows, sql.run("SELECT id, user_id, kind, name, body, created_at, updated_at FROM saved_items "
                                  "WHERE user_id = $1 AND kind = $2 ORDER BY created_at DESC, id",
                                  {Text(user_id), Text(kind)}));
  std::vector<SavedItem> items;
  for (std::size_t row = 0; row < rows.size(); ++row)
    items.push_back({.id = rows.text(row, 0),
                     .user_id = rows.text(row, 1),
                     .kind = rows.text(row, 2),
                     .name = rows.text(row, 3),
                     .body = rows.text(row, 4),
                     .created = time_at(rows, row, 5),
                     .updated = time_at(rows, row, 6)});
  return items;
}

base::Result<bool> update_saved(Sql& sql, const SavedItem& item) {
  HT_TRY(const Rows rows,
         sql.run("UPDATE saved_items SET name = $4, body = $5, updated_at = $6 WHERE user_id = $1 AND kind = $2 AND "
                 "id = $3",
                 {item.user_id, item.kind, item.id, item.name, item.body, stored(item.updated)}));
  return rows.changed() == 1;
}

base::Result<bool> delete_saved(Sql& sql, std::string_view user_id, std::string_view kind, std::string_view id) {
  HT_TRY(const Rows rows, sql.run("DELETE FROM saved_items WHERE user_id = $1 AND kind = $2 AND id = $3",
                                  {Text(user_id), Text(kind), Text(id)}));
  return rows.changed() == 1;
}

base::Result<std::int64_t> count_saved(Sql& sql, std::string_view user_id) {
  HT_TRY(const Rows rows, sql.run("SELECT COUNT(*) FROM saved_items WHERE user_id = $1", {Text(user_id)}));
  return rows.integer(0, 0);
}

base::Result<std::vector<Watched>> watched_by(Sql& sql, std::string_view user_id) {
  HT_TRY(const Rows rows,
         sql.run("SELECT list, region, added_at FROM watched WHERE user_id = $1 ORDER BY list, added_at, region",
                 {Text(user_id)}));
  std::vector<Watched> all;
  for (std::size_t row = 0; row < rows.size(); ++row)
    all.push_back({.list = rows.text(row, 0), .region = rows.text(row, 1), .added = time_at(rows, row, 2)});
  return all;
}

base::Status watch(Sql& sql, std::string_view user_id, const Watched& watched) {
  HT_CHECK_OK(
      sql.run("INSERT INTO watched (user_id, list, region, added_at) VALUES ($1, $2, $3, $4) "
              "ON CONFLICT (user_id, list, region) DO NOTHING",
              {Text(user_id), watched.list, watched.region, stored(watched.added)}));
  return {};
}

base::Result<bool> unwatch(Sql& sql, std::string_view user_id, std::string_view list, std::string_view region) {
  HT_TRY(const Rows rows, sql.run("DELETE FROM watched WHERE user_id = $1 AND list = $2 AND region = $3",
                                  {Text(user_id), Text(list), Text(region)}));
  return rows.changed() == 1;
}

base::Status insert_search(Sql& sql, std::string_view user_id, const Search& search, std::int64_t most) {
  HT_CHECK_OK(sql.run("INSERT INTO searches (id, user_id, text, region, at) VALUES ($1, $2, $3, $4, $5)",
                      {search.id, Text(user_id), search.text, search.region, stored(search.at)}));
  HT_CHECK_OK(
      sql.run("DELETE FROM searches WHERE user_id = $1 AND id NOT IN "
              "(SELECT id FROM searches WHERE user_id = $1 ORDER BY at DESC, id LIMIT $2)",
              {Text(user_id), most}));
  return {};
}

base::Result<std::vector<Search>> searches_of(Sql& sql, std::string_view user_id) {
  HT_TRY(const Rows rows,
         sql.run("SELECT id, text, region, at FROM searches WHERE user_id = $1 ORDER BY at DESC, id", {Text(user_id)}));
  std::vector<Search> searches;
  for (std::size_t row = 0; row < rows.size(); ++row)
    searches.push_back(
        {.id = rows.text(row, 0), .text = rows.text(row, 1), .region = rows.text(row, 2), .at = time_at(rows, row, 3)});
  return searches;
}

}  // namespace housing::records
