#include "adapters/sqlite/error.hpp"

#include <sqlite3.h>

namespace housing::sqlite {

using base::ErrorCode;

ErrorCode error_code_of(int code) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_FOREIGNKEY: return ErrorCode::kConflict;
    default: break;
  }
  switch (code & 0xff) {
    case SQLITE_INTERRUPT:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG: return ErrorCode::kLimitExceeded;
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS: return ErrorCode::kIo;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::kCorrupt;
    default: return ErrorCode::kInvalidInput;  // a statement it does not understand, or that misuses it
  }
}

std::string_view advice_for(int code) {
  // The file that processes share beside the database is made anew by the first to open it.
  if (code == SQLITE_IOERR_SHMSIZE) return "no room to begin, make some on the disk: ";
  switch (code & 0xff) {
    case SQLITE_INTERRUPT: return "the deadline passed: ";
    case SQLITE_BUSY: return "another process kept the database to itself until the deadline: ";
    case SQLITE_FULL: return "no room to write, make some on the disk: ";
    case SQLITE_CORRUPT: return "the file is damaged, restore a backup: ";
    default: return "";
  }
}

}  // namespace housing::sqlite
