// SQLite's result codes in our words.
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace housing::sqlite {

// `code` is an extended result code other than SQLITE_OK, SQLITE_ROW and SQLITE_DONE.
base::ErrorCode error_code_of(int code);
// What stands before SQLite's own message where that does not say enough; else "".
std::string_view advice_for(int code);

}  // namespace housing::sqlite
