// Names of the Census Bureau's older tables, which are Latin-1 by its own documentation. Thread-safety: functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace housing::sources {

// `name` in UTF-8: as it is where that is what it is already, else each byte as the letter it is in Latin-1. Nothing
// for a text with bytes that are no letters there (0x80 to 0x9F), which was saved in a third encoding.
std::optional<std::string> from_latin1(std::string_view name);

}  // namespace housing::sources
