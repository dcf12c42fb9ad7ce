// What the formats share: the first record of a file's head, which they recognise a table by, and words for messages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sources/csv.hpp"
#include "sources/decimal.hpp"

namespace housing::sources {

// Its fields, unquoted. `head` may end in the middle of a later record. Errors: as CsvReader's; an empty head has none.
base::Result<std::vector<std::string>> first_record(std::string_view head, char separator);

// The file's first record in `names`. Errors: as CsvReader's, and kInvalidInput for an empty file or a damaged line.
base::Status read_names(CsvReader& reader, std::vector<std::string_view>& names);

// Why a place's name cannot be taken: it is not UTF-8, and what else it is can only be guessed.
std::optional<std::string> name_trouble(std::string_view name);

// What is quoted of a publisher's text in a message: at most kMaxQuotedBytes of it, in quotation marks.
inline constexpr std::size_t kMaxQuotedBytes = 60;
std::string in_quotes(std::string_view text);
// Why a cell with this text is refused; the status must be an error.
std::string refusal_of(CellStatus status, std::string_view text);

}  // namespace housing::sources
