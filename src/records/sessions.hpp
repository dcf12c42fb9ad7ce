// Rows of what lets a person in: sessions, links sent by mail, recovery codes, API keys. Tokens are kept as hashes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

struct Session {
  std::string id;
  std::string token_hash;
  std::string user_id;
  base::WallTime created{};
  base::WallTime seen{};
  base::WallTime ends{};
  std::string address;
  std::string agent;
};

base::Status insert_session(ports::Sql& sql, const Session& session);
base::Result<std::optional<Session>> find_session(ports::Sql& sql, std::string_view token_hash, base::WallTime now);
base::Result<std::vector<Session>> sessions_of(ports::Sql& sql, std::string_view user_id, base::WallTime now);
base::Status see_session(ports::Sql& sql, std::string_view id, base::WallTime seen, base::WallTime ends);
// The hashes of the tokens that are worth nothing now. `keep_id`: one to spare, or "".
base::Result<std::vector<std::string>> end_sessions(ports::Sql& sql, std::string_view user_id,
                                                    std::string_view keep_id);
// One of a person's; gives its token's hash, or nothing.
base::Result<std::optional<std::string>> end_session(ports::Sql& sql, std::string_view user_id, std::string_view id);
base::Status forget_ended_sessions(ports::Sql& sql, base::WallTime now);

struct OneTimeLink {
  std::string id;
  std::string user_id;
  std::string purpose;
  std::string subject;
  base::WallTime ends{};
};

// Ends the earlier ones of the same purpose.
base::Status insert_link(ports::Sql& sql, const OneTimeLink& link, base::WallTime now);
// Marks it used; nothing when it was used, ended or never was.
base::Result<std::optional<OneTimeLink>> use_link(ports::Sql& sql, std::string_view id, std::string_view purpose,
                                                  base::WallTime now);
// All that are still good, whatever they are for: when it is not known any more who holds them.
base::Status void_links(ports::Sql& sql, std::string_view user_id, base::WallTime now);

base::Status replace_recovery_codes(ports::Sql& sql, std::string_view user_id, const std::vector<std::string>& hashes);
base::Result<bool> use_recovery_code(ports::Sql& sql, std::string_view user_id, std::string_view hash,
                                     base::WallTime now);
base::Result<std::int64_t> recovery_codes_left(ports::Sql& sql, std::string_view user_id);

struct ApiKey {
  std::string id;
  std::string user_id;
  std::string name;
  std::string key_hash;
  std::string hint;
  std::string scopes;
  base::WallTime created{};
  std::optional<base::WallTime> used;
  std::optional<base::WallTime> ends;
  std::optional<base::WallTime> revoked;
};

base::Status insert_api_key(ports::Sql& sql, const ApiKey& key);
base::Result<std::vector<ApiKey>> api_keys_of(ports::Sql& sql, std::string_view user_id);
// One that is neither revoked nor ended.
base::Result<std::optional<ApiKey>> find_api_key(ports::Sql& sql, std::string_view key_hash, base::WallTime now);
// Gives the key's hash, or nothing when it is not this person's.
base::Result<std::optional<std::string>> revoke_api_key(ports::Sql& sql, std::string_view user_id, std::string_view id,
                                                        base::WallTime now);
base::Status see_api_key(ports::Sql& sql, std::string_view id, base::WallTime now);

}  // namespace housing::records
