#include "places/resolver.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "places/fold.hpp"

namespace housing::places {

using model::RegionId;
using model::RegionType;

namespace {

constexpr char kAnyLetter = '?';

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "Nashville-Davidson--Murfreesboro--Franklin" -> its cities; "Louisville/Jefferson County" -> two.
std::vector<std::string_view> cities_of(std::string_view cities) {
  std::vector<std::string_view> pieces;
  while (!cities.empty()) {
    const std::size_t end = std::min(cities.find_first_of("-/"), cities.size());
    if (end > 0) pieces.push_back(cities.substr(0, end));
    cities.remove_prefix(std::min(end + 1, cities.size()));
  }
  return pieces;
}

// "De Ridder" and "DeRidder" are one.
std::string compact(std::string_view name) {
  std::string text = fold(name);
  std::erase(text, ' ');
  return text;
}

// "Dayton-Kettering, OH" -> {"Dayton-Kettering", "OH"}; without a state the second is empty.
std::pair<std::string_view, std::string_view> split_title(std::string_view title) {
  const std::size_t comma = title.rfind(',');
  if (comma == std::string_view::npos) return {base::trim(title), {}};
  return {base::trim(title.substr(0, comma)), base::trim(title.substr(comma + 1))};
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// The name folded, with one kAnyLetter for each run of letters that are not ASCII and for a hyphen in front of one.
std::string pattern_of(std::string_view name) {
  std::string pattern;
  std::string piece;
  const auto flush = [&] {
    pattern += compact(piece);
    piece.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool broken_hyphen = name[i] == '-' && i + 1 < name.size() && !is_ascii(name[i + 1]);
    if (is_ascii(name[i]) && !broken_hyphen) {
      piece.push_back(name[i]);
      continue;
    }
    flush();
    if (pattern.empty() || pattern.back() != kAnyLetter) pattern.push_back(kAnyLetter);
  }
  flush();
  return pattern;
}

bool fits(std::string_view pattern, std::string_view text) {
  return std::ranges::equal(pattern, text, [](char p, char t) { return p == kAnyLetter || p == t; });
}

}  // namespace

Resolver::Resolver(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
  for (const Place metro : gazetteer_.of_type(RegionType::kMetro)) add_metro(metro);
  std::ranges::sort(metro_names_, {}, [](const MetroName& n) { return std::tie(n.city, n.state, n.rank, n.place); });
}

// Ranks leave room for the years by which a dissolved CBSA's delineation is older than another's.
void Resolver::add_metro(const Place& metro) {
  constexpr int kFirst = 0, kFormerFirst = 100, kEarlierTitle = 200, kOtherState = 300, kFormerOtherState = 400,
                kOtherCity = 500, kFormerOtherCity = 600, kNewest = 2023;
  const int age = kNewest - metro.vintage();
  if (metro.is_former())
    add_title(metro, metro.name(), kFormerFirst + age, kFormerOtherState + age, kFormerOtherCity + age);
  else
    add_title(metro, metro.name(), kFirst, kOtherState, kOtherCity);
  for (const std::string_view title : metro.aliases())
    add_title(metro, title, kEarlierTitle + age, kFormerOtherState + age, kFormerOtherCity + age);
}

void Resolver::add_title(const Place& metro, std::string_view title, int rank_first, int rank_state, int rank_city) {
  const auto [cities, states] = split_title(title);
  const auto number = static_cast<std::uint32_t>(metro.number());
  bool first_city = true;
  for (const std::string_view city : cities_of(cities)) {
    bool first_state = true;
    for (const std::string_view state : base::split(states, '-')) {
      const int rank = !first_city ? rank_city : first_state ? rank_first : rank_state;
      metro_names_.push_back({compact(city), base::lower(state), rank, number});
      first_state = false;
    }
    first_city = false;
  }
}

std::optional<RegionId> Resolver::best(const std::string& city, const std::string& state) const {
  const auto range = std::ranges::equal_range(metro_names_, std::tie(city, state), {},
                                              [](const MetroName& n) { return std::tie(n.city, n.state); });
  if (range.empty()) return std::nullopt;
  const MetroName& found = range.front();
  for (const MetroName& other : range)
    if (other.rank == found.rank && other.place != found.place) return std::nullopt;
  return gazetteer_.at(found.place).id();
}

std::optional<RegionId> Resolver::best_pattern(std::string_view pattern, std::string_view state) const {
  const MetroName* found = nullptr;
  for (const MetroName& name : metro_names_) {
    if (name.state != state || !fits(pattern, name.city)) continue;
    if (found && name.rank == found->rank && name.place != found->place) return std::nullopt;
    if (!found || name.rank < found->rank) found = &name;
  }
  if (!found) return std::nullopt;
  return gazetteer_.at(found->place).id();
}

std::optional<RegionId> Resolver::zillow_metro(std::string_view name, std::string_view state) const {
  const auto [cities, written_state] = split_title(name);
  const std::string wanted_state = base::lower(base::split(written_state.empty() ? state : written_state, '-').front());
  const auto pieces = cities_of(cities);
  if (pieces.empty() || wanted_state.empty()) return std::nullopt;
  if (const auto found = best(compact(pieces.front()), wanted_state)) return found;
  if (std::ranges::all_of(cities, is_ascii)) return std::nullopt;
  return best_pattern(pattern_of(cities), wanted_state);
}

std::optional<RegionId> Resolver::known(const std::string& text) const {
  const auto id = RegionId::parse(text);
  if (!id || !gazetteer_.find(*id)) return std::nullopt;
  return id;
}

std::optional<RegionId> Resolver::fhfa_area(std::string_view code, std::string_view name) const {
  if (name.find("(MSAD)") != std::string_view::npos)
    if (const auto found = known("metrodiv-" + std::string(code))) return found;
  return cbsa(code);
}

std::optional<RegionId> Resolver::cbsa(std::string_view code) const {
  if (const auto found = known("metro-" + std::string(code))) return found;
  return known("metrodiv-" + std::string(code));
}

std::optional<RegionId> Resolver::county(std::string_view state_fips, std::string_view county_fips) const {
  if (state_fips.empty() || state_fips.size() > 2 || county_fips.empty() || county_fips.size() > 3) return std::nullopt;
  std::string id = "county-";
  id.append(2 - state_fips.size(), '0').append(state_fips);
  id.append(3 - county_fips.size(), '0').append(county_fips);
  return known(id);
}

std::optional<RegionId> Resolver::state_by_name(std::string_view name) const {
  const std::string wanted = fold(name);
  for (const Place state : gazetteer_.of_type(RegionType::kState))
    if (fold(state.name()) == wanted) return state.id();
  return std::nullopt;
}

std::optional<RegionId> Resolver::state_by_postal(std::string_view postal) const {
  return known("state-" + base::lower(postal));
}

std::optional<RegionId> Resolver::division(std::string_view name) const {
  static constexpr std::array<std::string_view, 9> kFhfaCodes = {"DV_NE",  "DV_MA",  "DV_ENC", "DV_WNC", "DV_SA",
                                                                 "DV_ESC", "DV_WSC", "DV_MT",  "DV_PAC"};
  for (std::size_t i = 0; i < kFhfaCodes.size(); ++i)
    if (base::equal_ignoring_case(name, kFhfaCodes[i])) return known("division-" + std::to_string(i + 1));
  const std::string wanted = fold(name);
  for (const Place division : gazetteer_.of_type(RegionType::kDivision))
    if (fold(division.name()) == wanted) return division.id();
  return std::nullopt;
}

base::Result<RegionId> Resolver::zip(std::string_view text) const {
  if (!is_digits(text, 5))
    return base::fail(base::ErrorCode::kInvalidInput,
                      "\"" + std::string(text.substr(0, 20)) + "\" is no ZIP code: it must be exactly five digits");
  return *RegionId::parse("zip-" + std::string(text));
}

}  // namespace housing::places
