// Places by the Census Bureau's codes: what its tables (permits, survey, estimates, gazetteers) call them by. A code
// that the program's gazetteer does not know becomes x-census-<kind>-<code>; Census places and towns, which it does not
// list, become place- and town- ids by their code alone.
//
// A ZCTA is an area that the Census Bureau draws around blocks; the Postal Service's ZIP code of the same digits is a
// set of routes. Its numbers are not the ZIP code's and are not stored for it: it is x-census-zcta-<code>.
// Thread-safety: functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "places/resolver.hpp"
#include "sources/source.hpp"

namespace housing::sources {

// "06" to "ca"; nothing for other texts than a state's or territory's two digits.
std::optional<std::string_view> postal_of_fips(std::string_view fips);

// Each nothing where the code has not the form it must have. `publisher_id` is the code, `name` as given.
std::optional<Place> census_state(std::string_view fips, std::string_view name);
std::optional<Place> census_county(std::string_view fips, std::string_view name, const places::Resolver& resolver);
// A CBSA by five digits, or an older metropolitan area by four (those are nowhere the same as a CBSA's).
std::optional<Place> census_metro(std::string_view code, std::string_view name, const places::Resolver& resolver);
std::optional<Place> census_division_of_metro(std::string_view code, std::string_view name,
                                              const places::Resolver& resolver);
std::optional<Place> census_place(std::string_view code, std::string_view name);  // state and place, seven digits
std::optional<Place> census_town(std::string_view code, std::string_view name);   // state, county, subdivision: ten
std::optional<Place> census_zcta(std::string_view code, std::string_view name);

// Of its GEO_ID: summary level, variant, "US", code: "0500000US06075", "310M700US41860", "860Z200US94110". Nothing for
// a kind of place that has no id here (tracts, districts …).
std::optional<Place> census_geography(std::string_view geo_id, std::string_view name, const places::Resolver& resolver);

}  // namespace housing::sources
