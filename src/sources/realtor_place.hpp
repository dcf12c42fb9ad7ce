// The places of Realtor.com's inventory files: which level a file is of, and a row's place. See realtor.cpp.
#pragma once

#include <span>
#include <string_view>

#include "places/resolver.hpp"
#include "sources/source.hpp"

namespace housing::sources {

enum class RealtorLevel : std::uint8_t { kCountry, kState, kMetro, kCounty, kZip };

struct RealtorLayout {
  RealtorLevel level;
  std::string_view code;  // the column that names the place
  std::string_view name;  // and the one for people; may be the same
  std::string_view dataset;
};

// By the file's columns; nullptr when none is a place's.
const RealtorLayout* realtor_layout(std::span<const std::string_view> names);

// Codes that lost their leading zeros are repaired where the state behind the name ("autauga, al") proves it.
// x-realtor-<code> for what is not known here. Errors: kInvalidInput for a code that cannot be right.
base::Result<Place> realtor_place(RealtorLevel level, std::string_view code, std::string_view name,
                                  const places::Resolver& resolver);

}  // namespace housing::sources
