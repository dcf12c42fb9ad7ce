#include "records/users.hpp"

#include "records/time.hpp"

namespace housing::records {
namespace {

using ports::Rows;
using ports::Sql;

constexpr std::string_view kColumns =
    "id, email, email_verified_at, name, password_hash, role, time_zone, digest, keeps_searches, totp_sealed, "
    "totp_confirmed_at, totp_last_step, created_at, delete_after";

User user_at(const Rows& rows, std::size_t row) {
  return {.id = rows.text(row, 0),
          .email = rows.text(row, 1),
          .email_verified = maybe_time_at(rows, row, 2),
          .name = rows.text(row, 3),
          .password_hash = rows.text(row, 4),
          .role = rows.text(row, 5),
          .time_zone = rows.text(row, 6),
          .digest = rows.text(row, 7),
          .keeps_searches = rows.integer(row, 8) != 0,
          .totp_sealed = rows.text(row, 9),
          .totp_confirmed = maybe_time_at(rows, row, 10),
          .totp_last_step = rows.integer(row, 11),
          .created = time_at(rows, row, 12),
          .delete_after = maybe_time_at(rows, row, 13)};
}

std::string select_where(std::string_view condition) {
  return std::string("SELECT ").append(kColumns).append(" FROM users WHERE ").append(condition);
}

MaybeUser one(Sql& sql, std::string_view condition, std::string_view value) {
  HT_TRY(const Rows rows, sql.run(select_where(condition), {std::string(value)}));
  if (rows.empty()) return std::nullopt;
  return user_at(rows, 0);
}

base::Result<std::vector<User>> many(base::Result<Rows> rows) {
  if (!rows) return std::unexpected(std::move(rows.error()));
  std::vector<User> users;
  for (std::size_t row = 0; row < rows->size(); ++row) users.push_back(user_at(*rows, row));
  return users;
}

// An update of one row that is there.
base::Status update(Sql& sql, std::string_view statement, std::initializer_list<ports::SqlValue> parameters) {
  HT_TRY(const Rows rows, sql.run(statement, parameters));
  if (rows.changed() == 0) return base::fail(base::ErrorCode::kNotFound, "there is no such account");
  return {};
}

}  // namespace

base::Status insert_user(Sql& sql, const User& user) {
  HT_CHECK_OK(
      sql.run(std::string("INSERT INTO users (")
                  .append(kColumns)
                  .append(") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"),
              {user.id, user.email, stored(user.email_verified), user.name, user.password_hash, user.role,
               user.time_zone, user.digest, std::int64_t{user.keeps_searches}, user.totp_sealed,
               stored(user.totp_confirmed), user.totp_last_step, stored(user.created), stored(user.delete_after)}));
  return {};
}

MaybeUser find_user(Sql& sql, std::string_view id) { return one(sql, "id = $1", id); }
MaybeUser find_user_by_email(Sql& sql, std::string_view email) { return one(sql, "email = $1", email); }

base::Result<std::vector<User>> list_users(Sql& sql, std::string_view after_id, std::int64_t most) {
  return many(sql.run(select_where("id > $1 ORDER BY id LIMIT $2"), {std::string(after_id), most}));
}

base::Result<std::vector<User>> users_with_digest(Sql& sql, std::string_view digest) {
  return many(sql.run(select_where("digest = $1 AND email_verified_at IS NOT NULL AND delete_after IS NULL"),
                      {std::string(digest)}));
}

base::Result<std::vector<std::string>> users_to_delete(Sql& sql, base::WallTime now) {
  HT_TRY(const Rows rows, sql.run("SELECT id FROM users WHERE delete_after <= $1", {stored(now)}));
  std::vector<std::string> ids;
  for (std::size_t row = 0; row < rows.size(); ++row) ids.push_back(rows.text(row, 0));
  return ids;
}

base::Status set_password(Sql& sql, std::string_view id, std::string_view hash) {
  return update(sql, "UPDATE users SET password_hash = $2 WHERE id = $1", {std::string(id), std::string(hash)});
}

base::Status set_email(Sql& sql, std::string_view id, std::string_view email, base::WallTime verified) {
  return update(sql, "UPDATE users SET email = $2, email_verified_at = $3 WHERE id = $1",
                {std::string(id), std::string(email), stored(verified)});
}

base::Status set_profile(Sql& sql, const User& user) {
  return update(sql, "UPDATE users SET name = $2, time_zone = $3, digest = $4, keeps_searches = $5 WHERE id = $1",
                {user.id, user.name, user.time_zone, user.digest, std::int64_t{user.keeps_searches}});
}

base::Status set_role(Sql& sql, std::string_view id, std::string_view role) {
  return update(sql, "UPDATE users SET role = $2 WHERE id = $1", {std::string(id), std::string(role)});
}

base::Status set_totp(Sql& sql, const User& user) {
  return update(sql, "UPDATE users SET totp_sealed = $2, totp_confirmed_at = $3, totp_last_step = $4 WHERE id = $1",
                {user.id, user.totp_sealed, stored(user.totp_confirmed), user.totp_last_step});
}

base::Result<bool> use_totp_step(Sql& sql, std::string_view id, std::int64_t step) {
  HT_TRY(const Rows rows, sql.run("UPDATE users SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2",
                                  {std::string(id), step}));
  return rows.changed() == 1;
}

base::Status set_delete_after(Sql& sql, std::string_view id, std::optional<base::WallTime> when) {
  return update(sql, "UPDATE users SET delete_after = $2 WHERE id = $1", {std::string(id), stored(when)});
}

base::Status forget_searches(Sql& sql, std::string_view id) {
  HT_CHECK_OK(sql.run("DELETE FROM searches WHERE user_id = $1", {std::string(id)}));
  return {};
}

base::Status delete_user(Sql& sql, std::string_view id) {
  HT_CHECK_OK(sql.run("DELETE FROM mails WHERE user_id = $1", {std::string(id)}));
  return update(sql, "DELETE FROM users WHERE id = $1", {std::string(id)});
}

}  // namespace housing::records
