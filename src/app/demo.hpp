// Demo: made-up series over real places, so that a newcomer sees the whole program at once and offline. Deterministic:
// the same program makes the same numbers. Nothing here is an estimate of anything; every answer over it says so.
//
// Places: the nation, all states, all counties, the metropolitan areas, and the ZIP codes of the most populous
// counties. Periods: 25 years to 2025-12. A few ZIP codes begin late as real ones do.
#pragma once

#include <cstdint>

#include "base/clock.hpp"
#include "places/gazetteer.hpp"
#include "ports/object_store.hpp"

namespace housing::app {

inline constexpr std::size_t kDemoZips = 5'000;
inline constexpr std::size_t kNationalZips = 26'000;
inline constexpr int kDemoFirstYear = 2001;
inline constexpr int kDemoYears = 25;

enum class DemoSize : std::uint8_t {
  kSmall,     // half a dozen metrics, kDemoZips ZIP codes
  kNational,  // a dozen metrics, kNationalZips ZIP codes: the size of the real thing
};

// Writes and publishes the demo data. Errors: kConflict when the store holds real data; kIo.
base::Status make_demo(ports::ObjectStore& store, const places::Gazetteer& gazetteer, const base::Clock& clock,
                       DemoSize size);

}  // namespace housing::app
