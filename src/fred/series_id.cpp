#include "fred/series_id.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "sources/fred_series.hpp"

namespace housing::fred {
namespace {

using Known = std::map<std::pair<std::string_view, model::RegionId>, std::string>;

const Known& known_ids() {
  static const Known known = [] {
    Known ids;
    for (const std::string& id : sources::fred_series_ids())
      if (const auto series = sources::fred_series(id)) ids.emplace(std::pair(series->metric->id, series->region), id);
    return ids;
  }();
  return known;
}

}  // namespace

std::optional<SeriesKey> parse_series_id(std::string_view id) {
  if (id.size() > kMaxSeriesId) return std::nullopt;
  if (const auto series = sources::fred_series(id)) return SeriesKey{series->metric, series->region};
  std::string text = base::lower(id);
  std::ranges::replace(text, '~', '@');
  const std::size_t point = text.rfind('.');
  if (point == std::string::npos) return std::nullopt;
  const auto region = model::RegionId::parse(std::string_view(text).substr(point + 1));
  const model::MetricInfo* metric = model::find_metric(std::string_view(text).substr(0, point));
  if (!region || metric == nullptr) return std::nullopt;
  return SeriesKey{metric, *region};
}

std::string series_id(const model::MetricInfo& metric, const model::RegionId& region) {
  const Known& known = known_ids();
  if (const auto found = known.find({metric.id, region}); found != known.end()) return found->second;
  std::string id = std::string(metric.id) + "." + std::string(region.text());
  for (char& c : id) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '@') c = '~';
  }
  return id;
}

}  // namespace housing::fred
