#include "model/catalogue.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace housing::model {
namespace {

constexpr auto kSources = std::to_array<SourceInfo>({
    {"zillow", "Zillow Research", "https://www.zillow.com/research/data/",
     "Free to use with attribution under Zillow's terms of use; not to be redistributed wholesale.", "Data: Zillow",
     "Monthly about the 16th, weekly series each week.", Redistribution::kAttribution},
    {"fhfa", "Federal Housing Finance Agency", "https://www.fhfa.gov/data/hpi/datasets",
     "Work of the US government, public domain.", "Source: FHFA House Price Index",
     "Quarterly, about eight weeks after the quarter.", Redistribution::kOpen},
    {"fred", "FRED, Federal Reserve Bank of St. Louis", "https://fred.stlouisfed.org/",
     "Free with citation; some series belong to third parties, named beside the series.",
     "Source: FRED, Federal Reserve Bank of St. Louis", "By series: weekly, monthly or quarterly.",
     Redistribution::kOpen},
    {"case-shiller", "S&P CoreLogic Case-Shiller, by FRED", "https://fred.stlouisfed.org/release?rid=199159",
     "Copyright S&P Dow Jones Indices; display with attribution.", "Source: S&P Dow Jones Indices LLC, by FRED",
     "Monthly, the last Tuesday, for two months before.", Redistribution::kDisplayOnly},
    {"demo", "Synthetic demonstration data", "/docs", "Made up by this program; free for any use.",
     "Synthetic data, not real prices", "Made once, never updated.", Redistribution::kOpen},
});

constexpr auto kMetrics = std::to_array<MetricInfo>({
    {"home_value", "Home value", "zillow", Unit::kUsd, 2, Frequency::kMonth, SeasonalAdjustment::kAdjustedAndSmoothed,
     Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index: typical value of homes in the 35th to 65th percentile range, all homes, smoothed, "
     "seasonally adjusted."},
    {"home_value.sfr@zillow", "Home value, single-family homes", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, single-family homes only; smoothed, seasonally adjusted."},
    {"home_value.condo@zillow", "Home value, condominiums", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, condominiums and co-ops only; smoothed, seasonally adjusted."},
    {"home_value.bottom-tier@zillow", "Home value, bottom tier", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, homes in the 5th to 35th percentile range; smoothed, seasonally adjusted."},
    {"home_value.top-tier@zillow", "Home value, top tier", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, homes in the 65th to 95th percentile range; smoothed, seasonally adjusted."},
    {"home_value.1br@zillow", "Home value, 1 bedroom", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, homes with 1 bedroom; smoothed, seasonally adjusted."},
    {"home_value.2br@zillow", "Home value, 2 bedrooms", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, homes with 2 bedrooms; smoothed, seasonally adjusted."},
    {"home_value.3br@zillow", "Home value, 3 bedrooms", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, homes with 3 bedrooms; smoothed, seasonally adjusted."},
    {"home_value.4br@zillow", "Home value, 4 bedrooms", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, homes with 4 bedrooms; smoothed, seasonally adjusted."},
    {"home_value.5br@zillow", "Home value, 5 bedrooms or more", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, homes with 5 or more bedrooms; smoothed, seasonally adjusted."},
    {"home_value.raw@zillow", "Home value, raw", "zillow", Unit::kUsd, 2, Frequency::kMonth, SeasonalAdjustment::kNone,
     Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index, all homes, middle tier, neither smoothed nor seasonally adjusted."},
    {"home_value.allhomes2018@zillow", "Home value, method of 2018", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Index by the method used until 2019, all homes: median of the estimated values; smoothed, "
     "seasonally adjusted, from 1996; not comparable with the present index."},
    {"rent", "Rent", "zillow", Unit::kUsd, 2, Frequency::kMonth, SeasonalAdjustment::kSmoothed, Aggregation::kNone, 16,
     Redistribution::kAttribution, "Zillow",
     "Zillow Observed Rent Index: typical asking rent in the 35th to 65th percentile range, all homes and apartments, "
     "smoothed."},
    {"rent.sa@zillow", "Rent, seasonally adjusted", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Observed Rent Index, all homes and apartments, smoothed, seasonally adjusted."},
    {"rent.zori2021@zillow", "Rent, edition of 2021", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Observed Rent Index as published in 2021, all homes and apartments, smoothed, seasonally adjusted, in "
     "whole dollars, from 2014; recomputed since, and not comparable with the present index."},
    {"rent.zri2018@zillow", "Rent, estimated (ZRI)", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Rent Index, all homes: median of the rents Zillow estimated for all homes, let or not; smoothed, "
     "seasonally adjusted; not published since 2020."},
    {"rent.sfr@zillow", "Rent, single-family homes", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Observed Rent Index, single-family homes, smoothed."},
    {"rent.mfr@zillow", "Rent, apartments", "zillow", Unit::kUsd, 2, Frequency::kMonth, SeasonalAdjustment::kSmoothed,
     Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Observed Rent Index, multi-family buildings, smoothed."},
    {"inventory@zillow", "For-sale inventory", "zillow", Unit::kCount, 0, Frequency::kMonth,
     SeasonalAdjustment::kSmoothed, Aggregation::kSum, 16, Redistribution::kAttribution, "Zillow",
     "Unique listings active at any time in the month; houses and condominiums, smoothed."},
    {"inventory.week@zillow", "For-sale inventory, weekly", "zillow", Unit::kCount, 0, Frequency::kWeek,
     SeasonalAdjustment::kSmoothed, Aggregation::kSum, 6, Redistribution::kAttribution, "Zillow",
     "Unique listings active at any time in the week; houses and condominiums, smoothed."},
    {"list_price@zillow", "Median list price", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Median price of homes at listing; houses and condominiums, smoothed."},
    {"list_price.week@zillow", "Median list price, weekly", "zillow", Unit::kUsd, 2, Frequency::kWeek,
     SeasonalAdjustment::kSmoothed, Aggregation::kNone, 6, Redistribution::kAttribution, "Zillow",
     "Median price of homes at listing in the week; houses and condominiums, smoothed."},
    {"new_listings@zillow", "New listings", "zillow", Unit::kCount, 0, Frequency::kMonth, SeasonalAdjustment::kSmoothed,
     Aggregation::kSum, 16, Redistribution::kAttribution, "Zillow",
     "Listings that came on the market in the month; houses and condominiums, smoothed."},
    {"new_listings.week@zillow", "New listings, weekly", "zillow", Unit::kCount, 0, Frequency::kWeek,
     SeasonalAdjustment::kNone, Aggregation::kSum, 6, Redistribution::kAttribution, "Zillow",
     "Listings that came on the market in the week; houses and condominiums, not smoothed."},
    {"homes_sold@zillow", "Homes sold, nowcast", "zillow", Unit::kCount, 0, Frequency::kMonth,
     SeasonalAdjustment::kNone, Aggregation::kSum, 16, Redistribution::kAttribution, "Zillow",
     "Estimated number of homes sold in the month, late reports nowcast; houses and condominiums."},
    {"days_to_pending", "Days to pending", "zillow", Unit::kDays, 2, Frequency::kMonth, SeasonalAdjustment::kSmoothed,
     Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Mean days from listing to a pending sale; houses and condominiums, smoothed."},
    {"market_heat", "Market heat", "zillow", Unit::kIndex, 0, Frequency::kMonth, SeasonalAdjustment::kNone,
     Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow market heat index: balance of buyers and sellers, 50 near neutral, higher favours sellers; not capped at "
     "0 or 100.",
     true},
    {"income_needed", "Income needed to buy", "zillow", Unit::kUsd, 2, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Yearly household income at which a new owner of the typical home with 20 % down pays 30 % of it for housing."},
    {"home_value_growth_forecast", "Home value growth, forecast", "zillow", Unit::kPercent, 1, Frequency::kMonth,
     SeasonalAdjustment::kAdjustedAndSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Home Value Forecast: percent change of the typical home value from the base month of the release to this "
     "month.",
     true},
    {"rent_growth_forecast", "Rent growth, forecast", "zillow", Unit::kPercent, 1, Frequency::kMonth,
     SeasonalAdjustment::kSmoothed, Aggregation::kNone, 16, Redistribution::kAttribution, "Zillow",
     "Zillow Observed Rent Forecast: percent change of rent from the base month of the release to this month.", true},
    {"hpi", "House price index", "fhfa", Unit::kIndex, 2, Frequency::kQuarter, SeasonalAdjustment::kNone,
     Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA all-transactions index: repeat sales and refinance appraisals of the same homes, not seasonally adjusted. "
     "1995-Q1 = 100 for metros and the rest of states, 1980-Q1 = 100 for states, divisions and the nation."},
    {"hpi.purchase@fhfa", "House price index, purchases only", "fhfa", Unit::kIndex, 2, Frequency::kQuarter,
     SeasonalAdjustment::kNone, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA purchase-only index: repeat sales of the same homes, no appraisals, 1991-Q1 = 100, not seasonally "
     "adjusted."},
    {"hpi.purchase-sa@fhfa", "House price index, purchases only, seasonally adjusted", "fhfa", Unit::kIndex, 2,
     Frequency::kQuarter, SeasonalAdjustment::kAdjusted, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA purchase-only index: repeat sales of the same homes, no appraisals, 1991-Q1 = 100, seasonally adjusted."},
    {"hpi.expanded@fhfa", "House price index, expanded data", "fhfa", Unit::kIndex, 2, Frequency::kQuarter,
     SeasonalAdjustment::kNone, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA expanded-data index: repeat sales including those in county records and with FHA loans, 1991-Q1 = 100, not "
     "seasonally adjusted."},
    {"hpi.expanded-sa@fhfa", "House price index, expanded data, seasonally adjusted", "fhfa", Unit::kIndex, 2,
     Frequency::kQuarter, SeasonalAdjustment::kAdjusted, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA expanded-data index: repeat sales including those in county records and with FHA loans, 1991-Q1 = 100, "
     "seasonally adjusted."},
    {"hpi.annual@fhfa", "House price index, annual", "fhfa", Unit::kIndex, 2, Frequency::kYear,
     SeasonalAdjustment::kNone, Aggregation::kNone, 84, Redistribution::kOpen, "FHFA",
     "FHFA annual all-transactions index, developmental, not seasonally adjusted; 100 in the first year that a place "
     "has, so levels of two places are not comparable."},
    {"hpi@case-shiller", "Case-Shiller index", "case-shiller", Unit::kIndex, 3, Frequency::kMonth,
     SeasonalAdjustment::kNone, Aggregation::kNone, 57, Redistribution::kDisplayOnly, "S&P Dow Jones Indices",
     "S&P CoreLogic Case-Shiller repeat-sales index, January 2000 = 100, not seasonally adjusted."},
    {"hpi.sa@case-shiller", "Case-Shiller index, seasonally adjusted", "case-shiller", Unit::kIndex, 3,
     Frequency::kMonth, SeasonalAdjustment::kAdjusted, Aggregation::kNone, 57, Redistribution::kDisplayOnly,
     "S&P Dow Jones Indices",
     "S&P CoreLogic Case-Shiller repeat-sales index, January 2000 = 100, seasonally adjusted."},
    {"hpi.low-tier@case-shiller", "Case-Shiller index, low tier", "case-shiller", Unit::kIndex, 3, Frequency::kMonth,
     SeasonalAdjustment::kNone, Aggregation::kNone, 57, Redistribution::kDisplayOnly, "S&P Dow Jones Indices",
     "S&P CoreLogic Case-Shiller repeat-sales index of the low third of sale prices, January 2000 = 100, not "
     "seasonally adjusted."},
    {"hpi.middle-tier@case-shiller", "Case-Shiller index, middle tier", "case-shiller", Unit::kIndex, 3,
     Frequency::kMonth, SeasonalAdjustment::kNone, Aggregation::kNone, 57, Redistribution::kDisplayOnly,
     "S&P Dow Jones Indices",
     "S&P CoreLogic Case-Shiller repeat-sales index of the middle third of sale prices, January 2000 = 100, not "
     "seasonally adjusted."},
    {"hpi.high-tier@case-shiller", "Case-Shiller index, high tier", "case-shiller", Unit::kIndex, 3, Frequency::kMonth,
     SeasonalAdjustment::kNone, Aggregation::kNone, 57, Redistribution::kDisplayOnly, "S&P Dow Jones Indices",
     "S&P CoreLogic Case-Shiller repeat-sales index of the high third of sale prices, January 2000 = 100, not "
     "seasonally adjusted."},
    {"mortgage_rate", "Mortgage rate, 30 years", "fred", Unit::kPercent, 2, Frequency::kWeek, SeasonalAdjustment::kNone,
     Aggregation::kNone, 0, Redistribution::kAttribution, "Freddie Mac",
     "Average rate of a fixed 30-year mortgage, Freddie Mac's weekly survey (FRED series MORTGAGE30US)."},
    {"mortgage_rate.15-year@fred", "Mortgage rate, 15 years", "fred", Unit::kPercent, 2, Frequency::kWeek,
     SeasonalAdjustment::kNone, Aggregation::kNone, 0, Redistribution::kAttribution, "Freddie Mac",
     "Average rate of a fixed 15-year mortgage, Freddie Mac's weekly survey (FRED series MORTGAGE15US)."},
    {"cpi", "Consumer prices", "fred", Unit::kIndex, 3, Frequency::kMonth, SeasonalAdjustment::kAdjusted,
     Aggregation::kNone, 13, Redistribution::kOpen, "Bureau of Labor Statistics",
     "Consumer price index of all urban consumers, 1982-84 = 100, seasonally adjusted (FRED series CPIAUCSL)."},
    {"unemployment_rate@fred", "Unemployment rate, national survey", "fred", Unit::kPercent, 1, Frequency::kMonth,
     SeasonalAdjustment::kAdjusted, Aggregation::kNone, 6, Redistribution::kOpen, "Bureau of Labor Statistics",
     "Unemployed in percent of the labour force, seasonally adjusted (FRED series UNRATE)."},
    {"permits_units.saar@fred", "Building permits, annual rate", "fred", Unit::kThousands, 0, Frequency::kMonth,
     SeasonalAdjustment::kAdjusted, Aggregation::kSum, 18, Redistribution::kOpen, "Census Bureau",
     "New private housing units authorised by building permits, thousands at a seasonally adjusted annual rate (FRED "
     "series PERMIT)."},
    {"housing_starts", "Housing starts, annual rate", "fred", Unit::kThousands, 0, Frequency::kMonth,
     SeasonalAdjustment::kAdjusted, Aggregation::kSum, 18, Redistribution::kOpen, "Census Bureau",
     "New private housing units started, thousands at a seasonally adjusted annual rate (FRED series HOUST)."},
});

template <std::size_t N>
std::string_view name_of(const std::array<std::string_view, N>& names, auto value) {
  return names[static_cast<std::size_t>(value)];
}

constexpr std::array<std::string_view, 8> kUnits = {"usd",  "percent", "index",  "count",
                                                    "days", "ratio",   "people", "thousands"};
constexpr std::array<std::string_view, 4> kAdjustments = {"nsa", "sa", "sa-smoothed", "smoothed"};
constexpr std::array<std::string_view, 3> kAggregations = {"none", "sum", "mean"};
constexpr std::array<std::string_view, 3> kRedistributions = {"open", "attribution", "display-only"};

}  // namespace

std::string_view to_string(Unit unit) { return name_of(kUnits, unit); }
std::string_view to_string(SeasonalAdjustment adjustment) { return name_of(kAdjustments, adjustment); }
std::string_view to_string(Aggregation aggregation) { return name_of(kAggregations, aggregation); }
std::string_view to_string(Redistribution redistribution) { return name_of(kRedistributions, redistribution); }

std::span<const SourceInfo> all_sources() { return kSources; }
std::span<const MetricInfo> all_metrics() { return kMetrics; }

const SourceInfo* find_source(std::string_view id) {
  const auto found = std::ranges::find(kSources, id, &SourceInfo::id);
  return found == kSources.end() ? nullptr : &*found;
}

const MetricInfo* find_metric(std::string_view id) {
  const auto by_id = std::ranges::find(kMetrics, id, &MetricInfo::id);
  if (by_id != kMetrics.end()) return &*by_id;
  const std::size_t at = id.find('@');
  if (at == std::string_view::npos) return nullptr;
  const auto of_default = std::ranges::find(kMetrics, id.substr(0, at), &MetricInfo::id);
  return of_default != kMetrics.end() && of_default->source == id.substr(at + 1) ? &*of_default : nullptr;
}

std::vector<std::string> similar_metrics(std::string_view text, std::size_t limit) {
  struct Candidate {
    int distance;
    std::size_t place;  // in the catalogue: of equals, the first
    std::string_view id;
  };
  const std::string wanted = base::lower(text);
  std::vector<Candidate> candidates;
  for (const MetricInfo& metric : kMetrics) {
    const std::string_view name = metric.id.substr(0, metric.id.find_first_of(".@"));
    const int far = static_cast<int>(std::max(wanted.size(), name.size())) / 3 + 1;
    int distance = std::min(base::edit_distance(wanted, metric.id, far), base::edit_distance(wanted, name, far));
    if (!wanted.empty() && metric.id.find(wanted) != std::string_view::npos) distance = 0;
    if (distance <= far) candidates.push_back({distance, candidates.size(), metric.id});
  }
  std::ranges::sort(candidates, {}, [](const Candidate& c) { return std::pair(c.distance, c.place); });
  std::vector<std::string> ids;
  for (const Candidate& candidate : candidates)
    if (ids.size() < limit) ids.emplace_back(candidate.id);
  return ids;
}

}  // namespace housing::model
