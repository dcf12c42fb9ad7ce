// Ids a wrong id may have meant, for the answer "no such region": "metro-4186" -> metro-41860, "stat-ca" -> state-ca,
// "94110" -> zip-94110. Looks at ids only; for names there is SearchIndex.
#pragma once

#include <string_view>
#include <vector>

#include "model/region.hpp"
#include "places/gazetteer.hpp"

namespace housing::places {

inline constexpr std::size_t kMaxNearestIds = 3;

// At most `limit` ids, best first; none when nothing is near. A few milliseconds: it compares with every id of a type.
std::vector<model::RegionId> nearest_ids(const Gazetteer& gazetteer, std::string_view text,
                                         std::size_t limit = kMaxNearestIds);

}  // namespace housing::places
