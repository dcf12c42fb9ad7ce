#include "places/near_places.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace housing::places {
namespace {

using model::RegionType;

constexpr double kEarthRadiusKm = 6371.0088;
constexpr double kRadiansPerDegree = std::numbers::pi / 180;
constexpr double kMaxNearDegrees = kMaxNearKm / (kEarthRadiusKm * kRadiansPerDegree);  // of latitude

std::vector<NearPlace> near_zips(const Gazetteer& gazetteer, const Place& centre) {
  const auto here = centre.location();
  if (!here) return {};
  std::vector<NearPlace> near;
  for (const Place zip : gazetteer.of_type(RegionType::kZip)) {
    const auto there = zip.location();
    if (!there || zip == centre || std::abs(there->latitude - here->latitude) > kMaxNearDegrees) continue;
    const double distance = distance_km(*here, *there);
    if (distance <= kMaxNearKm) near.push_back({zip, distance});
  }
  const auto nearer = [](const NearPlace& a, const NearPlace& b) {
    return std::pair(*a.distance_km, a.place.number()) < std::pair(*b.distance_km, b.place.number());
  };
  const auto wanted = static_cast<std::ptrdiff_t>(std::min(near.size(), kMaxNearZips));
  std::ranges::partial_sort(near, near.begin() + wanted, nearer);
  near.resize(static_cast<std::size_t>(wanted));
  return near;
}

}  // namespace

double distance_km(const Location& a, const Location& b) {
  const double latitude = (b.latitude - a.latitude) * kRadiansPerDegree;
  const double longitude = (b.longitude - a.longitude) * kRadiansPerDegree;
  const double sine_latitude = std::sin(latitude / 2);
  const double sine_longitude = std::sin(longitude / 2);
  const double haversine = sine_latitude * sine_latitude + std::cos(a.latitude * kRadiansPerDegree) *
                                                               std::cos(b.latitude * kRadiansPerDegree) *
                                                               sine_longitude * sine_longitude;
  return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(haversine)));
}

std::vector<NearPlace> near_places(const Gazetteer& gazetteer, const Place& place) {
  if (place.type() == RegionType::kZip) return near_zips(gazetteer, place);
  std::vector<NearPlace> near;
  for (const Place beside : place.neighbours()) near.push_back({beside, std::nullopt});
  return near;
}

}  // namespace housing::places
