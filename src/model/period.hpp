// Period: the span of time a value speaks of, as its publisher counts it.
//
// A period is a frequency and an ordinal; ordinals of one frequency are comparable and, weeks apart, consecutive:
//   month            year * 12 + (month - 1)          printed 2025-03
//   rolling-3-month  ordinal of its last month        2025-03
//   quarter          year * 4 + (quarter - 1)         2025-Q1
//   year             year                             2025
//   fiscal-year      year                             FY2025
//   5-year           last year                        2019-2023
//   week             the day the publisher names      2025-01-04
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/date.hpp"

namespace housing::model {

enum class Frequency : std::uint8_t { kWeek, kMonth, kQuarter, kYear, kRolling3Month, kFiscalYear, k5Year };

std::string_view to_string(Frequency frequency);
std::optional<Frequency> parse_frequency(std::string_view text);
// Observations a year: 52, 12, 4, 1. Rolling months count 12.
int periods_per_year(Frequency frequency);

struct Period {
  Frequency frequency = Frequency::kMonth;
  std::int32_t ordinal = 0;

  static Period month(int year, int month) { return {Frequency::kMonth, year * 12 + month - 1}; }
  static Period quarter(int year, int quarter) { return {Frequency::kQuarter, year * 4 + quarter - 1}; }
  static Period year(int year) { return {Frequency::kYear, year}; }
  static Period week(Date named) { return {Frequency::kWeek, named.days}; }
  // The period of this frequency that contains `date` (a week: the one named after it).
  static Period containing(Frequency frequency, Date date);
  // What to_string() prints, the frequency being known.
  static std::optional<Period> parse(Frequency frequency, std::string_view text);

  Date begin() const;  // first day; a week is the seven days that end with the named one
  Date end() const;    // last day
  std::string to_string() const;

  auto operator<=>(const Period&) const = default;
};

// A `from` or `to` of a question: "2025", "2025-03", "2025-Q1", "FY2025" or "2025-03-31", as the days it spans.
struct DateRange {
  Date first;
  Date last;
};
std::optional<DateRange> parse_date_range(std::string_view text);

}  // namespace housing::model
