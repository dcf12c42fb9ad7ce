// Building the SearchIndex: folding every name once, sorting the words, ordering the places.
#include <algorithm>
#include <array>
#include <compare>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "places/fold.hpp"
#include "places/search.hpp"
#include "places/typo.hpp"

namespace housing::places {

using model::RegionId;
using model::RegionType;

namespace {

// Lists show the nation first and ZIP codes last. From kFirstSmallType on, a place that has data comes before one of
// any other type that has none: of the many cities, towns and ZIP codes of a name, those with something to show.
constexpr std::array<std::uint64_t, model::kRegionTypes> kTypeOrder = {
    /*us*/ 0,       /*region*/ 1, /*division*/ 2, /*state*/ 3, /*metro*/ 4, /*metrodiv*/ 8,
    /*nonmetro*/ 9, /*county*/ 5, /*place*/ 6,    /*town*/ 7,  /*zip*/ 11,  /*x*/ 10};
constexpr std::uint64_t kFirstSmallType = 6;

// A place of which only a publisher's size rank is known ranks like one of this many people.
std::uint32_t size_of_rank(std::uint32_t rank) { return rank == 0 ? 0 : 20'000'000 / rank; }

// What a name says besides the name proper, so that "cook" is exactly Cook County.
constexpr std::array<std::string_view, 10> kCountyKinds = {
    " county",       " parish",    " city and borough", " borough", " census area",
    " municipality", " municipio", " planning region",  " city",    " district"};

// The same of Census places and towns.
constexpr std::array<std::string_view, 9> kPlaceKinds = {
    " city", " town", " village", " borough", " township", " balance", " charter township", " cdp", " plantation"};

std::string_view without_states(std::string_view title) { return title.substr(0, title.rfind(',')); }

// "Atlantis, CA" -> "ca"
std::string state_behind(std::string_view name) {
  const std::size_t comma = name.rfind(", ");
  const std::string_view behind = comma == std::string_view::npos ? std::string_view() : name.substr(comma + 2);
  return behind.size() == 2 || (behind.size() > 2 && behind[2] == '-') ? base::lower(behind.substr(0, 2)) : "";
}

// How many letters of `text` come before the longest of `kinds` that it ends in; 0 without one.
template <std::size_t N>
std::size_t before_kind(std::string_view text, const std::array<std::string_view, N>& kinds) {
  std::size_t longest = 0;
  for (const std::string_view kind : kinds)
    if (text.ends_with(kind) && text.size() > kind.size()) longest = std::max(longest, kind.size());
  return longest == 0 ? 0 : text.size() - longest;
}

}  // namespace

class IndexBuilder {
 public:
  IndexBuilder(SearchIndex& index, std::span<const ExtraPlace> extras) : index_(index), extras_(extras) {}

  void build() {
    index_.texts_.reserve(kTextBytes);
    occurrences_.reserve(kOccurrences);
    add_extra_places();
    for (const Place place : index_.gazetteer_.all()) {
      if (place.type() == RegionType::kZip) break;
      add_place(place);
    }
    add_zips();
    add_extra_names();
    sort_words();
    rank_places();
    for (const Place state : index_.gazetteer_.of_type(RegionType::kState))
      index_.states_.push_back(
          {fold(state.name()), std::string(state.id().code()), static_cast<std::uint32_t>(state.number())});
  }

 private:
  static constexpr std::size_t kTextBytes = 1 << 19;
  static constexpr std::size_t kOccurrences = 1 << 16;

  // A word at its place in a name. `front` holds its first eight letters, so that most comparisons need no text.
  struct Occurrence {
    std::uint64_t front;
    std::uint32_t text;
    std::uint32_t length;
    std::uint32_t name;
  };

  void add_extra_places() {
    extra_numbers_.reserve(extras_.size());
    for (const ExtraPlace& extra : extras_) {
      if (const auto place = index_.gazetteer_.find(extra.id)) {
        extra_numbers_.push_back(static_cast<std::uint32_t>(place->number()));
        continue;
      }
      extra_numbers_.push_back(static_cast<std::uint32_t>(index_.gazetteer_.size() + index_.extra_ids_.size()));
      index_.extra_ids_.push_back(extra.id);
      const auto state = extra.state ? index_.gazetteer_.find(*extra.state) : state_of(extra);
      index_.extra_states_.push_back(state ? static_cast<std::uint32_t>(state->number()) : kNoPlace);
    }
  }

  // A Census place or town by the state in its code, another by the one behind its name.
  std::optional<Place> state_of(const ExtraPlace& extra) const {
    if (const auto state = index_.gazetteer_.state_of_code(extra.id)) return state;
    const std::string postal = state_behind(extra.name);
    const auto id = postal.empty() ? std::nullopt : RegionId::parse("state-" + postal);
    return id ? index_.gazetteer_.find(*id) : std::nullopt;
  }

