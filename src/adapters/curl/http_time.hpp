// Dates as HTTP writes them. Thread-safety: functions.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "adapters/curl/transfer.hpp"
#include "base/clock.hpp"
#include "model/date.hpp"

namespace housing::curl {

// "Wed, 16 Apr 2025 09:30:00 GMT" and the two older spellings.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

// The day of Last-Modified, unless it says nothing about the file: a time to come, or the very time of the answer, as
// servers write it that make the file for each request.
std::optional<model::Date> believable_modification(const ResponseHead& head, base::WallTime now);

}  // namespace housing::curl
