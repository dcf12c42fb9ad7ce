// Times as services write them. Thread-safety: functions. Errors: nullopt for anything else, or no such day.
#pragma once

#include <optional>
#include <string_view>

#include "base/clock.hpp"

namespace housing::aws {

// "Wed, 16 Apr 2025 09:30:00 GMT": the Date and Retry-After headers.
std::optional<base::WallTime> parse_http_date(std::string_view text);
// "2025-04-16T09:30:00Z", with or without a fraction of the second.
std::optional<base::WallTime> parse_iso8601(std::string_view text);

}  // namespace housing::aws
