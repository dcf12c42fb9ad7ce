// What a row of Redfin's market tracker says of itself: which homes, which period, which place. See redfin.cpp.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "model/period.hpp"
#include "places/resolver.hpp"
#include "sources/county_names.hpp"
#include "sources/source.hpp"

namespace housing::sources {

// A kind of homes by Redfin's property_type_id, as metric ids have it ("" for all residential); nothing for others.
std::optional<std::size_t> redfin_homes(std::string_view property_type_id);
inline constexpr std::array<std::string_view, 6> kRedfinHomes = {"",          "sfr",   "condo",
                                                                 "townhouse", "multi", "single-units"};

std::optional<bool> redfin_flag(std::string_view text);  // "t", "true", "f", "false", any case

// The period of a row: a calendar month (30 days), three months (90), a week (7). Errors: kInvalidInput with what is
// wrong.
base::Result<model::Period> redfin_period(std::string_view begin, std::string_view end, std::string_view duration);

enum class RedfinRegion : std::uint8_t { kNation, kState, kMetro, kCounty, kCity, kZip };
std::optional<RedfinRegion> redfin_region(std::string_view region_type);
std::string_view redfin_dataset(RedfinRegion region);  // "redfin/market/metro"

struct RedfinPlaceFields {
  RedfinRegion type;
  std::string_view table_id;
  std::string_view region;
  std::string_view state_code;
  std::string_view metro_code;
};

// x-redfin-<table_id> for what is not known here. `counties` is needed for a county only.
// Errors: kInvalidInput for fields that cannot be right.
base::Result<Place> redfin_place(const RedfinPlaceFields& fields, const places::Resolver& resolver,
                                 const CountyNames* counties);

}  // namespace housing::sources
