#include "places/search_query.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "places/fold.hpp"

namespace housing::places {

Query::Query(std::string_view text, std::size_t max_words) {
  const std::string folded = fold(text, false);
  if (folded.empty()) return;
  const auto pieces = base::split(folded, ' ');
  words.resize(std::min(pieces.size(), max_words));
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].typed = pieces[i];
    words[i].meant = expand_word(words[i].typed);
  }
}

std::string Query::joined(std::size_t count, bool meant) const {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text.push_back(' ');
    text.append(meant ? words[i].meant : words[i].typed);
  }
  return text;
}

std::string Query::rest(std::size_t first) const {
  std::string text;
  for (std::size_t i = first; i < words.size(); ++i) {
    if (i > first) text.push_back(' ');
    text.append(words[i].typed);
  }
  return text;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool has_word_from(std::string_view name, std::string_view word) {
  for (std::size_t at = 0; at != std::string_view::npos; at = name.find(' ', at)) {
    if (at > 0) ++at;
    if (name.substr(at).starts_with(word)) return true;
  }
  return false;
}

}  // namespace housing::places
