#include "records/sessions.hpp"

#include "records/time.hpp"

namespace housing::records {
namespace {

using ports::Rows;
using ports::Sql;
using Text = std::string;

Session session_at(const Rows& rows, std::size_t row) {
  return {.id = rows.text(row, 0),
          .token_hash = rows.text(row, 1),
          .user_id = rows.text(row, 2),
          .created = time_at(rows, row, 3),
          .seen = time_at(rows, row, 4),
          .ends = time_at(rows, row, 5),
          .address = rows.text(row, 6),
          .agent = rows.text(row, 7)};
}

ApiKey key_at(const Rows& rows, std::size_t row) {
  return {.id = rows.text(row, 0),
          .user_id = rows.text(row, 1),
          .name = rows.text(row, 2),
          .key_hash = rows.text(row, 3),
          .hint = rows.text(row, 4),
          .scopes = rows.text(row, 5),
          .created = time_at(rows, row, 6),
          .used = maybe_time_at(rows, row, 7),
          .ends = maybe_time_at(rows, row, 8),
          .revoked = maybe_time_at(rows, row, 9)};
}

std::vector<std::string> texts(const Rows& rows) {
  std::vector<std::string> all;
  for (std::size_t row = 0; row < rows.size(); ++row) all.push_back(rows.text(row, 0));
  return all;
}

base::Result<std::optional<std::string>> first_text(base::Result<Rows> rows) {
  if (!rows) return std::unexpected(std::move(rows.error()));
  if (rows->empty()) return std::nullopt;
  return rows->text(0, 0);
}

}  // namespace

base::Status insert_session(Sql& sql, const Session& session) {
  HT_CHECK_OK(
      sql.run("INSERT INTO sessions (id, token_hash, user_id, created_at, seen_at, ends_at, address, agent) "
              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
              {session.id, session.token_hash, session.user_id, stored(session.created), stored(session.seen),
               stored(session.ends), session.address, session.agent}));
  return {};
}

base::Result<std::optional<Session>> find_session(Sql& sql, std::string_view token_hash, base::WallTime now) {
  HT_TRY(const Rows rows, sql.run("SELECT id, token_hash, user_id, created_at, seen_at, ends_at, address, agent "
                                  "FROM sessions WHERE token_hash = $1 AND ends_at > $2",
                                  {Text(token_hash), stored(now)}));
  if (rows.empty()) return std::nullopt;
  return session_at(rows, 0);
}

base::Result<std::vector<Session>> sessions_of(Sql& sql, std::string_view user_id, base::WallTime now) {
  HT_TRY(const Rows rows, sql.run("SELECT id, token_hash, user_id, created_at, seen_at, ends_at, address, agent "
                                  "FROM sessions WHERE user_id = $1 AND ends_at > $2 ORDER BY created_at DESC",
                                  {Text(user_id), stored(now)}));
  std::vector<Session> sessions;
  for (std::size_t row = 0; row < rows.size(); ++row) sessions.push_back(session_at(rows, row));
  return sessions;
}

base::Status see_session(Sql& sql, std::string_view id, base::WallTime seen, base::WallTime ends) {
  HT_CHECK_OK(
      sql.run("UPDATE sessions SET seen_at = $2, ends_at = $3 WHERE id = $1", {Text(id), stored(seen), stored(ends)}));
  return {};
}

base::Result<std::vector<std::string>> end_sessions(Sql& sql, std::string_view user_id, std::string_view keep_id) {
  HT_TRY(const Rows rows, sql.run("DELETE FROM sessions WHERE user_id = $1 AND id <> $2 RETURNING token_hash",
                                  {Text(user_id), Text(keep_id)}));
  return texts(rows);
}

base::Result<std::optional<std::string>> end_session(Sql& sql, std::string_view user_id, std::string_view id) {
  return first_text(
      sql.run("DELETE FROM sessions WHERE user_id = $1 AND id = $2 RETURNING token_hash", {Text(user_id), Text(id)}));
}

base::Status forget_ended_sessions(Sql& sql, base::WallTime now) {
  HT_CHECK_OK(sql.run("DELETE FROM sessions WHERE ends_at <= $1", {stored(now)}));
  HT_CHECK_OK(sql.run("DELETE FROM one_time_links WHERE ends_at <= $1", {stored(now)}));
  return {};
}

base::Status insert_link(Sql& sql, const OneTimeLink& link, base::WallTime now) {
  HT_CHECK_OK(sql.run("UPDATE one_time_links SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL",
                      {link.user_id, link.purpose, stored(now)}));
  HT_CHECK_OK(sql.run(
      "INSERT INTO one_time_links (id, user_id, purpose, subject, ends_at, used_at) VALUES ($1, $2, $3, $4, $5, NULL)",
      {link.id, link.user_id, link.purpose, link.subject, stored(link.ends)}));
  return {};
}

base::Result<std::optional<OneTimeLink>> use_link(Sql& sql, std::string_view id, std::string_view purpose,
                                                  base::WallTime now) {
  HT_TRY(const Rows rows, sql.run("UPDATE one_time_links SET used_at = $3 WHERE id = $1 AND purpose = $2 AND "
                                  "used_at IS NULL AND ends_at > $3 RETURNING id, user_id, purpose, subject, ends_at",
                                  {Text(id), Text(purpose), stored(now)}));
  if (rows.empty()) return std::nullopt;
  return OneTimeLink{.id = rows.text(0, 0),
                     .user_id = rows.text(0, 1),
                     .purpose = rows.text(0, 2),
                     .subject = rows.text(0, 3),
                     .ends = time_at(rows, 0, 4)};
}

base::Status void_links(Sql& sql, std::string_view user_id, base::WallTime now) {
  HT_CHECK_OK(sql.run("UPDATE one_time_links SET used_at = $2 WHERE user_id = $1 AND used_at IS NULL",
                      {Text(user_id), stored(now)}));
  return {};
}

base::Status replace_recovery_codes(Sql& sql, std::string_view user_id, const std::vector<std::string>& hashes) {
  HT_CHECK_OK(sql.run("DELETE FROM recovery_codes WHERE user_id = $1", {Text(user_id)}));
  for (const std::string& hash : hashes)
    HT_CHECK_OK(sql.run("INSERT INTO recovery_codes (user_id, code_hash, used_at) VALUES ($1, $2, NULL)",
                        {Text(user_id), hash}));
  return {};
}

base::Result<bool> use_recovery_code(Sql& sql, std::string_view user_id, std::string_view hash, base::WallTime now) {
  HT_TRY(const Rows rows,
         sql.run("UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND code_hash = $2 AND used_at IS NULL",
                 {Text(user_id), Text(hash), stored(now)}));
  return rows.changed() == 1;
}

base::Result<std::int64_t> recovery_codes_left(Sql& sql, std::string_view user_id) {
  HT_TRY(const Rows rows,
         sql.run("SELECT COUNT(*) FROM recovery_codes WHERE user_id = $1 AND used_at IS NULL", {Text(user_id)}));
  return rows.integer(0, 0);
}

base::Status insert_api_key(Sql& sql, const ApiKey& key) {
  HT_CHECK_OK(sql.run(
      "INSERT INTO api_keys (id, user_id, name, key_hash, hint, scopes, created_at, used_at, ends_at, revoked_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, NULL)",
      {key.id, key.user_id, key.name, key.key_hash, key.hint, key.scopes, stored(key.created), stored(key.ends)}));
  return {};
}

base::Result<std::vector<ApiKey>> api_keys_of(Sql& sql, std::string_view user_id) {
  HT_TRY(const Rows rows,
         sql.run("SELECT id, user_id, name, key_hash, hint, scopes, created_at, used_at, ends_at, revoked_at "
                 "FROM api_keys WHERE user_id = $1 ORDER BY created_at DESC",
                 {Text(user_id)}));
  std::vector<ApiKey> keys;
  for (std::size_t row = 0; row < rows.size(); ++row) keys.push_back(key_at(rows, row));
  return keys;
}

base::Result<std::optional<ApiKey>> find_api_key(Sql& sql, std::string_view key_hash, base::WallTime now) {
  HT_TRY(const Rows rows,
         sql.run("SELECT id, user_id, name, key_hash, hint, scopes, created_at, used_at, ends_at, revoked_at "
                 "FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > $2)",
                 {Text(key_hash), stored(now)}));
  if (rows.empty()) return std::nullopt;
  return key_at(rows, 0);
}

base::Result<std::optional<std::string>> revoke_api_key(Sql& sql, std::string_view user_id, std::string_view id,
                                                        base::WallTime now) {
  return first_text(
      sql.run("UPDATE api_keys SET revoked_at = $3 WHERE user_id = $1 AND id = $2 AND revoked_at IS NULL "
              "RETURNING key_hash",
              {Text(user_id), Text(id), stored(now)}));
}

base::Status see_api_key(Sql& sql, std::string_view id, base::WallTime now) {
  HT_CHECK_OK(sql.run("UPDATE api_keys SET used_at = $2 WHERE id = $1", {Text(id), stored(now)}));
  return {};
}

}  // namespace housing::records
