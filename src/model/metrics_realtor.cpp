// Realtor.com's metrics: the monthly inventory of listings on its site.
#include "model/metrics.hpp"

namespace housing::model {
namespace {

constexpr MetricInfo monthly(std::string_view id, std::string_view name, Unit unit, int decimals,
                             Aggregation aggregation, std::string_view definition) {
  return {.id = id,
          .name = name,
          .source = "realtor",
          .unit = unit,
          .decimals = decimals,
          .frequency = Frequency::kMonth,
          .adjustment = SeasonalAdjustment::kNone,
          .aggregation = aggregation,
          .release_lag_days = 5,
          .redistribution = Redistribution::kAttribution,
          .producer = "Realtor.com",
          .definition = definition};
}

// Shares and ratios are ratios, as Realtor.com writes them: 0.18 is 18 percent.
constexpr auto kMetrics = std::to_array<MetricInfo>({
    monthly("list_price", "Median list price", Unit::kUsd, 1, Aggregation::kNone,
            "Median price of the homes listed on Realtor.com in the month, not seasonally adjusted."),
    monthly("list_price.average@realtor", "Average list price", Unit::kUsd, 0, Aggregation::kNone,
            "Mean price of the homes listed on Realtor.com in the month; a few costly ones move it far."),
    monthly("inventory", "Active listings", Unit::kCount, 0, Aggregation::kSum,
            "Homes for sale on Realtor.com in the month, those with a sale pending left out."),
    monthly("total_listings", "Total listings", Unit::kCount, 0, Aggregation::kSum,
            "Active and pending listings on Realtor.com in the month."),
    monthly("new_listings", "New listings", Unit::kCount, 0, Aggregation::kSum,
            "Listings added to Realtor.com in the month."),
    monthly("pending_listings", "Pending listings", Unit::kCount, 0, Aggregation::kSum,
            "Listings on Realtor.com with a sale pending in the month, where that is told."),
    monthly("pending_ratio", "Pending ratio", Unit::kRatio, 4, Aggregation::kNone,
            "Pending listings by active listings."),
    monthly("days_on_market", "Median days on market", Unit::kDays, 1, Aggregation::kNone,
            "Median days that the month's listings on Realtor.com had been on the market."),
    monthly("price_increased", "Listings with a price increase", Unit::kCount, 0, Aggregation::kSum,
            "Listings on Realtor.com whose price was raised in the month."),
    monthly("price_reduced", "Listings with a price cut", Unit::kCount, 0, Aggregation::kSum,
            "Listings on Realtor.com whose price was lowered in the month."),
    monthly("price_increased_share", "Share of listings with a price increase", Unit::kRatio, 4, Aggregation::kNone,
            "Share of the active listings on Realtor.com whose price was raised in the month."),
    monthly("price_reduced_share", "Share of listings with a price cut", Unit::kRatio, 4, Aggregation::kNone,
            "Share of the active listings on Realtor.com whose price was lowered in the month."),
    monthly("list_ppsf", "Median list price per square foot", Unit::kUsd, 2, Aggregation::kNone,
            "Median of list price by living area of the month's listings on Realtor.com, in dollars a square foot."),
    monthly("list_square_feet", "Median size of listed homes", Unit::kCount, 1, Aggregation::kNone,
            "Median living area of the month's listings on Realtor.com, in square feet."),
});

}  // namespace

std::span<const MetricInfo> realtor_metrics() { return kMetrics; }

}  // namespace housing::model
