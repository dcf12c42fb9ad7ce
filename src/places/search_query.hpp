// What a question means: its folded words, and the ways to read its end as a state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace housing::places {

struct QueryWord {
  std::string typed;       // folded
  std::string_view meant;  // "saint" for "st", else the same text as typed
};

// The words that name a place, and where it must lie.
struct Reading {
  std::size_t words = 0;              // the first so many words are the name
  std::vector<std::uint32_t> states;  // numbers of places; none: anywhere
  bool in_all = false;                // in every one of them ("kansas city mo ks"), else in any
  std::vector<std::uint32_t> begun;   // and in any of these, when there are some ("kansas city mo k")
};

struct Query {
  std::vector<QueryWord> words;

  explicit Query(std::string_view text, std::size_t max_words);
  Query(const Query&) = delete;  // `meant` looks into `typed`
  Query& operator=(const Query&) = delete;

  // The first `count` words with a blank between: as typed, or as meant.
  std::string joined(std::size_t count, bool meant) const;
  // The words from `first` to the last.
  std::string rest(std::size_t first) const;
};

bool all_digits(std::string_view text);

// Whether some word of `name` begins with `word`.
bool has_word_from(std::string_view name, std::string_view word);

}  // namespace housing::places
