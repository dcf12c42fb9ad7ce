// Byte masks: which of kMaskedBytes bytes are one of a few, as bits, the first byte in the lowest. With SSE2 in a few
// instructions, without it byte by byte. Thread-safety: functions.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace housing::sources {

inline constexpr std::size_t kMaskedBytes = 16;

// Reads kMaskedBytes from `text` on.
template <char... kWanted>
std::uint32_t mask_of_any(const char* text) {
#if defined(__SSE2__)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  __m128i hits = _mm_setzero_si128();
  ((hits = _mm_or_si128(hits, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(kWanted)))), ...);
  return static_cast<std::uint32_t>(_mm_movemask_epi8(hits));
#else
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < kMaskedBytes; ++i)
    if (((text[i] == kWanted) || ...)) mask |= std::uint32_t{1} << i;
  return mask;
#endif
}

// The same for one byte that is not known before.
inline std::uint32_t mask_of(const char* text, char wanted) {
#if defined(__SSE2__)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted))));
#else
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < kMaskedBytes; ++i)
    if (text[i] == wanted) mask |= std::uint32_t{1} << i;
  return mask;
#endif
}

}  // namespace housing::sources
