#include "api/series_table.hpp"

#include <algorithm>
#include <set>

#include "api/series_text.hpp"

namespace housing::api {
namespace {

// The unit that all series share; nothing else can be a column's format.
std::optional<model::Unit> common_unit(const app::SeriesAnswer& answer) {
  std::set<model::Unit> units;
  for (const app::Series& series : answer.series) units.insert(series.unit);
  return units.size() == 1 ? std::optional(*units.begin()) : std::nullopt;
}

}  // namespace

Table series_table(const app::World& world, const app::SeriesAnswer& answer) {
  Table table{.name = "series", .title = "Series", .columns = {}, .rows = {}, .origins = {}, .notes = answer.notes};
  int decimals = 0;
  std::size_t values = 0;
  for (const app::Series& series : answer.series) {
    decimals = std::max(decimals, series.decimals);
    values += series.values.size();
  }
  const auto unit = common_unit(answer);
  table.columns = {{.name = "region"}, {.name = "region_name"}, {.name = "metric"},
                   {.name = "period"}, {.name = "period_end"},  {.name = "value", .unit = unit, .decimals = decimals},
                   {.name = "unit"},   {.name = "transform"}};
  table.rows.reserve(values);
  for (const app::Series& series : answer.series) {
    const std::string name = world.label(series.region);
    std::size_t part = 0;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      while (part + 1 < series.parts.size() && series.parts[part + 1].first <= i) ++part;
      if (i == series.parts[part].first)
        table.origins.push_back({series.metric, series.parts[part].shard, formula_of(series)});
      const model::Period period{series.frequency, series.ordinals[i]};
      table.rows.push_back(
          {.cells = {std::string(series.region.text()), name, std::string(series.metric->id), period.to_string(),
                     xlsx::Day{period.end().days}, number_cell(series.values[i], series.decimals),
                     std::string(series.unit_text()), std::string(to_string(series.transform))},
           .origin = table.origins.size() - 1});
    }
  }
  if (answer.deflator)
    table.origins.push_back(
        {&answer.deflator->metric(), answer.deflator->shard(), "the prices the values are told in"});
  return table;
}

}  // namespace housing::api
