// HUD's metrics.
#include "model/metrics.hpp"

namespace housing::model {
namespace {

// They come out about the end of the August before the fiscal year, which ends thirteen months later.
constexpr int kAhead = -395;

constexpr std::string_view kDefinition =
    "HUD's fair market rent of a home with so many bedrooms: about the 40th percentile of gross rents paid by recent "
    "movers. A New England county's is the mean of its towns' weighted by their population, rounded to whole dollars, "
    "half to even.";

constexpr MetricInfo fair_market_rent(std::string_view id, std::string_view name) {
  return {id,
          name,
          "hud",
          Unit::kUsd,
          0,
          Frequency::kFiscalYear,
          SeasonalAdjustment::kNone,
          Aggregation::kNone,
          kAhead,
          Redistribution::kOpen,
          "HUD",
          kDefinition};
}

constexpr auto kMetrics = std::to_array<MetricInfo>({
    fair_market_rent("fair_market_rent.0br", "Fair market rent, studio"),
    fair_market_rent("fair_market_rent.1br", "Fair market rent, 1 bedroom"),
    fair_market_rent("fair_market_rent.2br", "Fair market rent, 2 bedrooms"),
    fair_market_rent("fair_market_rent.3br", "Fair market rent, 3 bedrooms"),
    fair_market_rent("fair_market_rent.4br", "Fair market rent, 4 bedrooms"),
});

}  // namespace

std::span<const MetricInfo> hud_metrics() { return kMetrics; }

}  // namespace housing::model
