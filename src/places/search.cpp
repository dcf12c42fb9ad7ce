// Answering a question: candidates from the sorted words, then every word checked in the candidate's own text.
#include "places/search.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "base/text.hpp"
#include "places/fold.hpp"
#include "places/search_query.hpp"
#include "places/search_within.hpp"
#include "places/typo.hpp"

namespace housing::places {

using model::RegionId;
using model::RegionType;

namespace {

// How well a place fits, less is better; each mistake adds kMistake.
constexpr int kExact = 0;
constexpr int kBeginning = 1;
constexpr int kWords = 2;
constexpr int kMistake = 3;
constexpr int kBestScore = 100;

constexpr std::size_t kFewHits = 5;  // fewer than this, and none exact: words may have mistakes
constexpr std::size_t kMaxStateWords = 4;

}  // namespace

// One question being answered.
class Search {
 public:
  Search(const SearchIndex& index, const Question& question)
      : index_(index),
        question_(question),
        query_(question.text.substr(0, SearchIndex::kMaxQuestionBytes), SearchIndex::kMaxWords) {
    if (question.within) inside_.emplace(index.gazetteer_, *question.within);
  }

  std::vector<Hit> run() {
    if (query_.words.empty()) return list();
    find_id();
    const std::vector<Reading> readings = read();
    for (const Reading& reading : readings) {
      find_digits(reading);
      find_names(reading);
    }
    find_metros_of_state();
    const bool exact = std::ranges::any_of(found_, [](std::uint64_t key) { return key >> 32 == kExact; });
    if (found_.size() < kFewHits && !exact)
      for (const Reading& reading : readings) find_mistaken(reading);
    return best();
  }

 private:
  // A key sorts by fit, then by the order of lists.
  void add(std::uint32_t place, int fit) {
    found_.push_back(static_cast<std::uint64_t>(fit) << 32 | index_.rank_[place]);
  }

  std::uint32_t state_of_extra(std::uint32_t place) const {
    return index_.extra_states_[place - index_.gazetteer_.size()];
  }

  bool accepts(std::uint32_t place) const {
    if (question_.types.any() && !question_.types.test(static_cast<std::size_t>(index_.type_of(place)))) return false;
    if (!inside_) return true;
    if (index_.is_in_gazetteer(place)) return inside_->holds(index_.gazetteer_.at(place));
    const std::uint32_t state = state_of_extra(place);
    return state != kNoPlace && (inside_->is(state) || inside_->holds(index_.gazetteer_.at(state)));
  }

  bool lies_in(std::uint32_t place, std::uint32_t state) const {
    if (!index_.is_in_gazetteer(place)) return state_of_extra(place) == state;
    for (const Place parent : index_.gazetteer_.at(place).parents())
      if (parent.number() == state) return true;
    return false;
  }

  bool lies_as(const Reading& reading, std::uint32_t place) const {
    const auto in = [&](std::uint32_t state) { return lies_in(place, state); };
    if (!reading.begun.empty() && std::ranges::none_of(reading.begun, in)) return false;
    if (reading.in_all) return std::ranges::all_of(reading.states, in);
    return reading.states.empty() || std::ranges::any_of(reading.states, in);
  }

  // All words as a name, and each way to take some last words as a state behind a name, or as several by their postal
  // codes; the last may be cut short, as it is while a title is typed ("memphis tn m").
  std::vector<Reading> read() const {
    std::vector<Reading> readings{{.words = query_.words.size(), .states = {}, .in_all = false, .begun = {}}};
    std::vector<std::uint32_t> postal_codes;  // of the words behind the names, without the last
    for (std::size_t taken = 1; taken <= kMaxStateWords && taken < query_.words.size(); ++taken) {
      const std::size_t names = query_.words.size() - taken;
      if (auto states = states_like(query_.rest(names)); !states.empty())
        readings.push_back({.words = names, .states = std::move(states), .in_all = false, .begun = {}});
      if (taken == 1 || postal_codes.size() + 2 != taken) continue;
      const auto state = std::ranges::find(index_.states_, query_.words[names].typed, &SearchIndex::State::postal);
      if (state == index_.states_.end()) continue;
      postal_codes.push_back(state->place);
      if (auto begun = postal_codes_like(query_.words.back().typed); !begun.empty())
        readings.push_back({.words = names, .states = postal_codes, .in_all = true, .begun = std::move(begun)});
    }
    return readings;
  }

  std::vector<std::uint32_t> postal_codes_like(std::string_view text) const {
    std::vector<std::uint32_t> states;
    for (const auto& state : index_.states_)
      if (state.postal.starts_with(text)) states.push_back(state.place);
    return states;
  }

  // States of which `text` is the postal code, the name, or the beginning of one.
  std::vector<std::uint32_t> states_like(std::string_view text) const {
    std::vector<std::uint32_t> states;
    for (const auto& state : index_.states_)
      if (state.postal.starts_with(text) || state.name.starts_with(text)) states.push_back(state.place);
    return states;
  }

