// What a file says of a place against what the program's own gazetteer says: a row that contradicts it is refused, so
// that two different places never share one id. Thread-safety: functions.
#pragma once

#include <optional>
#include <string>

#include "places/resolver.hpp"
#include "sources/source.hpp"

namespace housing::sources {

// Why the place's name cannot be the name of its id, naming both; nothing when it is, was once (a former title, another
// kind of county) or the gazetteer does not have the place.
std::optional<std::string> name_contradiction(const Place& place, const places::Resolver& resolver);

// Why the county or division cannot be in that metropolitan area: the gazetteer has it in another, or in none. Nothing
// when it is in there, or one of the two is not known. (Which counties a division has, the gazetteer does not tell.)
std::optional<std::string> member_contradiction(const Place& member, const Place& area,
                                                const places::Resolver& resolver);

}  // namespace housing::sources
