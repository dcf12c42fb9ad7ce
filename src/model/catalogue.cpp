#include "model/catalogue.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "model/metrics.hpp"

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
    {"redfin", "Redfin Data Center", "https://www.redfin.com/news/data-center/",
     "Free to use when Redfin is cited and linked.", "Data: Redfin, a national real estate brokerage",
     "Monthly, in the third week; weekly series on Wednesdays.", Redistribution::kAttribution},
    {"realtor", "Realtor.com Economic Research", "https://www.realtor.com/research/data/",
     "Free to use with attribution to Realtor.com.", "Source: Realtor.com Economic Research",
     "Monthly, in the first week.", Redistribution::kAttribution},
    {"census", "US Census Bureau", "https://www.census.gov/", "Work of the US government, public domain.",
     "Source: US Census Bureau", "Permits monthly, population and the community survey yearly.", Redistribution::kOpen},
    {"hud", "Department of Housing and Urban Development", "https://www.huduser.gov/portal/datasets/fmr.html",
     "Work of the US government, public domain.", "Source: HUD User", "Yearly, before the fiscal year begins.",
     Redistribution::kOpen},
    {"bls", "Bureau of Labor Statistics", "https://www.bls.gov/lau/", "Work of the US government, public domain.",
     "Source: Bureau of Labor Statistics", "Yearly averages in April; monthly figures monthly.", Redistribution::kOpen},
    {"demo", "Synthetic demonstration data", "/docs", "Made up by this program; free for any use.",
     "Synthetic data, not real prices", "Made once, never updated.", Redistribution::kOpen},
});

template <std::size_t N>
std::string_view name_of(const std::array<std::string_view, N>& names, auto value) {
  return names[static_cast<std::size_t>(value)];
}

constexpr std::array<std::string_view, 9> kUnits = {"usd",   "percent", "index",     "count",   "days",
                                                    "ratio", "people",  "thousands", "sq-miles"};
constexpr std::array<std::string_view, 4> kAdjustments = {"nsa", "sa", "sa-smoothed", "smoothed"};
constexpr std::array<std::string_view, 3> kAggregations = {"none", "sum", "mean"};
constexpr std::array<std::string_view, 3> kRedistributions = {"open", "attribution", "display-only"};

}  // namespace

std::string_view to_string(Unit unit) { return name_of(kUnits, unit); }
std::string_view to_string(SeasonalAdjustment adjustment) { return name_of(kAdjustments, adjustment); }
std::string_view to_string(Aggregation aggregation) { return name_of(kAggregations, aggregation); }
std::string_view to_string(Redistribution redistribution) { return name_of(kRedistributions, redistribution); }

std::span<const SourceInfo> all_sources() { return kSources; }
std::span<const MetricInfo> all_metrics() {
  static const std::vector<MetricInfo> metrics = [] {
    std::vector<MetricInfo> all;
    for (const auto part :
         {zillow_metrics(), redfin_metrics(), realtor_metrics(), fhfa_metrics(), case_shiller_metrics(), fred_metrics(),
          permit_metrics(), census_metrics(), hud_metrics(), bls_metrics()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return metrics;
}

const SourceInfo* find_source(std::string_view id) {
  const auto found = std::ranges::find(kSources, id, &SourceInfo::id);
  return found == kSources.end() ? nullptr : &*found;
}

const MetricInfo* find_metric(std::string_view id) {
  static const std::unordered_map<std::string_view, const MetricInfo*> by_id = [] {
    std::unordered_map<std::string_view, const MetricInfo*> index;
    for (const MetricInfo& metric : all_metrics()) index.emplace(metric.id, &metric);
    return index;
  }();
  const auto found = by_id.find(id);
  if (found != by_id.end()) return found->second;
  const std::size_t at = id.find('@');
  if (at == std::string_view::npos) return nullptr;
  const auto of_default = by_id.find(id.substr(0, at));
  return of_default != by_id.end() && of_default->second->source == id.substr(at + 1) ? of_default->second : nullptr;
}

std::vector<std::string> similar_metrics(std::string_view text, std::size_t limit) {
  struct Candidate {
    int distance;
    std::size_t place;  // in the catalogue: of equals, the first
    std::string_view id;
  };
  const std::string wanted = base::lower(text);
  std::vector<Candidate> candidates;
  for (const MetricInfo& metric : all_metrics()) {
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
