#include "sources/fred_series.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace housing::sources {
namespace {

struct National {
  std::string_view id;
  std::string_view metric;
};

constexpr auto kNational = std::to_array<National>({
    {"MORTGAGE30US", "mortgage_rate"},
    {"MORTGAGE15US", "mortgage_rate.15-year@fred"},
    {"CPIAUCSL", "cpi"},
    {"UNRATE", "unemployment_rate@fred"},
    {"PERMIT", "permits_units.saar@fred"},
    {"HOUST", "housing_starts"},
    {"CPIAUCNS", "cpi.nsa@fred"},
    {"PERMIT1", "permits_units.single-saar@fred"},
    {"HOUST1F", "housing_starts.single@fred"},
    {"COMPUTSA", "housing_completions"},
    {"MSACSR", "months_of_supply.new-homes@fred"},
    {"MSPUS", "sale_price.new-homes@fred"},
    {"RHORUSQ156N", "homeownership_rate@fred"},
    {"FIXHAI", "affordability_index"},
    {"USREC", "recession"},
    {"CSUSHPINSA", "hpi@case-shiller"},
    {"CSUSHPISA", "hpi.sa@case-shiller"},
});

// Case-Shiller's twenty metros. Their counties are the index's own choice; the CBSA of the same city stands for them.
struct CaseShillerMetro {
  std::string_view prefix;  // of the series id: SFXR + NSA, SFXR + HT + NSA
  std::string_view region;
  std::string_view name;
};

constexpr auto kMetros = std::to_array<CaseShillerMetro>({
    {"ATXR", "metro-12060", "Atlanta, Georgia"},
    {"BOXR", "metro-14460", "Boston, Massachusetts"},
    {"CEXR", "metro-17410", "Cleveland, Ohio"},
    {"CHXR", "metro-16980", "Chicago, Illinois"},
    {"CRXR", "metro-16740", "Charlotte, North Carolina"},
    {"DAXR", "metro-19100", "Dallas, Texas"},
    {"DEXR", "metro-19820", "Detroit, Michigan"},
    {"DNXR", "metro-19740", "Denver, Colorado"},
    {"LVXR", "metro-29820", "Las Vegas, Nevada"},
    {"LXXR", "metro-31080", "Los Angeles, California"},
    {"MIXR", "metro-33100", "Miami, Florida"},
    {"MNXR", "metro-33460", "Minneapolis, Minnesota"},
    {"NYXR", "metro-35620", "New York, New York"},
    {"PHXR", "metro-38060", "Phoenix, Arizona"},
    {"POXR", "metro-38900", "Portland, Oregon"},
    {"SDXR", "metro-41740", "San Diego, California"},
    {"SEXR", "metro-42660", "Seattle, Washington"},
    {"SFXR", "metro-41860", "San Francisco, California"},
    {"TPXR", "metro-45300", "Tampa, Florida"},
    {"WDXR", "metro-47900", "Washington, D.C."},
});

// What may follow a metro's prefix. Tiers are published seasonally adjusted too; the catalogue has no metric for those.
constexpr auto kEndings = std::to_array<National>({
    {"NSA", "hpi@case-shiller"},
    {"SA", "hpi.sa@case-shiller"},
    {"LTNSA", "hpi.low-tier@case-shiller"},
    {"MTNSA", "hpi.middle-tier@case-shiller"},
    {"HTNSA", "hpi.high-tier@case-shiller"},
});

FredSeries made_of(std::string_view region, std::string_view name, std::string_view metric) {
  const auto id = model::RegionId::parse(region);
  const model::MetricInfo* const info = model::find_metric(metric);
  HT_ASSERT(id.has_value() && info != nullptr);
  return {*id, name, info};
}

}  // namespace

std::optional<FredSeries> fred_series(std::string_view id) {
  for (const National& national : kNational)
    if (base::equal_ignoring_case(id, national.id)) return made_of("us", "United States", national.metric);
  for (const CaseShillerMetro& metro : kMetros) {
    if (!base::equal_ignoring_case(id.substr(0, metro.prefix.size()), metro.prefix)) continue;
    for (const National& ending : kEndings)
      if (base::equal_ignoring_case(id.substr(metro.prefix.size()), ending.id))
        return made_of(metro.region, metro.name, ending.metric);
  }
  return std::nullopt;
}

std::vector<std::string> fred_series_ids() {
  std::vector<std::string> ids;
  for (const National& national : kNational) ids.emplace_back(national.id);
  for (const CaseShillerMetro& metro : kMetros)
    for (const National& ending : kEndings) ids.push_back(std::string(metro.prefix) + std::string(ending.id));
  return ids;
}

std::string known_fred_series() {
  std::vector<std::string> nationals;
  for (const National& national : kNational) nationals.emplace_back(national.id);
  std::vector<std::string> prefixes;
  for (const CaseShillerMetro& metro : kMetros) prefixes.emplace_back(metro.prefix);
  std::vector<std::string> endings;
  for (const National& ending : kEndings) endings.emplace_back(ending.id);
  return base::join(nationals, ", ") + "; and Case-Shiller's metros: " + base::join(prefixes, ", ") +
         ", each followed by " + base::join(endings, ", ");
}

}  // namespace housing::sources
