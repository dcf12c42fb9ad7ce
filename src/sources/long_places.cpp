#include "sources/long_places.hpp"

#include <algorithm>
#include <tuple>

namespace housing::sources {

void LongPlaces::part_namesakes(std::string_view source) {
  std::unordered_map<model::RegionId, Place*> holders;
  const auto lesser = [](const Place& a, const Place& b) {
    return std::tuple(a.publisher_id.size(), a.publisher_id) < std::tuple(b.publisher_id.size(), b.publisher_id);
  };
  for (Place& place : places_) {
    const auto [holder, fresh] = holders.try_emplace(place.id, &place);
    if (fresh) continue;
    Place& other = lesser(place, *holder->second) ? *std::exchange(holder->second, &place) : place;
    other.id = model::RegionId::unresolved(source, other.publisher_id);
  }
}

}  // namespace housing::sources
