// Near places: what lies beside a place. States, counties and metros have neighbours by their boundaries; a ZIP code,
// which is a set of routes without an outline, has the ZIP codes whose centres are nearest.
//
// Units: kilometres along a great circle. Limits: kMaxNearZips, kMaxNearKm. Thread-safety: functions over constant
// data.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "places/gazetteer.hpp"

namespace housing::places {

inline constexpr std::size_t kMaxNearZips = 8;
inline constexpr double kMaxNearKm = 100;

struct NearPlace {
  Place place;
  std::optional<double> distance_km;  // of a ZIP code's; neighbours by boundary have none
};

double distance_km(const Location& a, const Location& b);

// Neighbours as Place::neighbours() orders them; ZIP codes nearest first, of equals by code. Empty where neither is.
std::vector<NearPlace> near_places(const Gazetteer& gazetteer, const Place& place);

}  // namespace housing::places
