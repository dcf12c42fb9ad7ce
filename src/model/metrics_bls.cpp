// BLS's metrics: the Local Area Unemployment Statistics' yearly averages of counties.
#include "model/metrics.hpp"

namespace housing::model {
namespace {

constexpr MetricInfo averaged(std::string_view id, std::string_view name, Unit unit, int decimals,
                              Aggregation aggregation, std::string_view definition) {
  constexpr int kLag = 110;  // about 20 April
  return {id,
          name,
          "bls",
          unit,
          decimals,
          Frequency::kYear,
          SeasonalAdjustment::kNone,
          aggregation,
          kLag,
          Redistribution::kOpen,
          "Bureau of Labor Statistics",
          definition};
}

constexpr auto kMetrics = std::to_array<MetricInfo>({
    averaged("unemployment_rate", "Unemployment rate", Unit::kPercent, 1, Aggregation::kNone,
             "Unemployed in percent of the labour force, average of the year, Local Area Unemployment Statistics."),
    averaged("labor_force", "Labour force", Unit::kPeople, 0, Aggregation::kSum,
             "People who work or look for work, average of the year, Local Area Unemployment Statistics."),
    averaged("employed", "Employed", Unit::kPeople, 0, Aggregation::kSum,
             "People who work, by where they live, average of the year, Local Area Unemployment Statistics."),
    averaged("unemployed", "Unemployed", Unit::kPeople, 0, Aggregation::kSum,
             "People without work who look for it, average of the year, Local Area Unemployment Statistics."),
});

}  // namespace

std::span<const MetricInfo> bls_metrics() { return kMetrics; }

}  // namespace housing::model
