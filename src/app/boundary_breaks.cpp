#include "app/boundary_breaks.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace housing::app {
namespace {

using model::RegionId;
using model::RegionType;
using places::Place;

std::string named(const Place& place) { return place.label() + " (" + std::string(place.id().text()) + ")"; }

// "a, b and c"
std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i)
    text += (i == 0 ? "" : i + 1 < names.size() ? ", " : " and ") + names[i];
  return text;
}

std::string joined(const std::vector<Place>& places) {
  std::vector<std::string> names;
  for (const Place& place : places) names.push_back(named(place));
  return joined(names);
}

// First and last period with a value.
std::optional<std::pair<model::Period, model::Period>> valued(const World& world, const model::MetricInfo& metric,
                                                              const RegionId& region) {
  const series::Block* block = world.block(metric);
  const auto row = block != nullptr ? block->find_row(region) : std::nullopt;
  if (!row) return std::nullopt;
  const series::Cells cells = block->row(*row);
  std::size_t first = 0;
  std::size_t end = cells.size();
  while (first < end && cells[first] == model::kWideGap) ++first;
  while (end > first && cells[end - 1] == model::kWideGap) --end;
  if (first == end) return std::nullopt;
  const auto period = [&](std::size_t column) { return model::Period{block->frequency(), block->ordinals()[column]}; };
  return std::pair(period(first), period(end - 1));
}

std::optional<std::string> county_note(const World& world, const Place& county, const model::MetricInfo& metric) {
  const auto own = valued(world, metric, county.id());
  std::vector<std::string> others;
  int year = 0;
  for (const Place link : county.links()) {
    const auto its = valued(world, metric, link.id());
    if (!its) continue;
    const bool reaches_on = !own || (county.is_former() ? its->second > own->second : its->first < own->first);
    if (!reaches_on) continue;
    year = std::max(year, (county.is_former() ? county : link).vintage() + 1);
    others.push_back(named(link) + " " + its->first.to_string() + " to " + its->second.to_string());
  }
  if (others.empty()) return std::nullopt;
  const std::string id(metric.id);
  const std::string end =
      own ? (county.is_former() ? "ends " + own->second.to_string() : "begins " + own->first.to_string())
          : std::string("has no value");
  return id + " of " + named(county) + " " + end + ": boundaries changed in " + std::to_string(year) +
         ". It is published for " + joined(others) +
         (county.is_former() ? ", which took over its land." : ", whose land it took over.") +
         " Their areas differ; nothing is converted.";
}

std::optional<std::string> zip_note(const World& world, const RegionId& zip, const model::MetricInfo& metric) {
  if (valued(world, metric, zip)) return std::nullopt;
  const RegionId area = RegionId::unresolved("census", "zcta-" + std::string(zip.code()));
  if (!valued(world, metric, area)) return std::nullopt;
  return std::string(metric.id) + " is published for the Census Bureau's tabulation area " + std::string(zip.code()) +
         " (" + std::string(area.text()) + "), which is drawn around blocks and is not the ZIP code.";
}

}  // namespace

std::vector<BoundaryBreak> boundary_breaks(const World& world, const RegionId& region) {
  const auto place = world.gazetteer().find(region);
  if (!place || place->type() != RegionType::kCounty) return {};
  std::map<int, std::vector<Place>> by_year;
  for (const Place link : place->links()) by_year[(place->is_former() ? *place : link).vintage() + 1].push_back(link);
  std::vector<BoundaryBreak> breaks;
  for (const auto& [year, links] : by_year) {
    const std::string last = std::to_string(year - 1);
    breaks.push_back({year, place->is_former()
                                ? place->label() + " ended with " + last + "; its land went to " + joined(links) +
                                      ". Some publishers go on counting by it."
                                : place->label() + " took over land of " + joined(links) + ", which ended with " +
                                      last + ". What was counted before lies under the former ids."});
  }
  return breaks;
}

std::optional<std::string> boundary_note(const World& world, const RegionId& region, const model::MetricInfo& metric) {
  if (region.type() == RegionType::kZip) return zip_note(world, region, metric);
  const auto place = world.gazetteer().find(region);
  if (!place || place->type() != RegionType::kCounty || place->links().empty()) return std::nullopt;
  return county_note(world, *place, metric);
}

}  // namespace housing::app
