#include "model/period.hpp"

#include <gtest/gtest.h>

#include <array>

namespace housing::model {
namespace {

constexpr std::array kAll = {Frequency::kWeek,          Frequency::kMonth,      Frequency::kQuarter, Frequency::kYear,
                             Frequency::kRolling3Month, Frequency::kFiscalYear, Frequency::k5Year};

void expect_span(Frequency frequency, std::string_view text, std::string_view begin, std::string_view end) {
  const auto period = Period::parse(frequency, text);
  ASSERT_TRUE(period.has_value()) << text;
  EXPECT_EQ(period->frequency, frequency);
  EXPECT_EQ(period->to_string(), text);
  EXPECT_EQ(period->begin().to_string(), begin) << text;
  EXPECT_EQ(period->end().to_string(), end) << text;
}

TEST(Period, SpansAndText) {
  expect_span(Frequency::kWeek, "2025-01-04", "2024-12-29", "2025-01-04");
  expect_span(Frequency::kMonth, "2025-03", "2025-03-01", "2025-03-31");
  expect_span(Frequency::kMonth, "2024-02", "2024-02-01", "2024-02-29");
  expect_span(Frequency::kMonth, "2024-12", "2024-12-01", "2024-12-31");
  expect_span(Frequency::kRolling3Month, "2025-02", "2024-12-01", "2025-02-28");
  expect_span(Frequency::kQuarter, "2025-Q1", "2025-01-01", "2025-03-31");
  expect_span(Frequency::kQuarter, "2025-Q4", "2025-10-01", "2025-12-31");
  expect_span(Frequency::kYear, "2025", "2025-01-01", "2025-12-31");
  expect_span(Frequency::kFiscalYear, "FY2025", "2024-10-01", "2025-09-30");
  expect_span(Frequency::k5Year, "2019-2023", "2019-01-01", "2023-12-31");
}

// Their first days lie before 1900, or the day after their last one past 2199.
TEST(Period, SpansAtTheEdgesOfTime) {
  expect_span(Frequency::kFiscalYear, "FY1900", "1899-10-01", "1900-09-30");
  expect_span(Frequency::kRolling3Month, "1900-01", "1899-11-01", "1900-01-31");
  expect_span(Frequency::kWeek, "1900-01-01", "1899-12-26", "1900-01-01");
  expect_span(Frequency::kMonth, "2199-12", "2199-12-01", "2199-12-31");
  expect_span(Frequency::kQuarter, "2199-Q4", "2199-10-01", "2199-12-31");
  expect_span(Frequency::kYear, "2199", "2199-01-01", "2199-12-31");
  expect_span(Frequency::kFiscalYear, "FY2199", "2198-10-01", "2199-09-30");
  expect_span(Frequency::k5Year, "2195-2199", "2195-01-01", "2199-12-31");
}

TEST(Period, Ordinals) {
  EXPECT_EQ(Period::month(2025, 3).ordinal, 2025 * 12 + 2);
  EXPECT_EQ(Period::quarter(2025, 1).ordinal, 2025 * 4);
  EXPECT_EQ(Period::year(2025).ordinal, 2025);
  EXPECT_EQ(Period::week(Date::of(2025, 1, 4)).ordinal, Date::of(2025, 1, 4).days);
  EXPECT_EQ(Period::month(2024, 12).ordinal + 1, Period::month(2025, 1).ordinal);
  EXPECT_EQ(Period::quarter(2024, 4).ordinal + 1, Period::quarter(2025, 1).ordinal);
  EXPECT_LT(Period::month(2024, 12), Period::month(2025, 1));
}

TEST(Period, ContainsTheDate) {
  for (Date date = Date::of(1990, 1, 1); date < Date::of(2001, 1, 1); date = date.plus_days(1))
    for (const Frequency frequency : kAll) {
      const Period period = Period::containing(frequency, date);
      EXPECT_EQ(period.frequency, frequency);
      EXPECT_LE(period.begin(), date) << period.to_string();
      EXPECT_GE(period.end(), date) << period.to_string();
      EXPECT_EQ(Period::parse(frequency, period.to_string()), period);
    }
  EXPECT_EQ(Period::containing(Frequency::kFiscalYear, Date::of(2024, 9, 30)).to_string(), "FY2024");
  EXPECT_EQ(Period::containing(Frequency::kFiscalYear, Date::of(2024, 10, 1)).to_string(), "FY2025");
  // Zillow's and FRED's ways to write a month are the same one.
  EXPECT_EQ(Period::containing(Frequency::kMonth, Date::of(2026, 3, 31)),
            Period::containing(Frequency::kMonth, Date::of(2026, 3, 1)));
}

TEST(Period, NeighboursTouch) {
  for (const Frequency frequency : kAll) {
    if (frequency == Frequency::kWeek || frequency == Frequency::kRolling3Month || frequency == Frequency::k5Year)
      continue;
    const Period period = Period::containing(frequency, Date::of(2024, 11, 15));
    const Period next{frequency, period.ordinal + 1};
    EXPECT_EQ(next.begin(), period.end().plus_days(1)) << to_string(frequency);
  }
}

TEST(Period, TextThatIsNone) {
  for (const char* text : {"", "2025", "2025-3", "2025-00", "2025-13", "2025-Q1", "2025-03-01", "1899-12", "2200-01",
                           "2025 03", "2025-+3", "2025--3", "025-003"})
    EXPECT_FALSE(Period::parse(Frequency::kMonth, text).has_value()) << text;
  for (const char* text : {"2025-Q0", "2025-Q5", "2025-q1", "2025Q1", "2025-Q12", "2025-Q", "1899-Q4"})
    EXPECT_FALSE(Period::parse(Frequency::kQuarter, text).has_value()) << text;
  for (const char* text : {"25", "20255", "-202", "FY2025", "+025"})
    EXPECT_FALSE(Period::parse(Frequency::kYear, text).has_value()) << text;
  for (const char* text : {"2025", "fy2025", "FY25", "FY"})
    EXPECT_FALSE(Period::parse(Frequency::kFiscalYear, text).has_value()) << text;
  for (const char* text : {"2019-2024", "2023-2019", "2019-23", "2019"})
    EXPECT_FALSE(Period::parse(Frequency::k5Year, text).has_value()) << text;
  EXPECT_FALSE(Period::parse(Frequency::kWeek, "2025-01").has_value());
}

TEST(Frequency, NamesAndCounts) {
  for (const Frequency frequency : kAll) EXPECT_EQ(parse_frequency(to_string(frequency)), frequency);
  EXPECT_EQ(to_string(Frequency::kRolling3Month), "rolling-3-month");
  EXPECT_EQ(to_string(Frequency::k5Year), "5-year");
  EXPECT_FALSE(parse_frequency("monthly").has_value());
  EXPECT_EQ(periods_per_year(Frequency::kWeek), 52);
  EXPECT_EQ(periods_per_year(Frequency::kMonth), 12);
  EXPECT_EQ(periods_per_year(Frequency::kRolling3Month), 12);
  EXPECT_EQ(periods_per_year(Frequency::kQuarter), 4);
  EXPECT_EQ(periods_per_year(Frequency::kYear), 1);
}

void expect_range(std::string_view text, std::string_view first, std::string_view last) {
  const auto range = parse_date_range(text);
  ASSERT_TRUE(range.has_value()) << text;
  EXPECT_EQ(range->first.to_string(), first);
  EXPECT_EQ(range->last.to_string(), last);
}

TEST(DateRange, EveryForm) {
  expect_range("2025", "2025-01-01", "2025-12-31");
  expect_range("2025-03", "2025-03-01", "2025-03-31");
  expect_range("2025-Q2", "2025-04-01", "2025-06-30");
  expect_range("FY2025", "2024-10-01", "2025-09-30");
  expect_range("2025-03-15", "2025-03-15", "2025-03-15");
  expect_range("2199-12", "2199-12-01", "2199-12-31");
  for (const char* text : {"", "now", "2025-3", "25", "2019-2023", "2025-02-30"})
    EXPECT_FALSE(parse_date_range(text).has_value()) << text;
}

}  // namespace
}  // namespace housing::model
