#include "analyses/level.hpp"

#include "base/text.hpp"

namespace housing::analyses {
namespace {

using app::Answered;
using app::reject;

std::vector<std::string> type_names() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < model::kRegionTypes; ++i)
    names.emplace_back(to_string(static_cast<model::RegionType>(i)));
  return names;
}

std::string type_name(model::RegionType type) { return std::string(to_string(type)); }

}  // namespace

Answered<Level> parse_level(Columns& columns, const LevelQuestion& question) {
  const auto type = model::parse_region_type(question.type);
  if (question.type.empty())
    return reject("missing-parameter", "type", "Say which regions are meant: type=zip", type_names());
  if (!type)
    return reject("unknown-type", "type", "There is no type of region '" + question.type.substr(0, 40) + "'.",
                  type_names());
  Level level;
  level.type = *type;
  if (!question.within.empty()) {
    const auto area = app::known_region(columns.world(), question.within, "within");
    if (!area) return std::unexpected(area.error());
    level.area = *area;
  }
  if (!question.period.empty()) {
    const auto range = model::parse_date_range(question.period);
    if (!range)
      return reject("bad-date", "period", "'" + question.period.substr(0, 40) + "' is no period.",
                    {"2025-03", "2025-Q1", "2024"});
    level.day = range->last;
  }
  level.axis = columns.axis(*type);
  level.mask = columns.inside(*type, level.area);
  level.places = stats::count_bits(*level.mask);
  return level;
}

Answered<std::shared_ptr<const Column>> column_of(Columns& columns, const Level& level, const Measure& measure,
                                                  std::string_view parameter) {
  const auto ordinal =
      level.day ? columns.ordinal_by(*measure.metric, *level.day) : columns.newest_ordinal(*measure.metric, level.type);
  auto column = ordinal ? columns.column({.measure = measure, .type = level.type, .ordinal = *ordinal}) : nullptr;
  if (column != nullptr) return column;
  const std::string when = level.day ? " by " + level.day->to_string() : "";
  return reject("no-data", std::string(parameter),
                "No region of type " + type_name(level.type) + " has " + measure.text() + when +
                    " in what was imported. /api/v1/metrics says which types and periods each metric covers.");
}

Answered<std::int64_t> parse_count(std::string_view text, std::string_view parameter, std::int64_t least,
                                   std::int64_t most, std::int64_t otherwise) {
  if (text.empty()) return otherwise;
  const auto number = base::parse_integer(text);
  if (number && *number >= least && *number <= most) return *number;
  return reject("bad-number", std::string(parameter),
                "'" + std::string(text.substr(0, 40)) + "' is no whole number from " + std::to_string(least) + " to " +
                    std::to_string(most) + ".",
                {std::to_string(otherwise)});
}

}  // namespace housing::analyses
