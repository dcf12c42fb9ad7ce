// Rows of exports: what somebody asked to take away in bulk, and where it lies when it is done.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

struct Export {
  std::string id;
  std::string user_id;
  std::string request;           // JSON
  std::string state = "queued";  // queued | done | failed
  std::string object_key;
  std::int64_t bytes = 0;
  std::int64_t rows = 0;
  std::string note;  // what was left out and why, or why it failed
  base::WallTime created{};
  std::optional<base::WallTime> done;
  std::optional<base::WallTime> ends;
};

base::Status insert_export(ports::Sql& sql, const Export& made);
base::Result<std::vector<Export>> exports_of(ports::Sql& sql, std::string_view user_id);
base::Result<std::optional<Export>> find_export(ports::Sql& sql, std::string_view id);
base::Status finish_export(ports::Sql& sql, const Export& made);  // state, key, sizes, note, times

}  // namespace housing::records
