#include "sources/table_head.hpp"

#include "base/assert.hpp"
#include "base/byte_source.hpp"
#include "base/utf8.hpp"

namespace housing::sources {

base::Result<std::vector<std::string>> first_record(std::string_view head, char separator) {
  base::MemorySource source(head);
  CsvReader reader(source, separator);
  HT_TRY(const bool found, reader.next());
  if (!found) return std::vector<std::string>();
  std::vector<std::string_view> fields;
  HT_CHECK_OK(reader.split(fields));
  return std::vector<std::string>(fields.begin(), fields.end());
}

base::Status read_names(CsvReader& reader, std::vector<std::string_view>& names) {
  HT_TRY(const bool found, reader.next());
  if (!found) return base::fail(base::ErrorCode::kInvalidInput, "the file is empty");
  if (!reader.flaw().empty())
    return base::fail(base::ErrorCode::kInvalidInput,
                      "line " + std::to_string(reader.line()) + ": " + std::string(reader.flaw()));
  return reader.split(names);
}

std::optional<std::string> name_trouble(std::string_view name) {
  if (base::is_valid_utf8(name)) return std::nullopt;
  return "the name " + in_quotes(name) +
         " is not UTF-8 text: a program has saved the file again in another encoding; download the original";
}

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t length = base::utf8_sequence_length(rest);
    if (result.size() + length > kMaxQuotedBytes) return result + "…'";
    const bool printable = length > 1 || (length == 1 && static_cast<unsigned char>(rest[0]) >= ' ');
    result.append(printable ? rest.substr(0, length) : "?");
    rest.remove_prefix(length == 0 ? 1 : length);
  }
  return result + "'";
}

std::string refusal_of(CellStatus status, std::string_view text) {
  HT_ASSERT(status > CellStatus::kEmpty);
  if (status == CellStatus::kNegative) return in_quotes(text) + " is negative, which this metric cannot be";
  return in_quotes(text) +
         (status == CellStatus::kOutOfRange ? " is too large a number for this metric" : " is no number");
}

}  // namespace housing::sources
