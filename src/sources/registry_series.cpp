// Zillow's and FRED's files: one a series.
#include <array>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/fred_series.hpp"
#include "sources/registry_parts.hpp"
#include "sources/zillow_series.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kZillowFiles = "https://files.zillowstatic.com/research/public_csvs/";
constexpr std::string_view kFredGraph = "https://fred.stlouisfed.org/graph/fredgraph.csv?id=";

// The levels Zillow publishes a series for, in a letter each; neighbourhoods have no region here.
struct ZillowFamily {
  std::string_view folder;
  std::string_view name;    // behind the level
  std::string_view levels;  // N national, M metro, S state, C county, T city, Z ZIP
};

constexpr auto kZillow = std::to_array<ZillowFamily>({
    {"zhvi", "zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_uc_sfr_tier_0.33_0.67_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_uc_condo_tier_0.33_0.67_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_uc_sfrcondo_tier_0.0_0.33_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_uc_sfrcondo_tier_0.67_1.0_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_bdrmcnt_1_uc_sfrcondo_tier_0.33_0.67_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_bdrmcnt_2_uc_sfrcondo_tier_0.33_0.67_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_bdrmcnt_3_uc_sfrcondo_tier_0.33_0.67_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_bdrmcnt_4_uc_sfrcondo_tier_0.33_0.67_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_bdrmcnt_5_uc_sfrcondo_tier_0.33_0.67_sm_sa_month", "MSCTZ"},
    {"zhvi", "zhvi_uc_sfrcondo_tier_0.33_0.67_month", "MSCTZ"},
    {"zori", "zori_uc_sfrcondomfr_sm_month", "MCTZ"},
    {"zori", "zori_uc_sfrcondomfr_sm_sa_month", "MCTZ"},
    {"zori", "zori_uc_sfr_sm_month", "MCTZ"},
    {"zori", "zori_uc_mfr_sm_month", "MCTZ"},
    {"zhvf_growth", "zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month", "MZ"},
    {"zorf_growth", "zorf_growth_uc_sfr_sm_month", "N"},
    {"invt_fs", "invt_fs_uc_sfrcondo_sm_month", "M"},
    {"invt_fs", "invt_fs_uc_sfrcondo_sm_week", "M"},
    {"mlp", "mlp_uc_sfrcondo_sm_month", "M"},
    {"mlp", "mlp_uc_sfrcondo_sm_week", "M"},
    {"new_listings", "new_listings_uc_sfrcondo_sm_month", "M"},
    {"new_listings", "new_listings_uc_sfrcondo_week", "M"},
    {"sales_count_now", "sales_count_now_uc_sfrcondo_month", "M"},
    {"mean_doz_pending", "mean_doz_pending_uc_sfrcondo_sm_month", "M"},
    {"market_temp_index", "market_temp_index_uc_sfrcondo_month", "M"},
    {"new_homeowner_income_needed",
     "new_homeowner_income_needed_downpayment_0.20_uc_sfrcondo_tier_0.33_0.67_sm_sa_month", "M"},
});

std::string_view level_name(char letter) {
  switch (letter) {
    case 'N': return "National";
    case 'M': return "Metro";
    case 'S': return "State";
    case 'C': return "County";
    case 'T': return "City";
    default: return "Zip";
  }
}

}  // namespace

void add_zillow(std::vector<RemoteFile>& files) {
  for (const ZillowFamily& family : kZillow) {
    for (const char level : family.levels) {
      const std::string name = std::string(level_name(level)) + "_" + std::string(family.name) + ".csv";
      const auto series = zillow_series(name);
      HT_ASSERT(series.has_value());
      // ZHVI's history of 20,000 places and more: 60 to 120 MB a file.
      const bool large = family.folder == "zhvi" && (level == 'T' || level == 'Z');
      files.push_back({.source = "zillow",
                       .dataset = series->dataset,
                       .name = name,
                       .url = std::string(kZillowFiles) + std::string(family.folder) + "/" + name,
                       .size = large ? SizeClass::kLarge : SizeClass::kSmall,
                       .on_request = large,
                       .cadence_days = name.ends_with("_week.csv") ? kWeekly : kMonthly});
    }
  }
}

namespace {

int cadence_of(model::Frequency frequency) {
  if (frequency == model::Frequency::kWeek) return kWeekly;
  return frequency == model::Frequency::kQuarter ? kQuarterly : kMonthly;
}

}  // namespace

void add_fred(std::vector<RemoteFile>& files) {
  for (const std::string& id : fred_series_ids()) {
    const bool tier = id.ends_with("TNSA");  // published for most of the metros, not for all
    files.push_back({.source = "fred",
                     .dataset = "fred/" + base::lower(id),
                     .name = id + ".csv",
                     .url = std::string(kFredGraph) + id,
                     .size = SizeClass::kSmall,
                     .on_request = tier,
                     .cadence_days = cadence_of(fred_series(id)->metric->frequency)});
  }
}

}  // namespace housing::sources
