// SearchIndex: places found by what people type: "San Francisco", "94110", "cook county, il", "portland or",
// "st louis", "san fransisco".
//
// Every word of the question must fit: as the beginning of a word of the place's name or of an alias, or, at the end of
// the question, as a state ("or", "oregon", "ore"). Digits are the beginning of a ZIP code. Diacritics, case and signs
// do not count, "st" is also "saint". When that finds little and nothing exactly, words of 4 to 7 letters may have one
// mistake, longer ones two (Damerau-Levenshtein; "ph" also written "f"), and shorter ones none.
// Order: exact name, then beginning of the name, then words anywhere, then mistakes; within that by type (nation,
// state, metro, county, place, town … ZIP code), places with data first, present ones before former, by population.
// Among what is smaller than a county, any place with data comes before any without. What a name says of its kind
// ("Cook County", "Lakewood city") does not count.
//
// Ownership: keeps a view of the gazetteer's bytes and copies of everything else. Thread-safety: immutable.
// Limits: kMaxQuestionBytes, kMaxWords. Errors: none; a question of only signs is an empty one.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/region.hpp"
#include "places/gazetteer.hpp"

namespace housing::places {

// What is known of a place beyond the gazetteer. For a place the gazetteer lacks, `name` is needed.
struct ExtraPlace {
  model::RegionId id;
  std::string_view name = {};
  std::optional<model::RegionId> state = std::nullopt;  // of a place the gazetteer lacks; else by its code or name
  std::span<const std::string_view> aliases = {};
  std::uint32_t size_rank = 0;  // a publisher's, 1 the largest; 0 none
  std::uint32_t metrics = 0;    // how many metrics have data there
};

using TypeFilter = std::bitset<model::kRegionTypes>;  // none set: all types

struct Question {
  std::string_view text = {};  // empty: list everything, by type, then size
  TypeFilter types = {};
  std::optional<model::RegionId> within = std::nullopt;  // only places inside this one
  std::size_t limit = 20;
  std::size_t offset = 0;
};

struct Hit {
  model::RegionId id;
  int score = 0;  // 100 exact name, 99 beginning, 98 words; each mistake costs 3
};

class SearchIndex {
 public:
  static constexpr std::size_t kMaxQuestionBytes = 200;  // the rest is not read
  static constexpr std::size_t kMaxWords = 12;

  explicit SearchIndex(const Gazetteer& gazetteer, std::span<const ExtraPlace> extras = {});

  std::vector<Hit> search(const Question& question) const;
  std::size_t size() const { return rank_.size(); }
  std::size_t memory_bytes() const;

 private:
  friend class IndexBuilder;
  friend class Search;

  // A way to name places: a folded text and the places that have it (a city's ZIP codes share one).
  struct Name {
    std::uint32_t text = 0;
    std::uint16_t length = 0;
    std::uint16_t head = 0;  // length of a beginning that is a name by itself: the first city, "cook" of "cook county"
    std::uint32_t places = 0;
    std::uint32_t place_count = 0;
  };
  // A distinct word of names.
  struct Word {
    std::uint32_t text = 0;
    std::uint16_t length = 0;
    std::uint32_t letters = 0;  // which letters occur, a bit each
    std::uint32_t names = 0;    // its first in word_names_; the next word's is its end
  };
  struct State {
    std::string name;    // folded
    std::string postal;  // lower case
    std::uint32_t place = 0;
  };

  std::string_view text_of(const Name& name) const { return {texts_.data() + name.text, name.length}; }
  std::string_view text_of(const Word& word) const { return {texts_.data() + word.text, word.length}; }
  model::RegionId id_of(std::uint32_t place) const;
  model::RegionType type_of(std::uint32_t place) const;
  bool is_in_gazetteer(std::uint32_t place) const { return place < gazetteer_.size(); }

  Gazetteer gazetteer_;
  std::vector<model::RegionId> extra_ids_;   // places the gazetteer lacks, numbered on from its last
  std::vector<std::uint32_t> extra_states_;  // their states' numbers, or kNoPlace
  std::string texts_;
  std::vector<Name> names_;
  std::vector<std::uint32_t> name_places_;
  std::vector<Word> words_;  // sorted by text; one more at the end
  std::vector<std::uint32_t> word_names_;
  std::vector<std::uint32_t> rank_;  // of each place in the order of lists
  std::vector<std::uint32_t> by_rank_;
  std::vector<State> states_;
};

inline constexpr std::uint32_t kNoPlace = UINT32_MAX;

}  // namespace housing::places