  void find_id() {
    const auto id = RegionId::parse(base::lower(base::trim(question_.text)));
    if (!id) return;
    if (const auto place = index_.gazetteer_.find(*id)) {
      const auto number = static_cast<std::uint32_t>(place->number());
      if (accepts(number)) add(number, kExact);
    }
    const auto extra = std::ranges::find(index_.extra_ids_, *id);
    if (extra == index_.extra_ids_.end()) return;
    const auto number = static_cast<std::uint32_t>(index_.gazetteer_.size() + (extra - index_.extra_ids_.begin()));
    if (accepts(number)) add(number, kExact);
  }

  // The beginning of a ZIP code, with other words for its city; five digits are also a county's or a metro's code.
  void find_digits(const Reading& reading) {
    const auto names = std::span(query_.words).first(reading.words);
    const auto digits =
        std::ranges::find_if(names, [](const QueryWord& w) { return all_digits(w.typed) && w.typed.size() <= 5; });
    if (digits == names.end()) return;
    const std::string& typed = digits->typed;
    const PlaceRange zips = index_.gazetteer_.of_type(RegionType::kZip);
    for (std::size_t i = first_zip(zips, typed); i < zips.size() && zips[i].name().starts_with(typed); ++i) {
      const auto number = static_cast<std::uint32_t>(zips[i].number());
      if (!accepts(number) || !lies_as(reading, number)) continue;
      const std::string city = names.size() == 1 ? std::string() : fold(zips[i].city());
      const bool fits =
          std::ranges::all_of(names, [&](const QueryWord& w) { return &w == &*digits || fits_word(city, w); });
      if (fits) add(number, typed.size() == 5 ? kExact : kBeginning);
    }
    if (typed.size() != 5 || names.size() != 1) return;
    for (const char* type : {"county-", "metro-", "metrodiv-"}) {
      const auto place = index_.gazetteer_.find(*RegionId::parse(type + typed));
      if (place && accepts(static_cast<std::uint32_t>(place->number())))
        add(static_cast<std::uint32_t>(place->number()), kWords);
    }
  }

  static std::size_t first_zip(const PlaceRange& zips, std::string_view digits) {
    std::size_t low = 0;
    std::size_t high = zips.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (zips[middle].name() < digits)
        low = middle + 1;
      else
        high = middle;
    }
    return low;
  }

  static bool fits_word(std::string_view name, const QueryWord& word) {
    return has_word_from(name, word.typed) || (word.meant != word.typed && has_word_from(name, word.meant));
  }

  // The indexed words that begin with `typed`, as a range of numbers.
  std::pair<std::size_t, std::size_t> words_from(std::string_view typed) const {
    const auto words = std::span(index_.words_).first(index_.words_.size() - 1);
    const auto text = [&](const SearchIndex::Word& w) { return index_.text_of(w).substr(0, typed.size()); };
    const auto range = std::ranges::equal_range(words, typed, {}, text);
    return {static_cast<std::size_t>(range.begin() - words.begin()),
            static_cast<std::size_t>(range.end() - words.begin())};
  }

  std::size_t names_with(std::pair<std::size_t, std::size_t> words) const {
    return index_.words_[words.second].names - index_.words_[words.first].names;
  }

  void find_names(const Reading& reading) {
    const auto names = std::span(query_.words).first(reading.words);
    const QueryWord* rarest = nullptr;
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    for (const QueryWord& word : names) {
      std::size_t count = names_with(words_from(word.typed));
      if (word.meant != word.typed) count += names_with(words_from(word.meant));
      if (count < fewest) fewest = count, rarest = &word;
    }
    if (!rarest || fewest == 0) return;
    const std::string typed = query_.joined(reading.words, false);
    const std::string meant = query_.joined(reading.words, true);
    const auto try_words = [&](std::string_view first) {
      const auto [begin, end] = words_from(first);
      for (std::size_t i = index_.words_[begin].names; i < index_.words_[end].names; ++i) {
        const SearchIndex::Name& name = index_.names_[index_.word_names_[i]];
        const std::string_view text = index_.text_of(name);
        const bool fits =
            std::ranges::all_of(names, [&](const QueryWord& w) { return &w == rarest || fits_word(text, w); });
        if (fits) add_name(name, fit_of(name, text, typed, meant), reading);
      }
    };
    try_words(rarest->typed);
    if (rarest->meant != rarest->typed) try_words(rarest->meant);
  }

  static int fit_of(const SearchIndex::Name& name, std::string_view text, std::string_view typed,
                    std::string_view meant) {
    if (text == meant || (name.head > 0 && text.substr(0, name.head) == meant)) return kExact;
    return text.starts_with(meant) || text.starts_with(typed) ? kBeginning : kWords;
  }

  void add_name(const SearchIndex::Name& name, int fit, const Reading& reading) {
    for (std::uint32_t i = name.places; i < name.places + name.place_count; ++i) {
      const std::uint32_t place = index_.name_places_[i];
      if (accepts(place) && lies_as(reading, place)) add(place, fit);
    }
  }

