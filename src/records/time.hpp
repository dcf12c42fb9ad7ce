// Times as the database keeps them: milliseconds since 1970 in UTC; NULL where there is none.
#pragma once

#include <optional>

#include "base/clock.hpp"
#include "ports/database.hpp"

namespace housing::records {

inline std::int64_t stored(base::WallTime time) { return time.time_since_epoch().count(); }
inline ports::SqlValue stored(const std::optional<base::WallTime>& time) {
  if (!time) return nullptr;
  return stored(*time);
}
inline base::WallTime time_at(const ports::Rows& rows, std::size_t row, std::size_t column) {
  return base::WallTime(std::chrono::milliseconds(rows.integer(row, column)));
}
inline std::optional<base::WallTime> maybe_time_at(const ports::Rows& rows, std::size_t row, std::size_t column) {
  if (rows.is_null(row, column)) return std::nullopt;
  return time_at(rows, row, column);
}

}  // namespace housing::records
