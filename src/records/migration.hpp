// Migration: one numbered text of db/, which lies inside the program. db/README.md has the rules for writing one.
// Thread-safety: values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/database.hpp"

namespace housing::records {

struct Migration {
  int version = 0;        // 1, 2, 3 … without gaps
  std::string name;       // "queue"
  std::string_view text;  // of the whole file

  std::string sha256() const;
  // The parts for one database. Errors: kInvalidInput, a marker that is none.
  base::Result<std::string> script(ports::Dialect dialect) const;
  // The lowest version a program must know to run once this is applied; 0: any program does. Errors: as script().
  base::Result<int> needs() const;
};

// Reads "0001_queue.sql". Errors: kInvalidInput.
base::Result<Migration> make_migration(std::string_view file_name, std::string_view text);

// Those in the program, by version. A wrong one is a defect of the build and an assertion.
const std::vector<Migration>& embedded_migrations();

}  // namespace housing::records
