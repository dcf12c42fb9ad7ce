#include "places/embedded.hpp"

#include "base/assert.hpp"

extern "C" {
extern const std::byte housing_gazetteer_begin;
extern const std::byte housing_gazetteer_end;
}

namespace housing::places {

std::span<const std::byte> embedded_bytes() { return {&housing_gazetteer_begin, &housing_gazetteer_end}; }

Gazetteer embedded_gazetteer() {
  const auto gazetteer = Gazetteer::open(embedded_bytes());
  HT_ASSERT(gazetteer.has_value());
  return *gazetteer;
}

}  // namespace housing::places
