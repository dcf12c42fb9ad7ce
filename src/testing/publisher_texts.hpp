// Small files as publishers write them, for tests that import a few numbers.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace housing::testing {

struct PublisherFile {
  std::string name;  // tells Zillow's series
  std::string text;
};

inline constexpr std::string_view kMetroHomeValue = "Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv";
inline constexpr std::string_view kMetroRent = "Metro_zori_uc_sfrcondomfr_sm_month.csv";
inline constexpr std::string_view kMetroInventoryWeek = "Metro_invt_fs_uc_sfrcondo_sm_week.csv";
inline constexpr std::string_view kMetroForecast = "Metro_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv";
inline constexpr std::string_view kZipHomeValue = "Zip_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv";

struct ZillowRow {
  std::string region_id;  // Zillow's
  std::string name;       // "Boston, MA"
  std::string type;       // "msa", "country", "zip"
  std::vector<std::string> values;
};

// Rows Zillow has, to be filled: the nation (us) and five metros, the first of which is metro-41860.
ZillowRow united_states(std::vector<std::string> values);
ZillowRow san_francisco(std::vector<std::string> values);  // metro-41860
ZillowRow boston(std::vector<std::string> values);         // metro-14460
ZillowRow chicago(std::vector<std::string> values);        // metro-16980
ZillowRow denver(std::vector<std::string> values);         // metro-19740
ZillowRow seattle(std::vector<std::string> values);        // metro-42660

PublisherFile zillow_file(std::string_view name, const std::vector<std::string>& dates,
                          const std::vector<ZillowRow>& rows);
// With the column BaseDate that forecasts have: the release's own stamp.
PublisherFile zillow_forecast_file(std::string_view base_date, const std::vector<std::string>& dates,
                                   const std::vector<ZillowRow>& rows);
PublisherFile fred_file(std::string_view series, const std::vector<std::pair<std::string, std::string>>& observations);
// Lines like `"Abilene, TX",10180,1990,1,60.12,"(1.0)"`.
PublisherFile fhfa_metro_file(const std::vector<std::string>& lines);

// The last day of each month from the first of `year` on, as Zillow heads its columns.
std::vector<std::string> month_ends(int year, int count);

}  // namespace housing::testing
