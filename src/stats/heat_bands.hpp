// Heat bands: what a value of the market heat index says, in words.
//
// Source: Zillow's published bands (70 and more strong sellers' market, 55-69 sellers', 44-55 neutral, 28-44 buyers',
// 27 and less strong buyers'). They meet twice in one number and leave the space between 27 and 28 open; here a band
// begins with its lower bound and ends before the next one's. The index itself is not capped at 0 or 100.
// Units: index points. Gaps: NaN has no band. Errors: none. Thread-safety: pure functions.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace housing::stats {

enum class HeatBand { kStrongBuyers, kBuyers, kNeutral, kSellers, kStrongSellers };

struct HeatRange {
  HeatBand band;
  std::string_view name;  // "strong-buyers"
  double from;            // included; minus infinity for the lowest
  double below;           // not included; infinity for the highest
};

std::span<const HeatRange> heat_ranges();  // from the lowest
std::optional<HeatBand> heat_band(double value);
std::string_view to_string(HeatBand band);

}  // namespace housing::stats
