// Decimal text -> fixed-point cell, exactly: rounded once, half to even, no floating point anywhere.
//
// Understood: an optional '-', digits with at most one '.', at least one digit, an optional exponent (5.00E-04).
// Not a number: blanks, '+', thousands separators, NaN, inf, anything behind the number. Any length is read.
// Thread-safety: functions and constants only.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/value.hpp"

namespace housing::sources {

enum class CellStatus : std::uint8_t {
  kOk,
  kEmpty,       // no text: a gap, not an error
  kNotANumber,  // the text is something else
  kOutOfRange,  // a number, too large for a cell of so many decimals
  kNegative,    // a number below zero of a metric that has none; parse_cell() does not know of metrics
};

struct ParsedCell {
  model::Cell cell = model::kGap;  // kGap unless the status is kOk
  CellStatus status = CellStatus::kEmpty;
};

// Most decimals a metric may state: more would leave a 32-bit cell no room before the point.
inline constexpr int kMaxDecimals = 9;

// The whole of `text` in units of 10^-decimals, 0 <= decimals <= kMaxDecimals.
ParsedCell parse_cell(std::string_view text, int decimals);

// The same for metrics of 64-bit values; up to 18 digits.
struct ParsedWideCell {
  model::WideCell cell = model::kWideGap;  // kWideGap unless the status is kOk
  CellStatus status = CellStatus::kEmpty;
};
ParsedWideCell parse_wide_cell(std::string_view text, int decimals);

}  // namespace housing::sources
