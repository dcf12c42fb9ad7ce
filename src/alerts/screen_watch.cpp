#include "alerts/screen_watch.hpp"

#include <algorithm>

#include "app/catalogue_view.hpp"

namespace housing::alerts {
namespace {

using analyses::Axis;
using analyses::Screen;
using analyses::ScreenColumn;
using model::RegionId;

bool holds(const std::vector<RegionId>& sorted, const RegionId& region) {
  return std::ranges::binary_search(sorted, region);
}

// Those that meet the condition, and of those remembered the ones it says nothing of.
std::vector<RegionId> remembered(const Screen& screen, const std::vector<RegionId>& before) {
  const Axis& axis = *screen.level.axis;
  std::vector<RegionId> places;
  places.reserve(screen.all.size());
  for (const std::uint32_t place : screen.all) places.push_back(axis.regions[place]);
  for (const RegionId& region : before) {
    const auto place = axis.find(region);
    if (!place || std::ranges::binary_search(screen.untold, static_cast<std::uint32_t>(*place)))
      places.push_back(region);
  }
  std::ranges::sort(places);
  return places;
}

model::Date day_of(const Screen& screen) {
  model::Date day;
  for (const ScreenColumn& column : screen.columns) day = std::max(day, column.column->key.period().end());
  return day;
}

bool is_cooling(const std::vector<ToldOn>& told, const RegionId& region) {
  return std::ranges::any_of(told, [&](const ToldOn& day) { return holds(day.places, region); });
}

// The places are in order of the axis, which is that of their ids.
void remember_told(std::vector<ToldOn>& told, model::Date day, const Axis& axis,
                   const std::vector<std::uint32_t>& fresh) {
  if (fresh.empty()) return;
  if (told.empty() || told.back().day != day) told.push_back({.day = day, .places = {}});
  for (const std::uint32_t place : fresh) told.back().places.push_back(axis.regions[place]);
  std::ranges::sort(told.back().places);
}

std::vector<NewPlace> first_of(const Screen& screen, std::vector<std::uint32_t> fresh) {
  const auto cells = screen.columns.front().column->cells();
  // A gap is the least of all cells, and so comes last.
  std::ranges::stable_sort(fresh, std::ranges::greater{}, [&](std::uint32_t place) { return cells[place]; });
  fresh.resize(std::min(fresh.size(), kPlacesOfAScreen));
  std::vector<NewPlace> places;
  for (const std::uint32_t place : fresh) {
    NewPlace& one = places.emplace_back(NewPlace{.region = screen.level.axis->regions[place], .values = {}});
    for (const ScreenColumn& column : screen.columns) one.values.push_back(column.column->cells()[place]);
  }
  return places;
}

std::vector<MeasureThen> measures_then(const analyses::Columns& columns, const Screen& screen) {
  std::vector<MeasureThen> measures;
  for (const ScreenColumn& each : screen.columns) {
    const analyses::Column& column = *each.column;
    const auto releases = columns.releases(*each.measure.metric, column.key.type, column.key.ordinal);
    measures.push_back({.measure = each.measure,
                        .unit = column.unit,
                        .decimals = column.decimals,
                        .period = column.key.period(),
                        .source = &app::source_of(columns.world(), *each.measure.metric),
                        .release = releases.empty() ? std::nullopt : std::optional(releases.front()->release.date)});
  }
  return measures;
}

}  // namespace

app::Answered<ScreenNews> ScreenWatch::look(const ScreenRule& rule, std::optional<ScreenState>& state) {
  analyses::ScreenQuestion question;
  question.level.type = to_string(rule.type);
  if (rule.within) question.level.within = rule.within->text();
  question.where = rule.where;
  question.limit = "0";
  question.ids = true;
  const auto screen = analyses::answer_screen(columns_, question);
  if (!screen) return std::unexpected(screen.error());

  const Axis& axis = *screen->level.axis;
  const ScreenState before = state.value_or(ScreenState());
  const model::Date day = day_of(*screen);
  ScreenState now{.places = remembered(*screen, before.places), .told = before.told};
  std::erase_if(now.told, [&](const ToldOn& told) { return day.days - told.day.days >= rule.cooldown_days; });
  std::vector<std::uint32_t> fresh;
  if (state)
    for (const std::uint32_t place : screen->all)
      if (!holds(before.places, axis.regions[place]) && !is_cooling(now.told, axis.regions[place]))
        fresh.push_back(place);
  if (rule.cooldown_days > 0) remember_told(now.told, day, axis, fresh);

  ScreenNews news{
      .measures = measures_then(columns_, *screen), .places = {}, .fresh = fresh.size(), .matched = now.places.size()};
  news.places = first_of(*screen, std::move(fresh));
  state = std::move(now);
  return news;
}

}  // namespace housing::alerts
