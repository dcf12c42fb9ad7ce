#include "sources/workbook_rows.hpp"

#include "base/text.hpp"
#include "sources/table_head.hpp"

namespace housing::sources {

std::optional<std::uint32_t> column_of_reference(std::string_view reference) {
  std::uint32_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
    if (column > kMaxSheetColumns) return std::nullopt;
  }
  if (column == 0) return std::nullopt;
  return column - 1;
}

base::Status WorkbookRows::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "row") return start_row(attributes);
  if (!in_row_) return {};
  if (name == "c") return start_cell(attributes);
  if (name == "rPh") in_phonetic_ = true;
  in_value_ = in_cell_ && (name == "v" || (name == "t" && !in_phonetic_));
  return {};
}

base::Status WorkbookRows::start_row(const XmlAttributes& attributes) {
  const std::string_view stated = attributes.find("r");
  const auto number = stated.empty() ? std::optional<std::int64_t>(row_ + 1) : base::parse_integer(stated);
  if (!number || *number <= row_ || *number > kMaxSheetRows)
    return broken("row number " + in_quotes(stated) + " comes after row " + std::to_string(row_));
  row_ = static_cast<std::uint32_t>(*number);
  columns_ = 0;
  in_row_ = true;
  texts_.clear();
  found_.clear();
  return {};
}

base::Status WorkbookRows::start_cell(const XmlAttributes& attributes) {
  const std::string_view stated = attributes.find("r");
  const auto column = stated.empty() ? std::optional(columns_) : column_of_reference(stated);
  if (!column || *column < columns_ || *column >= kMaxSheetColumns)
    return broken("cell " + in_quotes(stated) + " of row " + std::to_string(row_) + " is not behind the one before it");
  column_ = *column;
  columns_ = column_ + 1;
  in_cell_ = true;
  is_shared_ = attributes.find("t") == "s";
  cell_begin_ = texts_.size();
  return {};
}

base::Status WorkbookRows::text(std::string_view text) {
  if (!in_value_) return {};
  if (texts_.size() + text.size() > kMaxSheetRowBytes)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "row " + std::to_string(row_) + " has more than " + std::to_string(kMaxSheetRowBytes) + " bytes");
  taken_ += text.size();
  if (taken_ > kMaxSheetTextBytes)
    return base::fail(base::ErrorCode::kLimitExceeded,
                      "it has more than " + std::to_string(kMaxSheetTextBytes) + " bytes of text");
  texts_.append(text);
  return {};
}

base::Status WorkbookRows::end(std::string_view name) {
  in_value_ = false;
  if (name == "rPh") in_phonetic_ = false;
  if (name == "c" && in_cell_) return end_cell();
  if (name == "row" && in_row_) return end_row();
  return {};
}

base::Status WorkbookRows::end_cell() {
  in_cell_ = false;
  if (is_shared_) {
    const std::string number = texts_.substr(cell_begin_);
    const auto index = base::parse_integer(number);
    const auto shared = index && *index >= 0 ? shared_(static_cast<std::size_t>(*index)) : std::nullopt;
    if (!shared)
      return broken("row " + std::to_string(row_) + " has text number " + in_quotes(number) + ", which is not there");
    texts_.resize(cell_begin_);
    in_value_ = true;
    const base::Status status = text(*shared);
    in_value_ = false;
    HT_CHECK_OK(status);
  }
  if (texts_.size() > cell_begin_) found_.push_back({column_, cell_begin_, texts_.size()});
  return {};
}

base::Status WorkbookRows::end_row() {
  in_row_ = false;
  if (found_.empty()) return {};
  cells_.clear();
  for (const Found& cell : found_)
    cells_.push_back({cell.column, std::string_view(texts_).substr(cell.begin, cell.end - cell.begin)});
  const auto more = take_row_(row_, cells_);
  if (more && *more) return {};
  stopped_ = true;
  if (!more) outcome_ = std::unexpected(more.error());
  return base::fail(base::ErrorCode::kInvalidInput, "stopped");
}

std::unexpected<base::Error> WorkbookRows::broken(const std::string& what) const {
  return base::fail(base::ErrorCode::kInvalidInput, what + "; the workbook is damaged, download it again");
}

}  // namespace housing::sources
