#include "sources/census_place.hpp"

#include <algorithm>
#include <array>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace housing::sources {
namespace {

using model::RegionId;

struct State {
  std::string_view fips;
  std::string_view postal;
};

constexpr auto kStates = std::to_array<State>({
    {"01", "al"}, {"02", "ak"}, {"04", "az"}, {"05", "ar"}, {"06", "ca"}, {"08", "co"}, {"09", "ct"}, {"10", "de"},
    {"11", "dc"}, {"12", "fl"}, {"13", "ga"}, {"15", "hi"}, {"16", "id"}, {"17", "il"}, {"18", "in"}, {"19", "ia"},
    {"20", "ks"}, {"21", "ky"}, {"22", "la"}, {"23", "me"}, {"24", "md"}, {"25", "ma"}, {"26", "mi"}, {"27", "mn"},
    {"28", "ms"}, {"29", "mo"}, {"30", "mt"}, {"31", "ne"}, {"32", "nv"}, {"33", "nh"}, {"34", "nj"}, {"35", "nm"},
    {"36", "ny"}, {"37", "nc"}, {"38", "nd"}, {"39", "oh"}, {"40", "ok"}, {"41", "or"}, {"42", "pa"}, {"44", "ri"},
    {"45", "sc"}, {"46", "sd"}, {"47", "tn"}, {"48", "tx"}, {"49", "ut"}, {"50", "vt"}, {"51", "va"}, {"53", "wa"},
    {"54", "wv"}, {"55", "wi"}, {"56", "wy"}, {"60", "as"}, {"66", "gu"}, {"69", "mp"}, {"72", "pr"}, {"78", "vi"},
});

bool are_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

Place made(std::optional<RegionId> id, std::string_view kind, std::string_view code, std::string_view name) {
  return {.id = id ? *id : RegionId::unresolved("census", std::string(kind) + std::string(code)),
          .publisher_id = std::string(code),
          .name = std::string(base::trim(name))};
}

std::optional<RegionId> id_of(std::string_view type, std::string_view code) {
  return RegionId::parse(std::string(type) + std::string(code));
}

}  // namespace

std::optional<std::string_view> postal_of_fips(std::string_view fips) {
  const auto found = std::ranges::find(kStates, fips, &State::fips);
  if (found == kStates.end()) return std::nullopt;
  return found->postal;
}

std::optional<Place> census_state(std::string_view fips, std::string_view name) {
  const auto postal = postal_of_fips(fips);
  if (!postal) return std::nullopt;
  return made(id_of("state-", *postal), {}, fips, name);
}

std::optional<Place> census_county(std::string_view fips, std::string_view name, const places::Resolver& resolver) {
  if (!are_digits(fips, 5)) return std::nullopt;
  return made(resolver.county(fips.substr(0, 2), fips.substr(2)), "county-", fips, name);
}

std::optional<Place> census_metro(std::string_view code, std::string_view name, const places::Resolver& resolver) {
  if (are_digits(code, 4)) return made(std::nullopt, {}, code, name);
  if (!are_digits(code, 5)) return std::nullopt;
  return made(resolver.cbsa(code), {}, code, name);
}

std::optional<Place> census_division_of_metro(std::string_view code, std::string_view name,
                                              const places::Resolver& resolver) {
  if (!are_digits(code, 5)) return std::nullopt;
  const auto id = id_of("metrodiv-", code);
  return made(id && resolver.gazetteer().find(*id) ? id : std::nullopt, "metrodiv-", code, name);
}

std::optional<Place> census_place(std::string_view code, std::string_view name) {
  if (!are_digits(code, 7)) return std::nullopt;
  return made(id_of("place-", code), {}, code, name);
}

std::optional<Place> census_town(std::string_view code, std::string_view name) {
  if (!are_digits(code, 10)) return std::nullopt;
  return made(id_of("town-", code), {}, code, name);
}

std::optional<Place> census_zcta(std::string_view code, std::string_view name) {
  if (!are_digits(code, 5)) return std::nullopt;
  return made(std::nullopt, "zcta-", code, name);
}

std::optional<Place> census_geography(std::string_view geo_id, std::string_view name,
                                      const places::Resolver& resolver) {
  constexpr std::size_t kCodeAt = 9;  // three digits of the level, four of variant and part, "US"
  if (geo_id.size() < kCodeAt || geo_id.substr(kCodeAt - 2, 2) != "US") return std::nullopt;
  const std::string_view level = geo_id.substr(0, 3);
  const std::string_view code = geo_id.substr(kCodeAt);
  if (geo_id.substr(5, 2) != "00") return std::nullopt;  // a part of the place: its rural part, say
  if (level == "010" && code.empty()) return made(RegionId::us(), {}, {}, name);
  if (level == "020" || level == "030") {
    const auto id = id_of(level == "020" ? "region-" : "division-", code);
    if (!id) return std::nullopt;
    return made(id, {}, code, name);
  }
  if (level == "040") return census_state(code, name);
  if (level == "050") return census_county(code, name, resolver);
  if (level == "060") return census_town(code, name);
  if (level == "160") return census_place(code, name);
  if (level == "310") return census_metro(code, name, resolver);
  if (level == "314" && code.size() == 10) return census_division_of_metro(code.substr(5), name, resolver);
  if (level == "860") return census_zcta(code, name);
  return std::nullopt;
}

}  // namespace housing::sources
