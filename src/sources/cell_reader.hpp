// CellReader: takes numbers off a record, field by field. The one hot loop of wide files runs here.
// Thread-safety: a constant.
#pragma once

#include <string_view>

#include "sources/csv.hpp"
#include "sources/decimal.hpp"
#include "sources/fast_decimal.hpp"

namespace housing::sources {

class CellReader {
 public:
  explicit CellReader(int decimals) : decimals_(decimals), fast_(decimals) {}

  // The next field as a cell; the cursor must not be at its end. `text` is set when the status is an error.
  CellStatus next(FieldCursor& cursor, model::Cell& cell, std::string_view& text) const {
    if (cursor.readable() >= FastDecimal::kReadableBytes) {
      if (cursor.skip_exactly(0)) {
        cell = model::kGap;
        return CellStatus::kEmpty;
      }
      const std::size_t length = fast_.read(cursor.text(), cell);
      if (length != 0 && cursor.skip_exactly(length)) return CellStatus::kOk;
    }
    cursor.next(text);
    const ParsedCell parsed = parse_cell(text, decimals_);
    cell = parsed.cell;
    return parsed.status;
  }

 private:
  int decimals_;
  FastDecimal fast_;
};

}  // namespace housing::sources
