// Refusal: a row or cell of a publisher's file that cannot be right, and was left out.
#pragma once

#include <cstdint>
#include <string>

namespace housing::model {

struct Refusal {
  std::uint64_t line = 0;    // 1 is the first line of the file
  std::uint64_t column = 0;  // 1 is the first field of the line; 0 the whole line
  std::string reason;
};

}  // namespace housing::model
