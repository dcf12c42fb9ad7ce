#include "sources/registry.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/assert.hpp"
#include "base/text.hpp"
#include "sources/fred_series.hpp"
#include "sources/zillow_series.hpp"

namespace housing::sources {
namespace {

constexpr std::string_view kZillowFiles = "https://files.zillowstatic.com/research/public_csvs/";
constexpr std::string_view kFhfaMetro = "https://www.fhfa.gov/hpi/download/quarterly_datasets/hpi_at_metro.csv";
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
                       .on_request = large});
    }
  }
}

void add_fred(std::vector<RemoteFile>& files) {
  for (const std::string& id : fred_series_ids()) {
    const bool tier = id.ends_with("TNSA");  // published for most of the metros, not for all
    files.push_back({.source = "fred",
                     .dataset = "fred/" + base::lower(id),
                     .name = id + ".csv",
                     .url = std::string(kFredGraph) + id,
                     .size = SizeClass::kSmall,
                     .on_request = tier});
  }
}

// "zillow/zhvi" is the beginning of "zillow/zhvi/zip", and not of "zillow/zhvi-sfr/zip".
bool begins(std::string_view dataset, std::string_view wanted) {
  return dataset.starts_with(wanted) && (dataset.size() == wanted.size() || dataset[wanted.size()] == '/');
}

}  // namespace

std::vector<RemoteFile> remote_files() {
  std::vector<RemoteFile> files;
  files.push_back({.source = "fhfa",
                   .dataset = "fhfa/hpi-at/metro",
                   .name = "hpi_at_metro.csv",
                   .url = std::string(kFhfaMetro),
                   .size = SizeClass::kSmall,
                   .on_request = false});
  add_fred(files);
  add_zillow(files);
  return files;
}

std::vector<std::string> downloadable_sources() {
  std::set<std::string> names;
  for (const RemoteFile& file : remote_files()) names.insert(file.source);
  return {names.begin(), names.end()};
}

base::Result<Selection> select_files(std::span<const std::string> wanted) {
  const std::vector<RemoteFile> all = remote_files();
  const auto wants = [](const std::string& text, const RemoteFile& file) {
    return text == file.source ? !file.on_request : begins(file.dataset, text);
  };
  for (const std::string& text : wanted) {
    if (std::ranges::any_of(all, [&](const RemoteFile& file) { return wants(text, file); })) continue;
    return base::fail(base::ErrorCode::kInvalidInput,
                      "'" + text + "' is no source or dataset that can be downloaded. Sources are " +
                          base::join(downloadable_sources(), ", ") + "; a dataset is named like zillow/zhvi/zip");
  }
  Selection selection;
  for (const RemoteFile& file : all) {
    if (std::ranges::any_of(wanted, [&](const std::string& text) { return wants(text, file); }))
      selection.files.push_back(file);
    else if (std::ranges::find(wanted, file.source) != wanted.end())
      selection.left_out.push_back(file);
  }
  return selection;
}

}  // namespace housing::sources
