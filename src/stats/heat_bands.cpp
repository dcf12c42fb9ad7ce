#include "stats/heat_bands.hpp"

#include <array>
#include <limits>

namespace housing::stats {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::array<HeatRange, 5> kRanges = {{
    {HeatBand::kStrongBuyers, "strong-buyers", -kInfinity, 28},
    {HeatBand::kBuyers, "buyers", 28, 44},
    {HeatBand::kNeutral, "neutral", 44, 55},
    {HeatBand::kSellers, "sellers", 55, 70},
    {HeatBand::kStrongSellers, "strong-sellers", 70, kInfinity},
}};

}  // namespace

std::span<const HeatRange> heat_ranges() { return kRanges; }

std::optional<HeatBand> heat_band(double value) {
  for (const HeatRange& range : kRanges)
    if (value >= range.from && value < range.below) return range.band;
  if (value == kInfinity) return HeatBand::kStrongSellers;
  return std::nullopt;
}

std::string_view to_string(HeatBand band) { return kRanges[static_cast<std::size_t>(band)].name; }

}  // namespace housing::stats
