// How far a typed word is from a word meant: insertions, deletions, substitutions and swaps of neighbours.
#pragma once

#include <cstdint>
#include <string_view>

namespace housing::places {

inline constexpr std::size_t kMaxTypoLetters = 40;  // longer words are compared as they are

// Mistakes a word may have: none below four letters, one up to seven, two from eight.
int allowed_mistakes(std::string_view word);

// The distance, or limit + 1 once it is above the limit. "ph" and "f" count as one sound. Allocates nothing.
int word_distance(std::string_view typed, std::string_view meant, int limit);

// Which letters and digits occur in a folded word, as bits; two words that differ in more than 2 * n of them are more
// than n mistakes apart.
std::uint32_t letters_of(std::string_view word);

}  // namespace housing::places
