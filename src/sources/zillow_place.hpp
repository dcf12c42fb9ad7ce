// Which place a row of Zillow's speaks of. Thread-safety: functions.
#pragma once

#include <array>
#include <cstddef>
#include <expected>
#include <string>
#include <string_view>

#include "places/resolver.hpp"
#include "sources/source.hpp"
#include "sources/zillow_header.hpp"

namespace housing::sources {

// The text columns of a row; those the file does not have are empty.
using ZillowFields = std::array<std::string_view, kZillowTextColumns>;

inline constexpr std::string_view kZillowNation = "102001";  // its RegionID

struct RefusedRow {
  ZillowColumn column;  // the one that is wrong
  std::string reason;
};

// The row's place; x-zillow-<RegionID> when Zillow's place is none that is known here. Refused: a row whose codes
// cannot be right (no RegionID, a ZIP code that has lost its leading zero, an unknown RegionType), or whose name is not
// UTF-8. FIPS codes that have lost their leading zeros are repaired where the State column proves the county's state.
std::expected<Place, RefusedRow> zillow_place(const ZillowFields& fields, const places::Resolver& resolver);

// The id of a place by Zillow's number alone; `region_id` as zillow_place() has accepted it.
model::RegionId zillow_unresolved(std::string_view region_id);

}  // namespace housing::sources
