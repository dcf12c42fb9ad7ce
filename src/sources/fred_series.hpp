// The FRED series the program knows: what each measures, and where. Ids: fred.stlouisfed.org/series/<id>.
// Thread-safety: functions over constants.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.hpp"
#include "model/region.hpp"

namespace housing::sources {

struct FredSeries {
  model::RegionId region;
  std::string_view place_name;  // as FRED's titles have it
  const model::MetricInfo* metric = nullptr;
};

// `id` in any case.
std::optional<FredSeries> fred_series(std::string_view id);

// All ids: the nation's, then each metro's.
std::vector<std::string> fred_series_ids();

// All ids in a sentence, for messages.
std::string known_fred_series();

}  // namespace housing::sources
