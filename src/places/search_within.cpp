#include "places/search_within.hpp"

#include <algorithm>

namespace housing::places {

using model::RegionType;

Inside::Inside(const Gazetteer& gazetteer, const model::RegionId& whole) : whole_(gazetteer.find(whole)) {
  if (!whole_) return;
  switch (whole_->type()) {
    case RegionType::kRegion:
    case RegionType::kDivision:  // counties and metros know their states, states know their division
    case RegionType::kMetroDivision:
    case RegionType::kMetro:  // a dissolved one: its counties know only the present one
      for (const Place child : whole_->children()) parts_.push_back(child.number());
      break;
    case RegionType::kNonmetro:
      for (const Place county : whole_->parents()[0].children())
        if (county.type() == RegionType::kCounty && !county.is_former() && !county.parents()[0].is_metropolitan())
          parts_.push_back(county.number());
      break;
    default: break;
  }
  std::ranges::sort(parts_);
}

bool Inside::listed(std::size_t number) const { return std::ranges::binary_search(parts_, number); }

bool Inside::holds(const Place& place) const {
  if (!whole_) return false;
  if (listed(place.number())) return true;
  for (const Place parent : place.parents())
    if (is(parent.number()) || listed(parent.number())) return true;
  return false;
}

}  // namespace housing::places
