// Case-Shiller (by FRED) metrics.
#include "model/metrics.hpp"

namespace housing::model {
namespace {

constexpr auto kMetrics = std::to_array<MetricInfo>({
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
});

}  // namespace

std::span<const MetricInfo> case_shiller_metrics() { return kMetrics; }

}  // namespace housing::model
