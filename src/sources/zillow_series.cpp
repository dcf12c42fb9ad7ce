#include "sources/zillow_series.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/assert.hpp"
#include "base/text.hpp"

namespace housing::sources {
namespace {

struct Level {
  std::string_view name;
  std::string_view region_type;
};

constexpr auto kLevels = std::to_array<Level>({{"national", "country"},
                                               {"metro", "msa"},
                                               {"state", "state"},
                                               {"county", "county"},
                                               {"city", "city"},
                                               {"zip", "zip"},
                                               {"neighborhood", "neighborhood"}});

struct Pattern {
  std::string_view name;    // between the level and the ending
  std::string_view series;  // in the dataset's name
  std::string_view metric;
};

constexpr std::string_view kMonthly = "_month";
constexpr std::string_view kWeekly = "_week";

constexpr auto kMonthlyPatterns = std::to_array<Pattern>({
    {"zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa", "zhvi", "home_value"},
    {"zhvi_uc_sfr_tier_0.33_0.67_sm_sa", "zhvi-sfr", "home_value.sfr@zillow"},
    {"zhvi_uc_condo_tier_0.33_0.67_sm_sa", "zhvi-condo", "home_value.condo@zillow"},
    {"zhvi_uc_sfrcondo_tier_0.0_0.33_sm_sa", "zhvi-bottom-tier", "home_value.bottom-tier@zillow"},
    {"zhvi_uc_sfrcondo_tier_0.67_1.0_sm_sa", "zhvi-top-tier", "home_value.top-tier@zillow"},
    {"zhvi_bdrmcnt_1_uc_sfrcondo_tier_0.33_0.67_sm_sa", "zhvi-1br", "home_value.1br@zillow"},
    {"zhvi_bdrmcnt_2_uc_sfrcondo_tier_0.33_0.67_sm_sa", "zhvi-2br", "home_value.2br@zillow"},
    {"zhvi_bdrmcnt_3_uc_sfrcondo_tier_0.33_0.67_sm_sa", "zhvi-3br", "home_value.3br@zillow"},
    {"zhvi_bdrmcnt_4_uc_sfrcondo_tier_0.33_0.67_sm_sa", "zhvi-4br", "home_value.4br@zillow"},
    {"zhvi_bdrmcnt_5_uc_sfrcondo_tier_0.33_0.67_sm_sa", "zhvi-5br", "home_value.5br@zillow"},
    {"zhvi_uc_sfrcondo_tier_0.33_0.67", "zhvi-raw", "home_value.raw@zillow"},
    {"zori_uc_sfrcondomfr_sm", "zori", "rent"},
    {"zori_uc_sfrcondomfr_sm_sa", "zori-sa", "rent.sa@zillow"},
    {"zori_uc_sfr_sm", "zori-sfr", "rent.sfr@zillow"},
    {"zori_uc_mfr_sm", "zori-mfr", "rent.mfr@zillow"},
    {"invt_fs_uc_sfrcondo_sm", "invt_fs", "inventory@zillow"},
    {"mlp_uc_sfrcondo_sm", "mlp", "list_price@zillow"},
    {"new_listings_uc_sfrcondo_sm", "new_listings", "new_listings@zillow"},
    {"sales_count_now_uc_sfrcondo", "sales_count_now", "homes_sold@zillow"},
    {"mean_doz_pending_uc_sfrcondo_sm", "mean_doz_pending", "days_to_pending"},
    {"market_temp_index_uc_sfrcondo", "market_temp_index", "market_heat"},
    {"new_homeowner_income_needed_downpayment_0.20_uc_sfrcondo_tier_0.33_0.67_sm_sa", "new_homeowner_income_needed",
     "income_needed"},
    {"zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa", "zhvf", "home_value_growth_forecast"},
    {"zorf_growth_uc_sfr_sm", "zorf", "rent_growth_forecast"},
});

constexpr auto kWeeklyPatterns = std::to_array<Pattern>({
    {"invt_fs_uc_sfrcondo_sm", "invt_fs", "inventory.week@zillow"},
    {"mlp_uc_sfrcondo_sm", "mlp", "list_price.week@zillow"},
    {"new_listings_uc_sfrcondo", "new_listings", "new_listings.week@zillow"},
});

// Lower case; nothing follows the series in the name.
constexpr auto kOlderPatterns = std::to_array<Pattern>({
    {"zhvi_allhomes", "zhvi-allhomes", "home_value.allhomes2018@zillow"},
    {"zri_allhomes", "zri-allhomes", "rent.zri2018@zillow"},
    {"zori_allhomesplusmultifamily_ssa", "zori-2021", "rent.zori2021@zillow"},
});

bool part_of_a_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// `name` in `text`, with no letter or digit before it or behind it.
bool holds_name(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !part_of_a_word(text[at - 1])) && (end == text.size() || !part_of_a_word(text[end]))) return true;
  }
  return false;
}

const Pattern* find_pattern(std::string_view file_name, std::string_view level, std::span<const Pattern> patterns,
                            std::string_view ending) {
  const auto found = std::ranges::find_if(patterns, [&](const Pattern& pattern) {
    return holds_name(file_name, std::string(level) + "_" + std::string(pattern.name) + std::string(ending));
  });
  return found == patterns.end() ? nullptr : &*found;
}

std::string known_names() {
  std::vector<std::string> names;
  for (const Pattern& pattern : kMonthlyPatterns) names.push_back(std::string(pattern.name) + std::string(kMonthly));
  for (const Pattern& pattern : kWeeklyPatterns) names.push_back(std::string(pattern.name) + std::string(kWeekly));
  for (const Pattern& pattern : kOlderPatterns) names.emplace_back(pattern.name);
  return base::join(names, ", ");
}

}  // namespace

base::Result<ZillowSeries> zillow_series(std::string_view file_name) {
  const std::string name = base::lower(file_name.substr(file_name.find_last_of("/\\") + 1));
  for (const Level& level : kLevels) {
    const Pattern* const month = find_pattern(name, level.name, kMonthlyPatterns, kMonthly);
    const Pattern* const week = month != nullptr ? nullptr : find_pattern(name, level.name, kWeeklyPatterns, kWeekly);
    const Pattern* const older = find_pattern(name, level.name, kOlderPatterns, "");
    const Pattern* const pattern = month != nullptr ? month : week != nullptr ? week : older;
    if (pattern == nullptr) continue;
    const model::MetricInfo* const metric = model::find_metric(pattern->metric);
    HT_ASSERT(metric != nullptr);
    return ZillowSeries{
        level.name,
        "zillow/" + std::string(pattern->series) + "/" + std::string(level.name) + (week != nullptr ? "-week" : ""),
        metric, pattern == older ? ZillowDates::kMonths : ZillowDates::kDays};
  }
  return base::fail(base::ErrorCode::kInvalidInput,
                    "Zillow's files do not name their series inside, and the file name '" + std::string(file_name) +
                        "' names none that is known. Rename the file to what Zillow calls it: "
                        "<National|Metro|State|County|City|Zip|Neighborhood>_<series>.csv, where <series> is one of " +
                        known_names());
}

std::string_view zillow_region_type(std::string_view level) {
  const auto found = std::ranges::find(kLevels, level, &Level::name);
  HT_ASSERT(found != kLevels.end());
  return found->region_type;
}

bool zillow_level_contradicts(std::string_view level, std::string_view region_type) {
  const auto type_of = std::ranges::find(kLevels, region_type, &Level::region_type);
  return type_of != kLevels.end() && region_type != "country" && type_of->name != level;
}

}  // namespace housing::sources
