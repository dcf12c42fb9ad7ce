// FHFA's metrics.
#include "model/metrics.hpp"

namespace housing::model {
namespace {

constexpr auto kMetrics = std::to_array<MetricInfo>({
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
    {"hpi.sa@fhfa", "House price index, seasonally adjusted", "fhfa", Unit::kIndex, 2, Frequency::kQuarter,
     SeasonalAdjustment::kAdjusted, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA all-transactions index: repeat sales and refinance appraisals of the same homes, seasonally adjusted, for "
     "the few places that have it."},
    {"hpi.purchase-month@fhfa", "House price index, purchases only, monthly", "fhfa", Unit::kIndex, 2,
     Frequency::kMonth, SeasonalAdjustment::kNone, Aggregation::kNone, 57, Redistribution::kOpen, "FHFA",
     "FHFA purchase-only index of the nation and census divisions by month: repeat sales of the same homes, no "
     "appraisals, January 1991 = 100, not seasonally adjusted."},
    {"hpi.purchase-month-sa@fhfa", "House price index, purchases only, monthly, seasonally adjusted", "fhfa",
     Unit::kIndex, 2, Frequency::kMonth, SeasonalAdjustment::kAdjusted, Aggregation::kNone, 57, Redistribution::kOpen,
     "FHFA",
     "FHFA purchase-only index of the nation and census divisions by month: repeat sales of the same homes, no "
     "appraisals, January 1991 = 100, seasonally adjusted."},
    {"hpi.distress-free@fhfa", "House price index, distress-free", "fhfa", Unit::kIndex, 2, Frequency::kQuarter,
     SeasonalAdjustment::kNone, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA purchase-only index without short sales and sales of foreclosed homes, not seasonally adjusted."},
    {"hpi.distress-free-sa@fhfa", "House price index, distress-free, seasonally adjusted", "fhfa", Unit::kIndex, 2,
     Frequency::kQuarter, SeasonalAdjustment::kAdjusted, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA purchase-only index without short sales and sales of foreclosed homes, seasonally adjusted."},
    {"hpi.developmental@fhfa", "House price index, developmental", "fhfa", Unit::kIndex, 2, Frequency::kQuarter,
     SeasonalAdjustment::kNone, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA all-transactions index of the kind it calls developmental (Puerto Rico's), not seasonally adjusted."},
    {"hpi.developmental-sa@fhfa", "House price index, developmental, seasonally adjusted", "fhfa", Unit::kIndex, 2,
     Frequency::kQuarter, SeasonalAdjustment::kAdjusted, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA all-transactions index of the kind it calls developmental (Puerto Rico's), seasonally adjusted."},
    {"hpi.developmental-purchase@fhfa", "House price index, developmental, purchases only", "fhfa", Unit::kIndex, 2,
     Frequency::kQuarter, SeasonalAdjustment::kNone, Aggregation::kNone, 56, Redistribution::kOpen, "FHFA",
     "FHFA purchase-only index of the kind it calls developmental (Puerto Rico's), not seasonally adjusted."},
    {"hpi.developmental-purchase-sa@fhfa", "House price index, developmental, purchases only, seasonally adjusted",
     "fhfa", Unit::kIndex, 2, Frequency::kQuarter, SeasonalAdjustment::kAdjusted, Aggregation::kNone, 56,
     Redistribution::kOpen, "FHFA",
     "FHFA purchase-only index of the kind it calls developmental (Puerto Rico's), seasonally adjusted."},
    {"hpi.annual@fhfa", "House price index, annual", "fhfa", Unit::kIndex, 2, Frequency::kYear,
     SeasonalAdjustment::kNone, Aggregation::kNone, 84, Redistribution::kOpen, "FHFA",
     "FHFA annual all-transactions index, developmental, not seasonally adjusted; 100 in the first year that a place "
     "has, so levels of two places are not comparable."},
});

}  // namespace

std::span<const MetricInfo> fhfa_metrics() { return kMetrics; }

}  // namespace housing::model
