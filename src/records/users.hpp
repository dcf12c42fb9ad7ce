// Rows of people. What may be done to them, and by whom, is src/accounts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

struct User {
  std::string id;
  std::string email;
  std::optional<base::WallTime> email_verified;
  std::string name;
  std::string password_hash;
  std::string role = "user";
  std::string time_zone = "UTC";
  std::string digest = "off";
  bool keeps_searches = true;
  std::string totp_sealed;
  std::optional<base::WallTime> totp_confirmed;
  std::int64_t totp_last_step = 0;
  base::WallTime created{};
  std::optional<base::WallTime> delete_after;

  bool is_admin() const { return role == "admin"; }
};

using MaybeUser = base::Result<std::optional<User>>;

// Errors: kConflict when the address is taken.
base::Status insert_user(ports::Sql& sql, const User& user);
MaybeUser find_user(ports::Sql& sql, std::string_view id);
MaybeUser find_user_by_email(ports::Sql& sql, std::string_view email);
// Page by page in the order of their ids.
base::Result<std::vector<User>> list_users(ports::Sql& sql, std::string_view after_id, std::int64_t most);
base::Result<std::vector<User>> users_with_digest(ports::Sql& sql, std::string_view digest);
base::Result<std::vector<std::string>> users_to_delete(ports::Sql& sql, base::WallTime now);

base::Status set_password(ports::Sql& sql, std::string_view id, std::string_view hash);
base::Status set_email(ports::Sql& sql, std::string_view id, std::string_view email, base::WallTime verified);
base::Status set_profile(ports::Sql& sql, const User& user);  // name, time zone, digest, search history
base::Status set_role(ports::Sql& sql, std::string_view id, std::string_view role);
base::Status set_totp(ports::Sql& sql, const User& user);  // its three columns
// Takes a step for used, unless it or a later one was before. Gives whether it was taken.
base::Result<bool> use_totp_step(ports::Sql& sql, std::string_view id, std::int64_t step);
base::Status set_delete_after(ports::Sql& sql, std::string_view id, std::optional<base::WallTime> when);
base::Status forget_searches(ports::Sql& sql, std::string_view id);
// With everything that is theirs.
base::Status delete_user(ports::Sql& sql, std::string_view id);

}  // namespace housing::records
