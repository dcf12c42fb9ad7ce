#include "fred/words.hpp"

namespace housing::fred {

using model::Frequency;
using model::SeasonalAdjustment;
using model::Unit;

model::Date observation_date(const model::Period& period) {
  switch (period.frequency) {
    case Frequency::kWeek: return period.end();
    case Frequency::kRolling3Month: return model::Period{Frequency::kMonth, period.ordinal}.begin();
    case Frequency::kFiscalYear:
    case Frequency::k5Year: return model::Period{Frequency::kYear, period.ordinal}.begin();
    default: return period.begin();
  }
}

Frequency plain_frequency(Frequency frequency) {
  switch (frequency) {
    case Frequency::kRolling3Month: return Frequency::kMonth;
    case Frequency::kFiscalYear:
    case Frequency::k5Year: return Frequency::kYear;
    default: return frequency;
  }
}

Word frequency_word(Frequency frequency) {
  switch (plain_frequency(frequency)) {
    case Frequency::kWeek: return {"Weekly", "W"};
    case Frequency::kQuarter: return {"Quarterly", "Q"};
    case Frequency::kYear: return {"Annual", "A"};
    default: return {"Monthly", "M"};
  }
}

std::optional<Frequency> parse_frequency_code(std::string_view code) {
  if (code == "w") return Frequency::kWeek;
  if (code == "m") return Frequency::kMonth;
  if (code == "q") return Frequency::kQuarter;
  if (code == "a") return Frequency::kYear;
  return std::nullopt;
}

Word units_word(Unit unit) {
  switch (unit) {
    case Unit::kUsd: return {"U.S. Dollars", "$"};
    case Unit::kPercent: return {"Percent", "%"};
    case Unit::kIndex: return {"Index", "Index"};
    case Unit::kCount: return {"Number", "Number"};
    case Unit::kDays: return {"Days", "Days"};
    case Unit::kRatio: return {"Ratio", "Ratio"};
    case Unit::kPeople: return {"Persons", "Persons"};
    case Unit::kThousands: return {"Thousands of Units", "Thous. of Units"};
    case Unit::kSquareMiles: return {"Square Miles", "Sq. Miles"};
  }
  return {};
}

Word adjustment_word(SeasonalAdjustment adjustment) {
  switch (adjustment) {
    case SeasonalAdjustment::kNone: return {"Not Seasonally Adjusted", "NSA"};
    case SeasonalAdjustment::kAdjusted: return {"Seasonally Adjusted", "SA"};
    case SeasonalAdjustment::kAdjustedAndSmoothed: return {"Smoothed Seasonally Adjusted", "SSA"};
    case SeasonalAdjustment::kSmoothed: return {"Smoothed Not Seasonally Adjusted", "SNSA"};
  }
  return {};
}

}  // namespace housing::fred
