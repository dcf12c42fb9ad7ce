// Everything a person has here, row by row, for the copy they may take along. Secrets (hashes, sealed seeds) are left
// out: they are of no use to them and of some to a thief.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/database.hpp"

namespace housing::records {

struct OwnedRows {
  std::string_view table;
  std::vector<std::string_view> columns;
  ports::Rows rows;
};

base::Result<std::vector<OwnedRows>> everything_of(ports::Sql& sql, std::string_view user_id);

}  // namespace housing::records
