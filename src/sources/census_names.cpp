#include "sources/census_names.hpp"

#include <array>

#include "base/text.hpp"
#include "places/fold.hpp"
#include "sources/census_place.hpp"

namespace housing::sources {
namespace {

// FNV-1a: the same digits for the same name in every file.
std::string digits_of(std::string_view name) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr std::size_t kLength = 12;
  std::string text;
  for (std::size_t i = 0; i < kLength; ++i, hash >>= 4) text += kDigits[hash & 0xF];
  return text;
}

}  // namespace

CensusNames::CensusNames(const places::Resolver& resolver) : resolver_(resolver), counties_(resolver.gazetteer()) {
  // Titles of today first: where a title went from one code to another, the one in use has it.
  for (const bool former : {false, true})
    for (const places::Place& metro : resolver.gazetteer().of_type(model::RegionType::kMetro)) {
      if (metro.is_former() != former) continue;
      metro_by_title_.try_emplace(places::fold(metro.name()), metro.id());
    }
  for (const places::Place& metro : resolver.gazetteer().of_type(model::RegionType::kMetro))
    for (const std::string_view title : metro.aliases()) metro_by_title_.try_emplace(places::fold(title), metro.id());
}

std::optional<model::RegionId> CensusNames::metro(std::string_view name) const {
  constexpr std::array<std::string_view, 2> kKinds = {" Metro Area", " Micro Area"};
  for (const std::string_view kind : kKinds) {
    if (!name.ends_with(kind)) continue;
    const auto found = metro_by_title_.find(places::fold(name.substr(0, name.size() - kind.size())));
    if (found != metro_by_title_.end()) return found->second;
  }
  return std::nullopt;
}

std::optional<model::RegionId> CensusNames::county(std::string_view name) const {
  const std::size_t comma = name.rfind(", ");
  if (comma == std::string_view::npos) return std::nullopt;
  const auto state = resolver_.state_by_name(name.substr(comma + 2));
  const std::string_view place = name.substr(0, comma);
  if (!state || place.find(',') != std::string_view::npos) return std::nullopt;
  // "Baltimore city" is a county's equivalent, "Boston city" is not: only a whole name that is a county's own counts.
  const auto found = counties_.find(place, state->code());
  const auto known = found ? resolver_.gazetteer().find(*found) : std::nullopt;
  if (!known || places::fold(known->name()) != places::fold(place)) return std::nullopt;
  return found;
}

Place CensusNames::find(std::string_view name) const {
  constexpr std::string_view kZcta = "ZCTA5 ";
  const std::string_view shown = base::trim(name);
  if (shown.starts_with(kZcta))
    if (auto zcta = census_zcta(shown.substr(kZcta.size()), shown)) return *zcta;
  std::optional<model::RegionId> id;
  if (shown == "United States") id = model::RegionId::us();
  if (!id) id = metro(shown);
  if (!id) id = county(shown);
  if (!id && shown.find(',') == std::string_view::npos) id = resolver_.state_by_name(shown);
  return {.id = id ? *id : model::RegionId::unresolved("census", "name-" + digits_of(shown)),
          .publisher_id = std::string(shown),
          .name = std::string(shown)};
}

}  // namespace housing::sources
