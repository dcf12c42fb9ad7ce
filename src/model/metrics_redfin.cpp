// Redfin's metrics: what is measured, times kinds of homes, adjustment and length of the period, so they are made here
// instead of listed. Seasonally adjusted figures are monthly; rolling months and weeks come unadjusted only.
#include <array>
#include <deque>
#include <string>

#include "model/metrics.hpp"

namespace housing::model {
namespace {

struct Measure {
  std::string_view id;
  bool is_default;  // for its name
  std::string_view name;
  Unit unit;
  int decimals;
  Aggregation aggregation;
  std::string_view definition;
};

// Shares and ratios are ratios, as Redfin writes them: 0.24 is 24 percent. A median of an even number of homes can end
// in a half.
constexpr auto kMeasures = std::to_array<Measure>({
    {"sale_price", true, "Median sale price", Unit::kUsd, 1, Aggregation::kNone,
     "Median price of the homes sold in the period"},
    {"list_price", false, "Median list price", Unit::kUsd, 1, Aggregation::kNone,
     "Median price of the homes listed in the period"},
    {"ppsf", true, "Median sale price per square foot", Unit::kUsd, 2, Aggregation::kNone,
     "Median of sale price by living area, in dollars a square foot, of the homes sold in the period"},
    {"list_ppsf", false, "Median list price per square foot", Unit::kUsd, 2, Aggregation::kNone,
     "Median of list price by living area, in dollars a square foot, of the homes listed in the period"},
    {"homes_sold", true, "Homes sold", Unit::kCount, 0, Aggregation::kSum, "Homes whose sale closed in the period"},
    {"pending_sales", true, "Pending sales", Unit::kCount, 0, Aggregation::kSum,
     "Homes that went under contract in the period"},
    {"new_listings", false, "New listings", Unit::kCount, 0, Aggregation::kSum, "Homes listed for sale in the period"},
    {"inventory", false, "For-sale inventory", Unit::kCount, 0, Aggregation::kSum,
     "Homes for sale on the last day of the period"},
    {"months_of_supply", true, "Months of supply", Unit::kRatio, 4, Aggregation::kNone,
     "Months in which the homes for sale would be sold at the period's pace of sales: inventory by homes sold a month"},
    {"days_on_market", false, "Median days on market", Unit::kDays, 1, Aggregation::kNone,
     "Median days from listing to contract of the homes that went under contract in the period"},
    {"sale_to_list", true, "Average sale-to-list ratio", Unit::kRatio, 4, Aggregation::kNone,
     "Mean ratio of sale price to the last list price of the homes sold in the period"},
    {"sold_above_list", true, "Share of homes sold above list price", Unit::kRatio, 4, Aggregation::kNone,
     "Share of the homes sold in the period whose sale price was above the last list price"},
    {"price_drops", true, "Share of homes with a price drop", Unit::kRatio, 4, Aggregation::kNone,
     "Share of the homes for sale in the period whose list price was lowered in it"},
    {"off_market_in_two_weeks", true, "Share of homes off market in two weeks", Unit::kRatio, 4, Aggregation::kNone,
     "Share of the homes that went under contract in the period which did so within two weeks of listing"},
});

struct Homes {
  std::string_view id;
  std::string_view words;
};
constexpr auto kHomes = std::to_array<Homes>({
    {"", "all residential"},
    {"sfr", "single-family homes"},
    {"condo", "condominiums and co-ops"},
    {"townhouse", "townhouses"},
    {"multi", "buildings of 2 to 4 units"},
    {"single-units", "single units only"},
});

struct Edition {
  std::string_view id;
  std::string_view name;
  std::string_view words;
  Frequency frequency;
  SeasonalAdjustment adjustment;
  int lag_days;
};
constexpr auto kEditions = std::to_array<Edition>({
    {"", "", "monthly, not seasonally adjusted", Frequency::kMonth, SeasonalAdjustment::kNone, 20},
    {"sa", "seasonally adjusted", "monthly, seasonally adjusted", Frequency::kMonth, SeasonalAdjustment::kAdjusted, 20},
    {"3month", "three months", "the three months that end with the one named, not seasonally adjusted",
     Frequency::kRolling3Month, SeasonalAdjustment::kNone, 20},
    {"week", "weekly", "weekly, not seasonally adjusted", Frequency::kWeek, SeasonalAdjustment::kNone, 10},
});

std::string joined(std::string_view a, std::string_view between, std::string_view b) {
  return std::string(a) + (a.empty() || b.empty() ? "" : std::string(between)) + std::string(b);
}

std::string id_of(const Measure& measure, const Homes& homes, const Edition& edition) {
  const std::string variant = joined(homes.id, "-", edition.id);
  return joined(measure.id, ".", variant) + (measure.is_default && variant.empty() ? "" : "@redfin");
}

std::vector<MetricInfo> make_metrics() {
  static std::deque<std::string> texts;  // what the views of the metrics point at
  const auto kept = [](std::string text) { return std::string_view(texts.emplace_back(std::move(text))); };
  std::vector<MetricInfo> metrics;
  for (const Measure& measure : kMeasures)
    for (const Homes& homes : kHomes)
      for (const Edition& edition : kEditions)
        metrics.push_back({
            .id = kept(id_of(measure, homes, edition)),
            .name = kept(joined(joined(measure.name, ", ", homes.id.empty() ? "" : homes.words), ", ", edition.name)),
            .source = "redfin",
            .unit = measure.unit,
            .decimals = measure.decimals,
            .frequency = edition.frequency,
            .adjustment = edition.adjustment,
            .aggregation = measure.aggregation,
            .release_lag_days = edition.lag_days,
            .redistribution = Redistribution::kAttribution,
            .producer = "Redfin",
            .definition = kept(std::string(measure.definition) + "; " + std::string(homes.words) + "; " +
                               std::string(edition.words) + "."),
        });
  return metrics;
}

}  // namespace

std::span<const MetricInfo> redfin_metrics() {
  static const std::vector<MetricInfo> metrics = make_metrics();
  return metrics;
}

}  // namespace housing::model
