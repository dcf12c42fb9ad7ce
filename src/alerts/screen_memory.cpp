#include "alerts/screen_memory.hpp"

#include "base/text.hpp"

namespace housing::alerts {
namespace {

using model::RegionId;
using model::RegionType;

std::string as_codes(const std::vector<RegionId>& places) {
  std::string text;
  for (const RegionId& place : places) {
    if (!text.empty()) text += ',';
    text += place.type() == RegionType::kUs ? place.text() : place.code();
  }
  return text;
}

std::vector<RegionId> read_codes(std::string_view text, RegionType type) {
  std::vector<RegionId> places;
  if (text.empty()) return places;
  const std::string head = type == RegionType::kUs ? "" : std::string(to_string(type)) + "-";
  for (const std::string_view code : base::split(text, ','))
    if (const auto id = RegionId::parse(head + std::string(code))) places.push_back(*id);
  return places;
}

}  // namespace

std::optional<ScreenRule> screen_of(const records::Alert& alert) {
  if (!alert.is_on_screen()) return std::nullopt;
  const auto type = model::parse_region_type(alert.screen.type);
  auto where = analyses::parse_condition(alert.screen.where, "where");
  if (!type || !where) return std::nullopt;
  ScreenRule rule{.type = *type, .within = {}, .where = std::move(*where), .cooldown_days = alert.cooldown_days};
  if (!alert.screen.within.empty()) {
    rule.within = RegionId::parse(alert.screen.within);
    if (!rule.within) return std::nullopt;
  }
  return rule;
}

records::AlertScreen stored(const ScreenRule& rule) {
  return {.type = std::string(to_string(rule.type)),
          .within = rule.within ? std::string(rule.within->text()) : "",
          .where = rule.where.text()};
}

ScreenState state_of(const records::ScreenMatches& matches, RegionType type) {
  ScreenState state{.places = read_codes(matches.places, type), .told = {}};
  if (matches.told.empty()) return state;
  for (const std::string_view group : base::split(matches.told, ';')) {
    const std::size_t colon = std::min(group.find(':'), group.size());
    const auto day = model::Date::parse(group.substr(0, colon));
    if (day && colon < group.size())
      state.told.push_back({.day = *day, .places = read_codes(group.substr(colon + 1), type)});
  }
  return state;
}

std::set<std::string_view> metrics_of(const analyses::Condition& where) {
  std::set<std::string_view> metrics;
  for (const analyses::Measure& measure : analyses::measures_of(where)) {
    metrics.insert(measure.metric->id);
    if (measure.deflator != nullptr) metrics.insert(measure.deflator->id);
    if (measure.derived != nullptr) metrics.insert({measure.derived->numerator, measure.derived->denominator});
  }
  return metrics;
}

std::string judgements_of(const analyses::Condition& where, const app::World& world) {
  std::string all;
  for (const std::string_view metric : metrics_of(where)) all += world.judgements(metric);
  return all;
}

records::ScreenMatches matches_of(const analyses::Condition& where, const ScreenState& state, const app::World& world) {
  records::ScreenMatches matches{.publication = world.version(),
                                 .published = world.manifest().created,
                                 .matched = static_cast<std::int64_t>(state.places.size()),
                                 .places = as_codes(state.places),
                                 .told = {},
                                 .judgements = judgements_of(where, world)};
  for (const ToldOn& day : state.told) {
    if (!matches.told.empty()) matches.told += ';';
    matches.told += day.day.to_string() + ":" + as_codes(day.places);
  }
  return matches;
}

}  // namespace housing::alerts
