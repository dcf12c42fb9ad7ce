// The little of UTF-8 that JSON and CSV need.
#pragma once

#include <cstddef>
#include <string_view>

namespace housing::base {

// Length (1-4) of the valid sequence `text` begins with; 0 when it begins with none (empty or broken bytes,
// overlong forms and surrogates included).
std::size_t utf8_sequence_length(std::string_view text);

bool is_valid_utf8(std::string_view text);

}  // namespace housing::base