  // Starts a name; the caller then gives it its places.
  SearchIndex::Name& add_name(std::string_view text) {
    SearchIndex::Name name;
    name.text = static_cast<std::uint32_t>(index_.texts_.size());
    fold_append(text, index_.texts_);
    name.length = static_cast<std::uint16_t>(index_.texts_.size() - name.text);
    name.places = static_cast<std::uint32_t>(index_.name_places_.size());
    add_words(name.text, name.text + name.length);
    add_apart(text);
    index_.names_.push_back(name);
    return index_.names_.back();
  }

  void add_words(std::size_t begin, std::size_t end) {
    const std::string& texts = index_.texts_;
    for (std::size_t at = begin; at < end; ++at) {
      const std::size_t word = at;
      std::uint64_t front = 0;
      for (; at < end && texts[at] != ' '; ++at)
        if (at - word < 8) front |= std::uint64_t{static_cast<unsigned char>(texts[at])} << (56 - 8 * (at - word));
      if (at > word)
        occurrences_.push_back({front, static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(at - word),
                                static_cast<std::uint32_t>(index_.names_.size())});
    }
  }

  // "Coeur d'Alene" is also found as "coeur d alene" and "alene".
  void add_apart(std::string_view text) {
    const std::size_t apostrophe = text.find('\'');
    if (apostrophe == std::string_view::npos) return;
    const std::size_t begin = index_.texts_.size();
    const std::size_t space = text.rfind(' ', apostrophe);
    const std::size_t word = space == std::string_view::npos ? 0 : space + 1;
    fold_append(text.substr(word, apostrophe - word), index_.texts_);
    index_.texts_.push_back(' ');
    fold_append(text.substr(apostrophe + 1), index_.texts_);
    add_words(begin, index_.texts_.size());
  }

  void give(SearchIndex::Name& name, std::uint32_t place) {
    index_.name_places_.push_back(place);
    ++name.place_count;
  }

  std::uint16_t head_of(RegionType type, std::string_view title, const SearchIndex::Name& name) const {
    const std::string_view text = index_.text_of(name);
    if (type == RegionType::kCounty) return static_cast<std::uint16_t>(before_kind(text, kCountyKinds));
    if (type == RegionType::kPlace || type == RegionType::kTown)
      return static_cast<std::uint16_t>(before_kind(text, kPlaceKinds));
    if (type != RegionType::kMetro && type != RegionType::kMetroDivision && type != RegionType::kUnresolved) return 0;
    // An area of 1988, "SAN FRANCISCO-OAKLAND-SAN JOSE CA CMSA", is not what is meant by its first city.
    if (type == RegionType::kUnresolved && title.find(',') == std::string_view::npos) return 0;
    return static_cast<std::uint16_t>(fold(title.substr(0, title.find_first_of("-/,"))).size());
  }

  void add_title(RegionType type, std::string_view title, std::uint32_t place) {
    SearchIndex::Name& name = add_name(without_states(title));
    name.head = head_of(type, title, name);
    give(name, place);
  }

  void add_place(const Place& place) {
    const auto number = static_cast<std::uint32_t>(place.number());
    const RegionType type = place.type();
    add_title(type, place.name(), number);
    for (const std::string_view alias : place.aliases())
      if (!place.name().starts_with(without_states(alias))) add_title(type, alias, number);
  }

  // One name for all ZIP codes of a city's name: equal names are one string in the gazetteer.
  void add_zips() {
    const PlaceRange zips = index_.gazetteer_.of_type(RegionType::kZip);
    if (zips.empty()) return;
    const char* base = zips[0].name().data();
    std::vector<std::pair<std::ptrdiff_t, std::uint32_t>> by_city;
    by_city.reserve(zips.size());
    for (const Place zip : zips)
      by_city.emplace_back(zip.city().data() - base, static_cast<std::uint32_t>(zip.number()));
    std::ranges::sort(by_city);
    for (std::size_t i = 0; i < by_city.size();) {
      SearchIndex::Name& name = add_name(index_.gazetteer_.at(by_city[i].second).city());
      for (const std::ptrdiff_t city = by_city[i].first; i < by_city.size() && by_city[i].first == city; ++i)
        give(name, by_city[i].second);
    }
  }

  void add_extra_names() {
    for (std::size_t i = 0; i < extras_.size(); ++i) {
      const ExtraPlace& extra = extras_[i];
      if (!index_.is_in_gazetteer(extra_numbers_[i])) add_title(extra.id.type(), extra.name, extra_numbers_[i]);
      for (const std::string_view alias : extra.aliases) add_title(extra.id.type(), alias, extra_numbers_[i]);
    }
  }

