// Rows of what people keep: saved searches, charts and notes, watched places, what they looked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

struct SavedItem {
  std::string id;
  std::string user_id;
  std::string kind;  // search | chart | note
  std::string name;
  std::string body;  // a JSON object
  base::WallTime created{};
  base::WallTime updated{};
};

base::Status insert_saved(ports::Sql& sql, const SavedItem& item);
base::Result<std::vector<SavedItem>> saved_of(ports::Sql& sql, std::string_view user_id, std::string_view kind);
// Of this person, name and body; gives whether it was there.
base::Result<bool> update_saved(ports::Sql& sql, const SavedItem& item);
base::Result<bool> delete_saved(ports::Sql& sql, std::string_view user_id, std::string_view kind, std::string_view id);
base::Result<std::int64_t> count_saved(ports::Sql& sql, std::string_view user_id);

struct Watched {
  std::string list;
  std::string region;
  base::WallTime added{};
};

base::Result<std::vector<Watched>> watched_by(ports::Sql& sql, std::string_view user_id);
base::Status watch(ports::Sql& sql, std::string_view user_id, const Watched& watched);
base::Result<bool> unwatch(ports::Sql& sql, std::string_view user_id, std::string_view list, std::string_view region);

struct Search {
  std::string id;
  std::string text;
  std::string region;
  base::WallTime at{};
};

// Keeps the newest `most` of that person.
base::Status insert_search(ports::Sql& sql, std::string_view user_id, const Search& search, std::int64_t most);
base::Result<std::vector<Search>> searches_of(ports::Sql& sql, std::string_view user_id);

}  // namespace housing::records