  // "ny", "texas": a state's metros too, behind the state itself.
  void find_metros_of_state() {
    const std::string text = query_.rest(0);
    for (const auto& state : index_.states_) {
      if (text != state.postal && text != state.name) continue;
      for (const Place metro : index_.gazetteer_.of_type(RegionType::kMetro)) {
        const auto number = static_cast<std::uint32_t>(metro.number());
        if (metro.parents()[0].number() == state.place && accepts(number))
          add(number, text == state.postal ? kBeginning : kWords);
      }
    }
  }

  // An indexed word that a typed one may mean, and how many mistakes that takes.
  struct Guess {
    std::uint32_t word = 0;
    int mistakes = 0;
  };

  std::vector<Guess> guesses(const QueryWord& typed) const {
    std::vector<Guess> guesses;
    const auto [begin, end] = words_from(typed.meant);
    for (std::size_t i = begin; i < end; ++i) guesses.push_back({static_cast<std::uint32_t>(i), 0});
    const int limit = all_digits(typed.typed) ? 0 : allowed_mistakes(typed.typed);
    if (limit == 0) return guesses;
    const std::uint32_t letters = letters_of(typed.typed);
    for (std::size_t i = 0; i + 1 < index_.words_.size(); ++i) {
      const SearchIndex::Word& word = index_.words_[i];
      if (std::popcount(letters ^ word.letters) > 2 * limit || (i >= begin && i < end)) continue;
      const int mistakes = word_distance(typed.typed, index_.text_of(word), limit);
      if (mistakes <= limit) guesses.push_back({static_cast<std::uint32_t>(i), mistakes});
    }
    return guesses;
  }

  // As find_names, with each typed word standing for all its guesses.
  void find_mistaken(const Reading& reading) {
    std::vector<std::vector<Guess>> meant;
    std::size_t rarest = 0;
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    for (std::size_t i = 0; i < reading.words; ++i) {
      meant.push_back(guesses(query_.words[i]));
      std::size_t count = 0;
      for (const Guess& guess : meant.back()) count += names_with({guess.word, guess.word + 1});
      if (count < fewest) fewest = count, rarest = i;
    }
    if (fewest == 0) return;
    for (const Guess& guess : meant[rarest])
      for (std::size_t i = index_.words_[guess.word].names; i < index_.words_[guess.word + 1].names; ++i)
        try_mistaken(index_.names_[index_.word_names_[i]], meant, reading);
  }

  // The name fits when each typed word has a guess among the name's words.
  void try_mistaken(const SearchIndex::Name& name, const std::vector<std::vector<Guess>>& meant,
                    const Reading& reading) {
    const std::string_view text = index_.text_of(name);
    int mistakes = 0;
    std::string corrected;
    for (const std::vector<Guess>& word : meant) {
      const Guess* best = nullptr;
      for (const Guess& guess : word)
        if ((!best || guess.mistakes < best->mistakes) &&
            has_whole_word(text, index_.text_of(index_.words_[guess.word])))
          best = &guess;
      if (!best) return;
      mistakes += best->mistakes;
      if (!corrected.empty()) corrected.push_back(' ');
      corrected.append(index_.text_of(index_.words_[best->word]));
    }
    add_name(name, fit_of(name, text, corrected, corrected) + kMistake * mistakes, reading);
  }

  static bool has_whole_word(std::string_view name, std::string_view word) {
    for (std::size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      if ((at == 0 || name[at - 1] == ' ') && (end == name.size() || name[end] == ' ')) return true;
    }
    return false;
  }

  std::vector<Hit> list() const {
    std::vector<Hit> hits;
    std::size_t skip = question_.offset;
    for (const std::uint32_t place : index_.by_rank_) {
      if (hits.size() == question_.limit) break;
      if (!accepts(place)) continue;
      if (skip > 0)
        --skip;
      else
        hits.push_back({index_.id_of(place), kBestScore});
    }
    return hits;
  }

  // The wanted part of what was found, each place once, at its best.
  std::vector<Hit> best() {
    const auto place_of = [](std::uint64_t key) { return key & UINT32_MAX; };
    std::ranges::sort(found_, {}, [&](std::uint64_t key) { return std::pair(place_of(key), key >> 32); });
    const auto repeated = std::ranges::unique(found_, {}, place_of);
    found_.erase(repeated.begin(), repeated.end());
    const std::size_t wanted = std::min(found_.size(), question_.offset + question_.limit);
    std::ranges::partial_sort(found_, found_.begin() + static_cast<std::ptrdiff_t>(wanted));
    std::vector<Hit> hits;
    for (std::size_t i = question_.offset; i < wanted; ++i) {
      const std::uint32_t place = index_.by_rank_[place_of(found_[i])];
      hits.push_back({index_.id_of(place), kBestScore - static_cast<int>(found_[i] >> 32)});
    }
    return hits;
  }

  const SearchIndex& index_;
  const Question& question_;
  Query query_;
  std::optional<Inside> inside_;
  std::vector<std::uint64_t> found_;
};

std::vector<Hit> SearchIndex::search(const Question& question) const { return Search(*this, question).run(); }

}  // namespace housing::places