  void sort_words() {
    const char* texts = index_.texts_.data();
    const auto rest = [&](const Occurrence& o) {
      return o.length <= 8 ? std::string_view() : std::string_view(texts + o.text + 8, o.length - 8);
    };
    std::ranges::sort(occurrences_, [&](const Occurrence& a, const Occurrence& b) {
      if (a.front != b.front) return a.front < b.front;
      const auto order = rest(a) <=> rest(b);
      return order != 0 ? order < 0 : a.name < b.name;
    });
    index_.word_names_.reserve(occurrences_.size());
    const Occurrence* before = nullptr;
    for (const Occurrence& each : occurrences_) {
      const bool same = before && before->front == each.front && rest(*before) == rest(each);
      if (!same) {
        const auto first = static_cast<std::uint32_t>(index_.word_names_.size());
        index_.words_.push_back(
            {each.text, static_cast<std::uint16_t>(each.length), letters_of({texts + each.text, each.length}), first});
      }
      if (!same || before->name != each.name) index_.word_names_.push_back(each.name);
      before = &each;
    }
    index_.words_.push_back({0, 0, 0, static_cast<std::uint32_t>(index_.word_names_.size())});
  }

  std::uint32_t size_of(const Place& place) const {
    if (place.type() != RegionType::kZip) return place.population();
    return place.parents()[0].type() == RegionType::kCounty ? place.parents()[0].population() : 0;
  }

  // A town has no population here; the one in the larger county is more often the one that is meant.
  std::uint32_t size_of_county(const RegionId& id) const {
    if (id.type() != RegionType::kTown) return 0;
    const auto county = RegionId::parse("county-" + std::string(id.code().substr(0, 5)));
    const auto place = county ? index_.gazetteer_.find(*county) : std::nullopt;
    return place ? place->population() : 0;
  }

  // Type, places without data after those with (of small places the other way round), former ones after present ones,
  // larger first, then by number.
  void rank_places() {
    const std::size_t count = index_.gazetteer_.size() + index_.extra_ids_.size();
    std::vector<std::uint8_t> has_data(count, 0);
    std::vector<std::uint32_t> sizes(count, 0);
    for (const Place place : index_.gazetteer_.all()) sizes[place.number()] = size_of(place);
    for (std::size_t i = 0; i < extras_.size(); ++i) {
      has_data[extra_numbers_[i]] = extras_[i].metrics > 0;
      auto& size = sizes[extra_numbers_[i]];
      if (size == 0) size = size_of_rank(extras_[i].size_rank);
      if (size == 0) size = size_of_county(extras_[i].id);
    }
    HT_ASSERT(count < (1u << 24));
    std::vector<std::uint64_t> keys(count);
    for (std::uint32_t place = 0; place < count; ++place) {
      const bool former = index_.is_in_gazetteer(place) && index_.gazetteer_.at(place).is_former();
      const std::uint64_t order = kTypeOrder[static_cast<std::size_t>(index_.type_of(place))];
      const std::uint64_t without_data = has_data[place] ? 0 : 1;
      const std::uint64_t standing = order < kFirstSmallType
                                         ? order << 4 | without_data << 3
                                         : kFirstSmallType << 4 | without_data << 3 | (order - kFirstSmallType);
      keys[place] = (standing << 1 | std::uint64_t{former}) << 56 | std::uint64_t{~sizes[place]} << 24 | place;
    }
    std::ranges::sort(keys);
    index_.rank_.resize(count);
    index_.by_rank_.resize(count);
    for (std::uint32_t rank = 0; rank < count; ++rank) {
      const auto place = static_cast<std::uint32_t>(keys[rank] & 0xFFFFFF);
      index_.by_rank_[rank] = place;
      index_.rank_[place] = rank;
    }
  }

  SearchIndex& index_;
  std::span<const ExtraPlace> extras_;
  std::vector<std::uint32_t> extra_numbers_;  // of the same places as extras_
  std::vector<Occurrence> occurrences_;
};

SearchIndex::SearchIndex(const Gazetteer& gazetteer, std::span<const ExtraPlace> extras) : gazetteer_(gazetteer) {
  IndexBuilder(*this, extras).build();
}

RegionId SearchIndex::id_of(std::uint32_t place) const {
  return is_in_gazetteer(place) ? gazetteer_.at(place).id() : extra_ids_[place - gazetteer_.size()];
}

RegionType SearchIndex::type_of(std::uint32_t place) const {
  return is_in_gazetteer(place) ? gazetteer_.at(place).type() : extra_ids_[place - gazetteer_.size()].type();
}

std::size_t SearchIndex::memory_bytes() const {
  const auto bytes = [](const auto& items) { return items.capacity() * sizeof(items[0]); };
  return sizeof *this + bytes(extra_ids_) + bytes(extra_states_) + bytes(texts_) + bytes(names_) + bytes(name_places_) +
         bytes(words_) + bytes(word_names_) + bytes(rank_) + bytes(by_rank_) + bytes(states_);
}

}  // namespace housing::places
