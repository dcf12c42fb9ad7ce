// FRED's metrics.
#include "model/metrics.hpp"

namespace housing::model {
namespace {

constexpr auto kMetrics = std::to_array<MetricInfo>({
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
    {"cpi.nsa@fred", "Consumer prices, not seasonally adjusted", "fred", Unit::kIndex, 3, Frequency::kMonth,
     SeasonalAdjustment::kNone, Aggregation::kNone, 13, Redistribution::kOpen, "Bureau of Labor Statistics",
     "Consumer price index of all urban consumers, 1982-84 = 100, not seasonally adjusted (FRED series CPIAUCNS)."},
    {"permits_units.single-saar@fred", "Building permits, single-family, annual rate", "fred", Unit::kThousands, 0,
     Frequency::kMonth, SeasonalAdjustment::kAdjusted, Aggregation::kSum, 18, Redistribution::kOpen, "Census Bureau",
     "New private housing units in structures of one unit authorised by building permits, thousands at a seasonally "
     "adjusted annual rate (FRED series PERMIT1)."},
    {"housing_starts.single@fred", "Housing starts, single-family, annual rate", "fred", Unit::kThousands, 0,
     Frequency::kMonth, SeasonalAdjustment::kAdjusted, Aggregation::kSum, 18, Redistribution::kOpen, "Census Bureau",
     "New private housing units started in structures of one unit, thousands at a seasonally adjusted annual rate "
     "(FRED series HOUST1F)."},
    {"housing_completions", "Housing completions, annual rate", "fred", Unit::kThousands, 0, Frequency::kMonth,
     SeasonalAdjustment::kAdjusted, Aggregation::kSum, 18, Redistribution::kOpen, "Census Bureau",
     "New private housing units completed, thousands at a seasonally adjusted annual rate (FRED series COMPUTSA)."},
    {"months_of_supply.new-homes@fred", "Months of supply, new houses", "fred", Unit::kRatio, 1, Frequency::kMonth,
     SeasonalAdjustment::kAdjusted, Aggregation::kNone, 25, Redistribution::kOpen, "Census Bureau and HUD",
     "New houses for sale divided by new houses sold in the month, seasonally adjusted (FRED series MSACSR)."},
    {"sale_price.new-homes@fred", "Sale price, new houses", "fred", Unit::kUsd, 0, Frequency::kQuarter,
     SeasonalAdjustment::kNone, Aggregation::kNone, 25, Redistribution::kOpen, "Census Bureau and HUD",
     "Median sales price of new houses sold in the nation, not seasonally adjusted (FRED series MSPUS)."},
    {"homeownership_rate@fred", "Homeownership rate, quarterly survey", "fred", Unit::kPercent, 1, Frequency::kQuarter,
     SeasonalAdjustment::kNone, Aggregation::kNone, 30, Redistribution::kOpen, "Census Bureau",
     "Households that own their home in percent of all, Housing Vacancy Survey, not seasonally adjusted (FRED series "
     "RHORUSQ156N)."},
    {"affordability_index", "Housing affordability index", "fred", Unit::kIndex, 1, Frequency::kMonth,
     SeasonalAdjustment::kNone, Aggregation::kNone, 45, Redistribution::kDisplayOnly,
     "National Association of Realtors",
     "Income of the median family in percent of the income that qualifies for a fixed-rate mortgage on an existing "
     "single-family home of median price (FRED series FIXHAI)."},
    {"recession", "Recession", "fred", Unit::kIndex, 0, Frequency::kMonth, SeasonalAdjustment::kNone,
     Aggregation::kNone, 1, Redistribution::kOpen, "National Bureau of Economic Research",
     "1 in the months of a recession, from the one after the peak through the trough, else 0, as the NBER dates them "
     "(FRED series USREC)."},
});

}  // namespace

std::span<const MetricInfo> fred_metrics() { return kMetrics; }

}  // namespace housing::model
