#include "places/typo.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace housing::places {
namespace {

int distance(std::string_view a, std::string_view b, int limit) {
  const auto size_a = static_cast<int>(a.size());
  const auto size_b = static_cast<int>(b.size());
  if (std::abs(size_a - size_b) > limit) return limit + 1;
  std::array<std::array<int, kMaxTypoLetters + 1>, 3> rows{};
  auto* before_last = &rows[0];
  auto* last = &rows[1];
  auto* row = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*last)[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*row)[0] = static_cast<int>(i);
    int least = (*row)[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int cost = std::min((*last)[j], (*row)[j - 1]) + 1;
      cost = std::min(cost, (*last)[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost = std::min(cost, (*before_last)[j - 2] + 1);
      (*row)[j] = cost;
      least = std::min(least, cost);
    }
    if (least > limit) return limit + 1;
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return std::min((*last)[b.size()], limit + 1);
}

// The word with every "ph" written "f".
std::string_view with_f(std::string_view word, std::array<char, kMaxTypoLetters>& buffer) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool ph = word[i] == 'p' && i + 1 < word.size() && word[i + 1] == 'h';
    buffer[size++] = ph ? 'f' : word[i];
    if (ph) ++i;
  }
  return {buffer.data(), size};
}

}  // namespace

int allowed_mistakes(std::string_view word) { return word.size() < 4 ? 0 : word.size() < 8 ? 1 : 2; }

int word_distance(std::string_view typed, std::string_view meant, int limit) {
  if (typed == meant) return 0;
  if (limit <= 0 || typed.size() > kMaxTypoLetters || meant.size() > kMaxTypoLetters) return limit + 1;
  const int plain = distance(typed, meant, limit);
  if (plain <= 1 || (typed.find("ph") == std::string_view::npos && meant.find("ph") == std::string_view::npos))
    return plain;
  std::array<char, kMaxTypoLetters> typed_buffer;
  std::array<char, kMaxTypoLetters> meant_buffer;
  const int spoken = distance(with_f(typed, typed_buffer), with_f(meant, meant_buffer), limit);
  return std::min(plain, std::max(spoken, 1));  // written otherwise, it is a mistake all the same
}

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) letters |= c >= 'a' && c <= 'z' ? 1u << (c - 'a') : 1u << 26;
  return letters;
}

}  // namespace housing::places
