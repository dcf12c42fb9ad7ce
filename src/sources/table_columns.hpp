// The columns of a table by their names, compared without case and blanks around them: never by position, so that a
// column that was added or moved changes nothing, and one that is missing or there twice is an error that names it.
// Thread-safety: a function.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace housing::sources {

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

struct WantedColumn {
  std::string_view name;
  bool required = true;
};

// Where each of `wanted` stands in `names`; kNoColumn for one that is missing and need not be there.
// Errors: kInvalidInput.
base::Result<std::vector<std::size_t>> find_columns(std::span<const std::string_view> names,
                                                    std::span<const WantedColumn> wanted);

// Whether `names` has a column of this name.
bool has_column(std::span<const std::string> names, std::string_view name);

}  // namespace housing::sources
