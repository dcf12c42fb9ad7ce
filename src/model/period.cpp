#include "model/period.hpp"

#include <array>
#include <cstdio>

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

Date last_day_of_month(int ordinal) { return Date::of((ordinal + 1) / 12, (ordinal + 1) % 12 + 1, 1).plus_days(-1); }
Date first_day_of_month(int ordinal) { return Date::of(ordinal / 12, ordinal % 12 + 1, 1); }

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
    case Frequency::kYear: return Date::of(ordinal, 1, 1);
    case Frequency::kFiscalYear: return Date::of(ordinal - 1, kFiscalYearFirstMonth, 1);
    case Frequency::k5Year: return Date::of(ordinal - 4, 1, 1);
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
    case Frequency::k5Year: return Date::of(ordinal, 12, 31);
    case Frequency::kFiscalYear: return Date::of(ordinal, kFiscalYearFirstMonth, 1).plus_days(-1);
  }
  return {};
}

std::string Period::to_string() const {
  std::array<char, 16> text{};
  int length = 0;
  switch (frequency) {
    case Frequency::kWeek: return Date{ordinal}.to_string();
    case Frequency::kMonth:
    case Frequency::kRolling3Month:
      length = std::snprintf(text.data(), text.size(), "%04d-%02d", ordinal / 12, ordinal % 12 + 1);
      break;
    case Frequency::kQuarter:
      length = std::snprintf(text.data(), text.size(), "%04d-Q%d", ordinal / 4, ordinal % 4 + 1);
      break;
    case Frequency::kYear: length = std::snprintf(text.data(), text.size(), "%04d", ordinal); break;
    case Frequency::kFiscalYear: length = std::snprintf(text.data(), text.size(), "FY%04d", ordinal); break;
    case Frequency::k5Year: length = std::snprintf(text.data(), text.size(), "%04d-%04d", ordinal - 4, ordinal); break;
  }
  return {text.data(), static_cast<std::size_t>(length)};
}

std::optional<DateRange> parse_date_range(std::string_view text) {
  if (const auto date = Date::parse(text)) return DateRange{*date, *date};
  for (const Frequency frequency : {Frequency::kMonth, Frequency::kQuarter, Frequency::kYear, Frequency::kFiscalYear})
    if (const auto period = Period::parse(frequency, text)) return DateRange{period->begin(), period->end()};
  return std::nullopt;
}

}  // namespace housing::model
