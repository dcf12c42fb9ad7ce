// Level: the regions a question is about, all of one type, perhaps inside an area, perhaps at a month; and the columns
// of measures over them. What every question over many regions begins with.
// Errors: QuestionError; unknown-type, unknown-region, bad-date, no-data naming the parameter.
// Thread-safety: a value; its columns are shared.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "analyses/columns.hpp"
#include "analyses/measure.hpp"
#include "app/question_error.hpp"
#include "model/date.hpp"
#include "stats/bit_columns.hpp"

namespace housing::analyses {

// As asked, still text.
struct LevelQuestion {
  std::string type;    // "zip"; must be given
  std::string within;  // "state-ca"; empty: the nation
  std::string period;  // "2025-03"; empty: the newest of each metric
};

struct Level {
  model::RegionType type = model::RegionType::kZip;
  std::shared_ptr<const Axis> axis;
  model::RegionId area;                     // the nation, if nothing was asked
  std::shared_ptr<const stats::Bits> mask;  // places of the axis inside the area
  std::size_t places = 0;                   // how many those are
  std::optional<model::Date> day;           // the last of the period asked for

  bool holds(std::size_t place) const { return (((*mask)[place / 64] >> (place % 64)) & 1U) != 0; }
};

app::Answered<Level> parse_level(Columns& columns, const LevelQuestion& question);

// The measure over the level at the question's period, or at the newest that is well covered. Error no-data, naming
// `parameter`, when no region of the type has the metric or none by that period.
app::Answered<std::shared_ptr<const Column>> column_of(Columns& columns, const Level& level, const Measure& measure,
                                                       std::string_view parameter);

// A whole number from a parameter's text; `otherwise` when it is empty. Error bad-number.
app::Answered<std::int64_t> parse_count(std::string_view text, std::string_view parameter, std::int64_t least,
                                        std::int64_t most, std::int64_t otherwise);

}  // namespace housing::analyses
