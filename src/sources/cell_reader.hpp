// CellReader: takes numbers off a record, field by field. The one hot loop of wide files runs here. read_cell() does
// the same for one text. A price, rent, count or index level below zero is no value: the catalogue says what may be.
// Thread-safety: a constant.
#pragma once

#include <string_view>

#include "model/catalogue.hpp"
#include "sources/csv.hpp"
#include "sources/decimal.hpp"
#include "sources/fast_decimal.hpp"

namespace housing::sources {

inline ParsedCell only_positive(ParsedCell parsed) {
  if (parsed.status == CellStatus::kOk && parsed.cell < 0) return {model::kGap, CellStatus::kNegative};
  return parsed;
}

inline ParsedCell read_cell(std::string_view text, const model::MetricInfo& metric) {
  const ParsedCell parsed = parse_cell(text, metric.decimals);
  return metric.may_be_negative ? parsed : only_positive(parsed);
}

class CellReader {
 public:
  explicit CellReader(int decimals, bool may_be_negative = true)
      : decimals_(decimals), may_be_negative_(may_be_negative), fast_(decimals) {}

  // The next field as a cell; the cursor must not be at its end. `text` is set when the status is an error.
  CellStatus next(FieldCursor& cursor, model::Cell& cell, std::string_view& text) const {
    if (cursor.readable() >= FastDecimal::kReadableBytes) {
      if (cursor.skip_exactly(0)) {
        cell = model::kGap;
        return CellStatus::kEmpty;
      }
      const std::size_t length = fast_.read(cursor.text(), cell);
      const bool acceptable = length != 0 && (cell >= 0 || may_be_negative_);
      if (acceptable && cursor.skip_exactly(length)) return CellStatus::kOk;
    }
    cursor.next(text);
    ParsedCell parsed = parse_cell(text, decimals_);
    if (!may_be_negative_) parsed = only_positive(parsed);
    cell = parsed.cell;
    return parsed.status;
  }

 private:
  int decimals_;
  bool may_be_negative_;
  FastDecimal fast_;
};

// The same for one text of a known field.
class NumberReader {
 public:
  explicit NumberReader(const model::MetricInfo& metric)
      : decimals_(metric.decimals), may_be_negative_(metric.may_be_negative), fast_(metric.decimals) {}

  // `readable`: how many bytes may be read from the text's beginning on. The cell is kGap unless the status is kOk.
  CellStatus read(std::string_view text, std::size_t readable, model::Cell& cell) const {
    if (readable >= FastDecimal::kReadableBytes && fast_.read(text.data(), cell) == text.size() && !text.empty() &&
        (cell >= 0 || may_be_negative_))
      return CellStatus::kOk;
    ParsedCell parsed = parse_cell(text, decimals_);
    if (!may_be_negative_) parsed = only_positive(parsed);
    cell = parsed.cell;
    return parsed.status;
  }

 private:
  int decimals_;
  bool may_be_negative_;
  FastDecimal fast_;
};

}  // namespace housing::sources
