// Files whose address stays the same from edition to edition.
#include <array>

#include "sources/registry_parts.hpp"

namespace housing::sources {
namespace {

struct Fixed {
  std::string_view source;
  std::string_view dataset;  // behind the source
  std::string_view base;     // of the address
  std::string_view path;     // behind it; both together end in the file's name
  int cadence_days;
  bool large = false;  // then it comes on request only
};

constexpr std::string_view kFhfa = "https://www.fhfa.gov/hpi/download/";
constexpr std::string_view kRedfin = "https://redfin-public-data.s3.us-west-2.amazonaws.com/";
constexpr std::string_view kRealtor =
    "https://econdata.s3-us-west-2.amazonaws.com/Reports/Core/RDC_Inventory_Core_Metrics_";
constexpr std::string_view kCensus = "https://www2.census.gov/programs-surveys/";

constexpr auto kFixed = std::to_array<Fixed>({
    {"fhfa", "hpi-at/metro", kFhfa, "quarterly_datasets/hpi_at_metro.csv", kQuarterly},
    {"fhfa", "hpi-master", kFhfa, "monthly/hpi_master.csv", kMonthly},
    {"fhfa", "hpi-annual/state", kFhfa, "annual/hpi_at_state.xlsx", kYearly},
    {"fhfa", "hpi-annual/county", kFhfa, "annual/hpi_at_county.xlsx", kYearly},
    {"redfin", "market/national", kRedfin, "redfin_market_tracker/us_national_market_tracker.tsv000.gz", kMonthly},
    {"redfin", "market/state", kRedfin, "redfin_market_tracker/state_market_tracker.tsv000.gz", kMonthly},
    {"redfin", "market/metro", kRedfin, "redfin_market_tracker/redfin_metro_market_tracker.tsv000.gz", kMonthly, true},
    {"redfin", "market/county", kRedfin, "redfin_market_tracker/county_market_tracker.tsv000.gz", kMonthly, true},
    {"redfin", "market/city", kRedfin, "redfin_market_tracker/city_market_tracker.tsv000.gz", kMonthly, true},
    {"redfin", "market/zip", kRedfin, "redfin_market_tracker/zip_code_market_tracker.tsv000.gz", kMonthly, true},
    {"redfin", "market/week", kRedfin, "redfin_covid19/weekly_housing_market_data_most_recent.tsv000.gz", kWeekly,
     true},
    {"realtor", "inventory/country", kRealtor, "Country.csv", kMonthly},
    {"realtor", "inventory/state", kRealtor, "State.csv", kMonthly},
    {"realtor", "inventory/metro", kRealtor, "Metro.csv", kMonthly},
    {"realtor", "inventory/county", kRealtor, "County.csv", kMonthly},
    {"realtor", "inventory/zip", kRealtor, "Zip.csv", kMonthly},
    {"realtor", "inventory-history/country", kRealtor, "Country_History.csv", kMonthly},
    {"realtor", "inventory-history/state", kRealtor, "State_History.csv", kMonthly},
    {"realtor", "inventory-history/metro", kRealtor, "Metro_History.csv", kMonthly, true},
    {"realtor", "inventory-history/county", kRealtor, "County_History.csv", kMonthly, true},
    {"realtor", "inventory-history/zip", kRealtor, "Zip_History.csv", kMonthly, true},
    {"census", "delineation", kCensus, "metro-micro/geographies/reference-files/2023/delineation-files/list1_2023.xlsx",
     kYearly},
});

}  // namespace

void add_fixed(std::vector<RemoteFile>& files) {
  for (const Fixed& file : kFixed) {
    const std::string url = std::string(file.base) + std::string(file.path);
    files.push_back({.source = std::string(file.source),
                     .dataset = std::string(file.source) + "/" + std::string(file.dataset),
                     .name = url.substr(url.rfind('/') + 1),
                     .url = url,
                     .size = file.large ? SizeClass::kLarge : SizeClass::kSmall,
                     .on_request = file.large,
                     .cadence_days = file.cadence_days});
  }
}

}  // namespace housing::sources
