#include "sources/decimal.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace housing::sources {
namespace {

constexpr ParsedWideCell kNoNumber = {model::kWideGap, CellStatus::kNotANumber};
constexpr ParsedWideCell kTooLarge = {model::kWideGap, CellStatus::kOutOfRange};
constexpr int kMostCellDigits = 10;                 // of 2147483647
constexpr int kMostWideDigits = 18;                 // any so many fit into 64 bits
constexpr std::int64_t kExponentBound = 1LL << 40;  // beyond any length a text can have, far from overflow

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes the digits `text` begins with.
std::string_view take_digits(std::string_view& text) {
  const auto* const end = std::ranges::find_if_not(text, is_digit);
  const std::string_view taken = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(taken.size());
  return taken;
}

// The number behind 'e'; false when there is none or something follows it.
bool take_exponent(std::string_view text, std::int64_t& exponent) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::string_view digits = take_digits(text);
  if (digits.empty() || !text.empty()) return false;
  for (const char digit : digits) exponent = std::min(exponent * 10 + (digit - '0'), kExponentBound);
  if (negative) exponent = -exponent;
  return true;
}

// The digits of whole and fraction, one after the other.
struct Digits {
  std::string_view whole;
  std::string_view fraction;

  std::size_t size() const { return whole.size() + fraction.size(); }
  int operator[](std::size_t i) const { return (i < whole.size() ? whole[i] : fraction[i - whole.size()]) - '0'; }
  bool all_zero_from(std::size_t i) const {
    for (; i < size(); ++i)
      if ((*this)[i] != 0) return false;
    return true;
  }
};

// The number, when it has at most `most_digits` digits.
ParsedWideCell parse_digits(std::string_view text, int decimals, int most_digits) {
  HT_ASSERT(decimals >= 0 && decimals <= kMaxDecimals);
  if (text.empty()) return {};
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);

  Digits digits{take_digits(text), {}};
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits.fraction = take_digits(text);
  }
  if (digits.size() == 0) return kNoNumber;
  std::int64_t exponent = 0;
  if (!text.empty()) {
    if (text[0] != 'e' && text[0] != 'E') return kNoNumber;
    if (!take_exponent(text.substr(1), exponent)) return kNoNumber;
  }

  std::size_t first = 0;  // the first digit that counts
  while (first < digits.size() && digits[first] == 0) ++first;
  if (first == digits.size()) return {0, CellStatus::kOk};

  // Digits [first, cut) make the cell; what is from `cut` on decides the rounding. `cut` may lie outside the text.
  const std::int64_t cut = static_cast<std::int64_t>(digits.whole.size()) + exponent + decimals;
  const std::int64_t kept = cut - static_cast<std::int64_t>(first);
  if (kept > most_digits) return kTooLarge;
  if (kept < 0) return {0, CellStatus::kOk};
  std::int64_t magnitude = 0;
  for (std::int64_t i = 0; i < kept; ++i) {
    const auto at = first + static_cast<std::size_t>(i);
    magnitude = magnitude * 10 + (at < digits.size() ? digits[at] : 0);
  }
  const auto rest = static_cast<std::size_t>(cut);  // kept >= 0, so not negative
  if (rest < digits.size()) {
    const bool above_half = digits[rest] > 5 || (digits[rest] == 5 && !digits.all_zero_from(rest + 1));
    const bool tie = digits[rest] == 5 && !above_half;
    if (above_half || (tie && magnitude % 2 != 0)) ++magnitude;
  }
  return {negative ? -magnitude : magnitude, CellStatus::kOk};
}

}  // namespace

ParsedCell parse_cell(std::string_view text, int decimals) {
  const ParsedWideCell wide = parse_digits(text, decimals, kMostCellDigits);
  if (wide.status != CellStatus::kOk) return {model::kGap, wide.status};
  if (wide.cell > model::kMaxCell || wide.cell < -model::WideCell{model::kMaxCell})
    return {model::kGap, CellStatus::kOutOfRange};
  return {static_cast<model::Cell>(wide.cell), CellStatus::kOk};
}

ParsedWideCell parse_wide_cell(std::string_view text, int decimals) {
  return parse_digits(text, decimals, kMostWideDigits);
}

}  // namespace housing::sources
