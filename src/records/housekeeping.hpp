// What is forgotten by itself: rows that served their time. Who keeps what for how long is told to people
// (docs/operating/accounts.md), so the periods are named here.
#pragma once

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

inline constexpr std::chrono::hours kNoticesKept{24 * 400};  // notifications, and that a mail was sent
inline constexpr std::chrono::hours kAuditKept{24 * 800};
inline constexpr std::chrono::hours kImportRunsKept{24 * 800};
inline constexpr std::chrono::hours kExportRowsKept{24 * 30};  // after its file ended

// Gives how many rows went.
base::Result<std::int64_t> forget_old(ports::Sql& sql, base::WallTime now);
// The exports whose file is still owed to somebody, by id.
base::Result<std::vector<std::string>> live_exports(ports::Sql& sql, base::WallTime now);

}  // namespace housing::records
