// FastDecimal: reads the plain decimals that fill wide files ("121667.51359785329") without a branch on their length:
// it finds the end of the number and its value from two 16-byte loads and two multiplications of eight digits at a
// time. What it cannot do (an exponent, more than 8 digits before or 23 behind the point, a tie that later digits
// decide, a cell out of range) it leaves to parse_cell(), which always agrees with it; without SSE2 it leaves
// everything. Thread-safety: a constant.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "model/value.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace housing::sources {

class FastDecimal {
 public:
  // So many bytes from `text` on must be readable (not: belong to the number).
  static constexpr std::size_t kReadableBytes = 40;
  static constexpr int kMaxDecimals = 6;

  explicit FastDecimal(int decimals) : usable_(decimals <= kMaxDecimals), counted_bits_(usable_ ? 8 * decimals : 0) {
    for (int i = 0; i < decimals; ++i) power_ *= 10;
  }

  // The length of the number `text` begins with, and its cell; 0 when parse_cell() has to look. Who calls checks that
  // the field ends there.
  std::size_t read(const char* text, model::Cell& cell) const {
#if defined(__SSE2__)
    const bool negative = *text == '-';
    if (negative) ++text;
    std::uint32_t dots = 0;
    const std::uint32_t others = ~(mask_of_digits(text, dots) | dots);
    if (others == 0 || !usable_) return 0;
    const auto length = static_cast<unsigned>(std::countr_zero(others));
    const std::uint32_t end = std::uint32_t{1} << length;
    dots &= end - 1;
    const auto whole_length = static_cast<unsigned>(std::countr_zero(dots | end));
    if ((dots & (dots - 1)) != 0 || whole_length - 1 > 7) return 0;

    const std::uint64_t fraction =
        fraction_digits(text + whole_length + 1, length > whole_length ? length - whole_length - 1 : 0);
    const std::uint64_t whole = digits_at(text) << (64 - 8 * whole_length);
    // Digits that count in the highest bytes: eight_digits() reads them as a number with zeros in front.
    const std::uint64_t counted = fraction << 1 << (63 - counted_bits_);
    const std::uint64_t rest = __builtin_bswap64(fraction >> counted_bits_);
    std::uint64_t magnitude = eight_digits(whole) * power_ + eight_digits(counted);
    if (rest == kHalf) {
      if (length - whole_length > 9) return 0;  // digits behind the eighth break the tie
      magnitude += magnitude & 1;
    } else {
      magnitude += rest > kHalf ? 1 : 0;
    }
    if (magnitude > static_cast<std::uint64_t>(model::kMaxCell)) return 0;
    const auto positive = static_cast<model::Cell>(magnitude);
    cell = negative ? -positive : positive;
    return length + (negative ? 1 : 0);
#else
    static_cast<void>(text), static_cast<void>(cell);
    return 0;
#endif
  }

 private:
  static constexpr std::uint64_t kHalf = 0x0500'0000'0000'0000;  // the digits 5, 0, 0 …

#if defined(__SSE2__)
  // Bit i: text[i] is a digit; `dots`: it is a point. 32 characters.
  static std::uint32_t mask_of_digits(const char* text, std::uint32_t& dots) {
    std::uint32_t digits = 0;
    for (int half = 0; half < 2; ++half) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16 * half));
      const __m128i values = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
      const __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
      const __m128i is_dot = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('.'));
      digits |= static_cast<std::uint32_t>(_mm_movemask_epi8(is_digit)) << (16 * half);
      dots |= static_cast<std::uint32_t>(_mm_movemask_epi8(is_dot)) << (16 * half);
    }
    return digits;
  }
#endif

  // Eight characters as digit values, the first in the lowest byte (little-endian, as every SSE2 machine is).
  static std::uint64_t digits_at(const char* text) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, sizeof bytes);
    return bytes ^ 0x3030'3030'3030'3030;
  }
  // The first eight digits of a fraction of `length`, zeros behind it.
  static std::uint64_t fraction_digits(const char* text, unsigned length) {
    const std::uint64_t digits = digits_at(text);
    return length >= 8 ? digits : digits & ((std::uint64_t{1} << (8 * length)) - 1);
  }
  // Neighbours are joined three times: to pairs, to fours, to eight.
  static std::uint64_t eight_digits(std::uint64_t digits) {
    const std::uint64_t pairs = digits * 10 + (digits >> 8);
    constexpr std::uint64_t kEvery = 0x0000'00FF'0000'00FF;
    constexpr std::uint64_t kOuter = 100 + (std::uint64_t{1'000'000} << 32);
    constexpr std::uint64_t kInner = 1 + (std::uint64_t{10'000} << 32);
    return ((pairs & kEvery) * kOuter + (pairs >> 16 & kEvery) * kInner) >> 32;
  }

  bool usable_;
  int counted_bits_;  // of the fraction's digits that become part of the cell, eight each
  std::uint64_t power_ = 1;
};

}  // namespace housing::sources
