// Which places lie inside a place, whatever its type: a state's counties, a division's metros, a metro's ZIP codes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/region.hpp"
#include "places/gazetteer.hpp"

namespace housing::places {

class Inside {
 public:
  // An id the gazetteer lacks holds nothing.
  Inside(const Gazetteer& gazetteer, const model::RegionId& whole);

  // Strictly inside: the whole itself is not.
  bool holds(const Place& place) const;
  bool is(std::size_t number) const { return whole_ && whole_->number() == number; }

 private:
  bool listed(std::size_t number) const;

  std::optional<Place> whole_;
  std::vector<std::size_t> parts_;  // sorted; places inside that are not children by their parents' list
};

}  // namespace housing::places
