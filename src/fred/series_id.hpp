// Series ids: what a client of FRED's API calls one of our series.
//
// HOME_VALUE.METRO-41860 is metric home_value of region metro-41860: metric, full stop, region, in capitals, and a '~'
// for the metric's '@' (HPI.PURCHASE~FHFA.US), so that an id has letters, digits and - . _ ~ alone, which no client has
// to escape. A series of FRED's own answers to FRED's id (MORTGAGE30US) as well, and is listed under that.
// Any case is taken, and '@' for '~'. Thread-safety: functions over constants.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/catalogue.hpp"
#include "model/region.hpp"

namespace housing::fred {

inline constexpr std::size_t kMaxSeriesId = 120;  // bytes

struct SeriesKey {
  const model::MetricInfo* metric = nullptr;
  model::RegionId region;
};

// nullopt: no id, or of no metric there is. Whether there is such a series is another question.
std::optional<SeriesKey> parse_series_id(std::string_view id);

// FRED's own where it has one.
std::string series_id(const model::MetricInfo& metric, const model::RegionId& region);

}  // namespace housing::fred
