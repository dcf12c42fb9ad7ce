#include "sources/county_names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "places/fold.hpp"

namespace housing::sources {
namespace {

// What kinds of county end in, folded, the longer first.
constexpr std::array<std::string_view, 8> kKinds = {"city and borough", "census area", "municipality", "municipio",
                                                    "borough",          "parish",      "county",       "city"};

// Without the kind at its end; the same when there is none.
std::string_view bare(std::string_view folded) {
  for (const std::string_view kind : kKinds)
    if (folded.size() > kind.size() + 1 && folded.ends_with(kind) && folded[folded.size() - kind.size() - 1] == ' ')
      return folded.substr(0, folded.size() - kind.size() - 1);
  return folded;
}

// Letters alone, "and" left out; `mark` keeps kinds of names apart.
std::string key_of(char mark, std::string_view postal, std::string_view folded) {
  std::string key = mark + base::lower(postal) + ":";
  for (const std::string_view word : base::split(folded, ' '))
    if (word != "and") key += word;
  return key;
}

constexpr char kWhole = '=';
constexpr char kBare = '~';

}  // namespace

CountyNames::CountyNames(const places::Gazetteer& gazetteer) {
  for (const places::Place county : gazetteer.of_type(model::RegionType::kCounty)) {
    const auto state = county.state();
    if (!state) continue;
    const std::string name = places::fold(county.name());
    add(key_of(kWhole, state->id().code(), name), county);
    add(key_of(kBare, state->id().code(), bare(name)), county);
  }
}

void CountyNames::add(const std::string& key, const places::Place& county) {
  Match& match = by_key_[key];
  auto& id = county.is_former() ? match.former : match.in_use;
  int& count = county.is_former() ? match.count_former : match.count_in_use;
  id = ++count == 1 ? std::optional(county.id()) : std::nullopt;
}

std::optional<model::RegionId> CountyNames::match(const std::string& key) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  return found->second.count_in_use > 0 ? found->second.in_use : found->second.former;
}

std::optional<model::RegionId> CountyNames::find(std::string_view name, std::string_view postal) const {
  const std::string text = places::fold(name);
  if (auto id = match(key_of(kWhole, postal, text))) return id;
  // "Baltimore City County" is the city of Baltimore, and "Alexandria" the city when there is one.
  if (text.ends_with(" city county"))
    return match(
        key_of(kWhole, postal, std::string_view(text).substr(0, text.size() - std::string_view(" county").size())));
  if (bare(text) == text)
    if (auto id = match(key_of(kWhole, postal, text + " city"))) return id;
  return match(key_of(kBare, postal, bare(text)));
}

}  // namespace housing::sources
