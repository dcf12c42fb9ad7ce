#include "sources/zillow_series.hpp"

#include <gtest/gtest.h>

namespace housing::sources {
namespace {

struct Named {
  const char* file;
  const char* dataset;
  const char* metric;
};

class ZillowNames : public testing::TestWithParam<Named> {};

TEST_P(ZillowNames, TellTheSeries) {
  const auto series = zillow_series(GetParam().file);
  ASSERT_TRUE(series.has_value()) << series.error().message;
  EXPECT_EQ(series->dataset, GetParam().dataset);
  EXPECT_EQ(series->metric->id, GetParam().metric);
}

INSTANTIATE_TEST_SUITE_P(
    Files, ZillowNames,
    testing::Values(
        Named{"Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", "zillow/zhvi/metro", "home_value"},
        Named{"Zip_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz", "zillow/zhvi/zip", "home_value"},
        Named{"State_zhvi_uc_sfr_tier_0.33_0.67_sm_sa_month.csv", "zillow/zhvi-sfr/state", "home_value.sfr@zillow"},
        Named{"Zip_zhvi_uc_condo_tier_0.33_0.67_sm_sa_month.csv", "zillow/zhvi-condo/zip", "home_value.condo@zillow"},
        Named{"County_zhvi_uc_sfrcondo_tier_0.0_0.33_sm_sa_month.csv", "zillow/zhvi-bottom-tier/county",
              "home_value.bottom-tier@zillow"},
        Named{"City_zhvi_uc_sfrcondo_tier_0.67_1.0_sm_sa_month.csv", "zillow/zhvi-top-tier/city",
              "home_value.top-tier@zillow"},
        Named{"Metro_zhvi_bdrmcnt_3_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", "zillow/zhvi-3br/metro",
              "home_value.3br@zillow"},
        Named{"Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_month.csv", "zillow/zhvi-raw/metro", "home_value.raw@zillow"},
        Named{"County_zori_uc_sfrcondomfr_sm_month.csv", "zillow/zori/county", "rent"},
        Named{"Metro_zori_uc_sfrcondomfr_sm_sa_month.csv", "zillow/zori-sa/metro", "rent.sa@zillow"},
        Named{"Metro_zori_uc_mfr_sm_month.csv", "zillow/zori-mfr/metro", "rent.mfr@zillow"},
        Named{"Metro_invt_fs_uc_sfrcondo_sm_month.csv", "zillow/invt_fs/metro", "inventory@zillow"},
        Named{"Metro_invt_fs_uc_sfrcondo_sm_week.csv", "zillow/invt_fs/metro-week", "inventory.week@zillow"},
        Named{"Metro_mlp_uc_sfrcondo_sm_week.csv", "zillow/mlp/metro-week", "list_price.week@zillow"},
        Named{"Metro_new_listings_uc_sfrcondo_week.csv", "zillow/new_listings/metro-week", "new_listings.week@zillow"},
        Named{"Metro_sales_count_now_uc_sfrcondo_month.csv", "zillow/sales_count_now/metro", "homes_sold@zillow"},
        Named{"Metro_zhvf_growth_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv", "zillow/zhvf/metro",
              "home_value_growth_forecast"},
        Named{"National_zorf_growth_uc_sfr_sm_month.csv", "zillow/zorf/national", "rent_growth_forecast"},
        // What people and browsers make of it.
        Named{"Metro_zori_uc_sfrcondomfr_sm_month (1).csv", "zillow/zori/metro", "rent"},
        Named{"Metro_zori_uc_sfrcondomfr_sm_month_latest.csv.gz", "zillow/zori/metro", "rent"},
        Named{"2026-01-16_metro_ZORI_uc_sfrcondomfr_sm_month.csv", "zillow/zori/metro", "rent"},
        Named{"/data/new.files/Metro_zori_uc_sfrcondomfr_sm_month.csv", "zillow/zori/metro", "rent"},
        Named{"C:\\Zip_files\\Metro_zori_uc_sfrcondomfr_sm_month.csv", "zillow/zori/metro", "rent"}),
    [](const auto& named) { return "File" + std::to_string(named.index); });

TEST(ZillowSeries, OtherNamesAreRefusedWithWhatToDo) {
  for (const char* file :
       {"data.csv", "", "zhvi.csv", "Metro_zhvi_month.csv",
        "Metro_zori_uc_sfrcondomfr_sm_monthly.csv",   // more of a word behind it
        "Submetro_zori_uc_sfrcondomfr_sm_month.csv",  // and before it
        "Metro_zori_uc_sfrcondomfr_sm_week.csv",      // there is no weekly one
        "Metro_new_listings_uc_sfrcondo_month.csv",   // not the smoothed one
        "Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_month.csv", "Planet_zori_uc_sfrcondomfr_sm_month.csv",
        "Metro_zori_uc_sfrcondomfr_sm_month.d/data.csv"}) {
    const auto series = zillow_series(file);
    ASSERT_FALSE(series.has_value()) << file;
    EXPECT_EQ(series.error().code, base::ErrorCode::kInvalidInput);
    EXPECT_TRUE(
        series.error().message.starts_with("Zillow's files do not name their series inside, and the file name '" +
                                           std::string(file) + "' names none that is known. Rename the file"));
    EXPECT_NE(series.error().message.find("zhvi_uc_condo_tier_0.33_0.67_sm_sa_month"), std::string::npos);
    EXPECT_NE(series.error().message.find("new_listings_uc_sfrcondo_week"), std::string::npos);
  }
}

TEST(ZillowSeries, LevelsAndTypes) {
  EXPECT_FALSE(zillow_level_contradicts("metro", "msa"));
  EXPECT_FALSE(zillow_level_contradicts("metro", "country"));
  EXPECT_FALSE(zillow_level_contradicts("zip", "country"));
  EXPECT_FALSE(zillow_level_contradicts("zip", "galaxy"));
  EXPECT_TRUE(zillow_level_contradicts("metro", "zip"));
  EXPECT_TRUE(zillow_level_contradicts("national", "msa"));
}

}  // namespace
}  // namespace housing::sources
