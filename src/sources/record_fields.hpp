// RecordFields: the fields of one record by number, for tables of which only some columns matter. It finds all
// separators in one go; whoever wants the fields one after the other takes a FieldCursor.
//
// Ownership: the fields are views into the reader's record, valid until its next next(). Limits: kMaxFields.
// Thread-safety: one reader, one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "sources/cell_reader.hpp"
#include "sources/csv.hpp"

namespace housing::sources {

class RecordFields {
 public:
  // Of the reader's present record. Errors: kLimitExceeded.
  base::Status read(CsvReader& reader);

  std::size_t size() const { return size_; }
  std::string_view operator[](std::size_t i) const {
    if (quoted_) return unquoted_[i];
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1] + 1;
    return {record_ + begin, ends_[i] - begin};
  }

  // Field `i` as a cell. The status is kEmpty for no text and for `missing`, in any case.
  CellStatus cell(std::size_t i, const NumberReader& numbers, std::string_view missing, model::Cell& cell) const {
    const std::string_view text = (*this)[i];
    cell = model::kGap;
    if (text.empty()) return CellStatus::kEmpty;
    // A text with "" in it is a copy of its own.
    const bool in_record = !std::less<>()(text.data(), record_) && std::less<>()(text.data(), readable_end_);
    const std::size_t readable = in_record ? static_cast<std::size_t>(readable_end_ - text.data()) : 0;
    const CellStatus status = numbers.read(text, readable, cell);
    if (status == CellStatus::kNotANumber && base::equal_ignoring_case(text, missing)) return CellStatus::kEmpty;
    return status;
  }

 private:
  base::Status too_many(const CsvReader& reader) const;

  std::vector<std::uint32_t> ends_;  // of the fields in the record, and room behind them
  std::vector<std::string_view> unquoted_;
  std::size_t size_ = 0;
  bool quoted_ = false;
  const char* record_ = nullptr;
  const char* readable_end_ = nullptr;
};

}  // namespace housing::sources
