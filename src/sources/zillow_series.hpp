// Which series a Zillow file holds. Zillow's files do not say it inside: the publisher's file name does,
// <Level>_<series>_<month|week>.csv, for instance Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv; files of
// before mid-2021 were called Metro_Zhvi_AllHomes.csv and the like. Their methods were others: they are metrics of
// their own. What was put before or behind that name ("2026-01 Metro_…_month (1).csv.gz", "…_month_latest.csv") is
// tolerated. Thread-safety: functions over constants.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/catalogue.hpp"
#include "sources/zillow_header.hpp"

namespace housing::sources {

struct ZillowSeries {
  std::string_view level;  // "metro", as the file name has it, lower case
  std::string dataset;     // "zillow/zhvi-condo/zip", "zillow/invt_fs/metro-week"
  const model::MetricInfo* metric = nullptr;
  ZillowDates dates = ZillowDates::kDays;  // how the file writes its dates
};

// Errors: kInvalidInput listing the names known, when `file_name` is of no series.
base::Result<ZillowSeries> zillow_series(std::string_view file_name);

// Whether a row of this RegionType (lower case) shows that the file is not of this level, whatever its name says. The
// nation may be anywhere; an unknown type shows nothing.
bool zillow_level_contradicts(std::string_view level, std::string_view region_type);

// The RegionType (lower case) of a level's rows: "msa" of "metro".
std::string_view zillow_region_type(std::string_view level);

}  // namespace housing::sources
