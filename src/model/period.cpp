#include "model/period.hpp"

#include <array>
#include <chrono>

#include "base/text.hpp"

namespace housing::model {
namespace {

struct FrequencyName {
  Frequency frequency;
  std::string_view name;
  int per_year;
};

constexpr std::array<FrequencyName, 7> kFrequencies = {{
    {Frequency::kWeek, "week", 52},
    {Frequency::kMonth, "month", 12},
    {Frequency::kQuarter, "quarter", 4},
    {Frequency::kYear, "year", 1},
    {Frequency::kRolling3Month, "rolling-3-month", 12},
    {Frequency::kFiscalYear, "fiscal-year", 1},
    {Frequency::k5Year, "5-year", 1},
}};

constexpr int kFiscalYearFirstMonth = 10;  // the federal fiscal year 2025 begins on 2024-10-01

std::optional<int> parse_year(std::string_view text) {
  if (text.size() != 4) return std::nullopt;
  const auto year = base::parse_integer(text);
  if (!year || *year < kMinYear || *year > kMaxYear) return std::nullopt;
  return static_cast<int>(*year);
}

// Not Date::of(): the first period of 1900 may begin before it, the day after the last one of 2199 is past it.
Date first_day_of_month(int ordinal) {
  const std::chrono::year_month_day first{std::chrono::year(ordinal / 12),
                                          std::chrono::month(static_cast<unsigned>(ordinal % 12 + 1)),
                                          std::chrono::day(1)};
  return Date{static_cast<std::int32_t>(std::chrono::sys_days(first).time_since_epoch().count())};
}
Date last_day_of_month(int ordinal) { return first_day_of_month(ordinal + 1).plus_days(-1); }
Date first_day_of_month(int year, int month) { return first_day_of_month(year * 12 + month - 1); }

std::optional<Period> parse_month(Frequency frequency, std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = parse_year(text.substr(0, 4));
  const auto month = base::parse_integer(text.substr(5));
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  return Period{frequency, *year * 12 + static_cast<int>(*month) - 1};
}

std::optional<Period> parse_quarter(std::string_view text) {
  if (text.size() != 7 || text.substr(4, 2) != "-Q") return std::nullopt;
  const auto year = parse_year(text.substr(0, 4));
  if (!year || text[6] < '1' || text[6] > '4') return std::nullopt;
  return Period::quarter(*year, text[6] - '0');
}

}  // namespace

std::string_view to_string(Frequency frequency) { return kFrequencies[static_cast<std::size_t>(frequency)].name; }

std::optional<Frequency> parse_frequency(std::string_view text) {
  for (const FrequencyName& entry : kFrequencies)
    if (entry.name == text) return entry.frequency;
  return std::nullopt;
}

int periods_per_year(Frequency frequency) { return kFrequencies[static_cast<std::size_t>(frequency)].per_year; }

Period Period::containing(Frequency frequency, Date date) {
  switch (frequency) {
    case Frequency::kWeek: return week(date);
    case Frequency::kMonth:
    case Frequency::kRolling3Month: return {frequency, date.year() * 12 + date.month() - 1};
    case Frequency::kQuarter: return quarter(date.year(), (date.month() - 1) / 3 + 1);
    case Frequency::kFiscalYear: return {frequency, date.year() + (date.month() >= kFiscalYearFirstMonth ? 1 : 0)};
    case Frequency::kYear:
    case Frequency::k5Year: return {frequency, date.year()};
  }
  return {};
}

std::optional<Period> Period::parse(Frequency frequency, std::string_view text) {
  switch (frequency) {
    case Frequency::kWeek:
      if (const auto date = Date::parse(text)) return week(*date);
      return std::nullopt;
    case Frequency::kMonth:
    case Frequency::kRolling3Month: return parse_month(frequency, text);
    case Frequency::kQuarter: return parse_quarter(text);
    case Frequency::kYear:
      if (const auto year = parse_year(text)) return Period{frequency, *year};
      return std::nullopt;
    case Frequency::kFiscalYear:
      if (!text.starts_with("FY")) return std::nullopt;
      if (const auto year = parse_year(text.substr(2))) return Period{frequency, *year};
      return std::nullopt;
    case Frequency::k5Year: {
      if (text.size() != 9 || text[4] != '-') return std::nullopt;
      const auto first = parse_year(text.substr(0, 4));
      const auto last = parse_year(text.substr(5));
      if (!first || !last || *last - *first != 4) return std::nullopt;
      return Period{frequency, *last};
    }
  }
  return std::nullopt;
}

Date Period::begin() const {
  switch (frequency) {
    case Frequency::kWeek: return Date{ordinal - 6};
    case Frequency::kMonth: return first_day_of_month(ordinal);
    case Frequency::kRolling3Month: return first_day_of_month(ordinal - 2);
    case Frequency::kQuarter: return first_day_of_month(ordinal / 4 * 12 + ordinal % 4 * 3);
    case Frequency::kYear: return first_day_of_month(ordinal, 1);
    case Frequency::kFiscalYear: return first_day_of_month(ordinal - 1, kFiscalYearFirstMonth);
    case Frequency::k5Year: return first_day_of_month(ordinal - 4, 1);
  }
  return {};
}

Date Period::end() const {
  switch (frequency) {
    case Frequency::kWeek: return Date{ordinal};
    case Frequency::kMonth:
    case Frequency::kRolling3Month: return last_day_of_month(ordinal);
    case Frequency::kQuarter: return last_day_of_month(ordinal / 4 * 12 + ordinal % 4 * 3 + 2);
    case Frequency::kYear:
    case Frequency::k5Year: return first_day_of_month(ordinal + 1, 1).plus_days(-1);
    case Frequency::kFiscalYear: return first_day_of_month(ordinal, kFiscalYearFirstMonth).plus_days(-1);
  }
  return {};
}

std::string Period::to_string() const {
  std::array<char, 16> text;  // NOLINT: filled below
  char* end = text.data();
  switch (frequency) {
    case Frequency::kWeek: return Date{ordinal}.to_string();
    case Frequency::kMonth:
    case Frequency::kRolling3Month:
      end = put_digits(end, ordinal / 12, 4);
      *end++ = '-';
      end = put_digits(end, ordinal % 12 + 1, 2);
      break;
    case Frequency::kQuarter:
      end = put_digits(end, ordinal / 4, 4);
      *end++ = '-';
      *end++ = 'Q';
      end = put_digits(end, ordinal % 4 + 1, 1);
      break;
    case Frequency::kFiscalYear: *end++ = 'F', *end++ = 'Y'; [[fallthrough]];
    case Frequency::kYear: end = put_digits(end, ordinal, 4); break;
    case Frequency::k5Year:
      end = put_digits(end, ordinal - 4, 4);
      *end++ = '-';
      end = put_digits(end, ordinal, 4);
      break;
  }
  return {text.data(), end};
}

std::optional<DateRange> parse_date_range(std::string_view text) {
  if (const auto date = Date::parse(text)) return DateRange{*date, *date};
  for (const Frequency frequency : {Frequency::kMonth, Frequency::kQuarter, Frequency::kYear, Frequency::kFiscalYear})
    if (const auto period = Period::parse(frequency, text)) return DateRange{period->begin(), period->end()};
  return std::nullopt;
}

}  // namespace housing::model
