// FRED's words for what our catalogue knows: dates of observations, frequencies, units, adjustments.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/catalogue.hpp"
#include "model/period.hpp"

namespace housing::fred {

struct Word {
  std::string_view text;   // "Monthly"
  std::string_view brief;  // "M"
};

// The day FRED dates an observation by: a period's first; a week's last, the day its publisher names; of rolling months
// the first of the last month; of fiscal years and spans of five years the first of the (last) year.
model::Date observation_date(const model::Period& period);

// Rolling months are monthly, fiscal and five years annual.
Word frequency_word(model::Frequency frequency);
Word units_word(model::Unit unit);
Word adjustment_word(model::SeasonalAdjustment adjustment);

// The frequency of FRED's code "w", "m", "q", "a"; nullopt for its others, which no series here has.
std::optional<model::Frequency> parse_frequency_code(std::string_view code);
// What takes the part of a frequency where observations are counted: rolling months' is the month's.
model::Frequency plain_frequency(model::Frequency frequency);

}  // namespace housing::fred
