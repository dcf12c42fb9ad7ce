// Labels of numbers and times, the width of text, and where labels go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charts/label_layout.hpp"
#include "charts/number_label.hpp"
#include "charts/text_width.hpp"
#include "charts/time_ticks.hpp"

namespace housing::charts {
namespace {

using model::Date;
using model::Unit;
using testing::ElementsAre;

std::vector<std::string> labels(Unit unit, std::vector<double> ticks) {
  const TickLabels made(unit, ticks);
  std::vector<std::string> all;
  for (const double tick : ticks) all.push_back(made.of(tick));
  return all;
}

TEST(TickLabels, OfMoneyShareOneUnit) {
  EXPECT_THAT(labels(Unit::kUsd, {0, 500'000, 1'000'000, 1'500'000}), ElementsAre("$0", "$0.5M", "$1M", "$1.5M"));
  EXPECT_THAT(labels(Unit::kUsd, {320'000, 330'000}), ElementsAre("$320K", "$330K"));
  EXPECT_THAT(labels(Unit::kUsd, {1'000, 1'500, 2'000}), ElementsAre("$1,000", "$1,500", "$2,000"));
}

TEST(TickLabels, OfALogarithmicAxisHaveEachItsOwn) {
  EXPECT_THAT(labels(Unit::kUsd, {200'000, 500'000, 1'000'000}), ElementsAre("$200K", "$500K", "$1M"));
}

TEST(TickLabels, KeepTheDigitsOfTheirStep) {
  EXPECT_THAT(labels(Unit::kPercent, {-0.5, 0, 0.5, 1}), ElementsAre("\xE2\x88\x92"
                                                                     "0.5%",
                                                                     "0%", "0.5%", "1.0%"));
  EXPECT_THAT(labels(Unit::kCount, {0, 20'000, 40'000}), ElementsAre("0", "20,000", "40,000"));
  EXPECT_THAT(labels(Unit::kIndex, {99.9, 100.0, 100.1}), ElementsAre("99.9", "100.0", "100.1"));
}

TEST(ValueLabel, IsShortAndHonest) {
  EXPECT_EQ(value_label(Unit::kUsd, 1'170'000.12, 2), "$1.17M");
  EXPECT_EQ(value_label(Unit::kUsd, 329'560.4, 2), "$329,560");
  EXPECT_EQ(value_label(Unit::kUsd, 2.5, 2), "$2.50");
  EXPECT_EQ(value_label(Unit::kPercent, -1.234, 4),
            "\xE2\x88\x92"
            "1.23%");
  EXPECT_EQ(value_label(Unit::kPercent, -0.0001, 4), "0.00%");
  EXPECT_EQ(value_label(Unit::kDays, 45, 0), "45");
  EXPECT_EQ(value_label(Unit::kIndex, 512.34, 2), "512.3");
}

std::vector<std::string> times(Date first, Date last, double width) {
  std::vector<std::string> all;
  for (const TimeTick& tick : time_ticks(first, last, width, 46))
    all.push_back(tick.label + (tick.below.empty() ? "" : "/" + tick.below));
  return all;
}

TEST(TimeTicks, AreYearsOfALongWindowAndMonthsOfAShortOne) {
  EXPECT_THAT(times(Date::of(2000, 1, 1), Date::of(2025, 3, 1), 330),
              ElementsAre("2000", "2005", "2010", "2015", "2020", "2025"));
  EXPECT_THAT(times(Date::of(2023, 11, 1), Date::of(2024, 8, 1), 200), ElementsAre("Jan/2024", "Apr", "Jul"));
  EXPECT_THAT(times(Date::of(2024, 2, 1), Date::of(2024, 8, 1), 160), ElementsAre("Mar/2024", "May", "Jul"));
  EXPECT_THAT(times(Date::of(2024, 12, 28), Date::of(2025, 1, 18), 300),
              ElementsAre("Dec 28/2024", "Jan 4/2025", "Jan 11", "Jan 18"));
}

TEST(TimeTicks, NeverCrowd) {
  for (const int years : {1, 2, 3, 5, 8, 20, 50, 120, 290})
    for (const double width : {150.0, 400.0, 900.0}) {
      const Date first = Date::of(1905, 6, 1);
      const auto ticks = time_ticks(first, Date::of(1905 + years, 6, 1), width, 46);
      EXPECT_LE(static_cast<double>(ticks.size() - 1) * 46, width * 1.02) << years << " years in " << width;
      EXPECT_GE(ticks.size(), 1u);
    }
}

TEST(TimeTicks, OfOneDay) { EXPECT_LE(time_ticks(Date::of(2024, 5, 1), Date::of(2024, 5, 1), 300, 46).size(), 1u); }

TEST(TextWidth, GrowsWithTheText) {
  EXPECT_NEAR(text_width("Home value", 10), 52, 4);
  EXPECT_GT(text_width("Home value", 10, Weight::kBold), text_width("Home value", 10));
  EXPECT_DOUBLE_EQ(text_width("", 10), 0);
  EXPECT_GT(text_width("\xFF\xFE", 10), 0);  // broken
}

TEST(Wrapped, BreaksAtBlanksAndHyphensAndSaysWhatIsMissing) {
  EXPECT_THAT(wrapped("San Francisco-Oakland-Fremont, CA", 12, Weight::kBold, 150, 3),
              ElementsAre("San Francisco-Oakland-", "Fremont, CA"));
  EXPECT_THAT(wrapped("one two three four five", 10, Weight::kRegular, 50, 2),
              ElementsAre("one two", "three fo\xE2\x80\xA6"));
  EXPECT_TRUE(wrapped("", 10, Weight::kRegular, 50, 2).empty());
  EXPECT_TRUE(wrapped("   ", 10, Weight::kRegular, 50, 2).empty());
}

TEST(Wrapped, LinesFitEvenWhereAWordDoesNot) {
  for (const double most : {20.0, 55.0, 130.0})
    for (const char* text : {"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, CA", "a-b-c-d-e-f-g",
                             "--------------", "Ca\xC3\xB1on City, CO Metropolitan Statistical Area"})
      for (const std::string& line : wrapped(text, 10, Weight::kRegular, most, 4))
        EXPECT_LE(text_width(line, 10), most + 0.01) << line;
}

TEST(SpreadLabels, StayWhereThereIsRoom) {
  EXPECT_THAT(spread_labels({{50, 10}, {20, 10}}, 0, 100), ElementsAre(50, 20));
}

TEST(SpreadLabels, ShareTheRoomWhereThereIsLittle) {
  EXPECT_THAT(spread_labels({{50, 20}, {50, 20}}, 0, 100), ElementsAre(40, 60));
  EXPECT_THAT(spread_labels({{2, 20}, {95, 20}}, 0, 100), ElementsAre(10, 90));
}

TEST(SpreadLabels, NeverOverlap) {
  for (unsigned seed = 1; seed < 200; ++seed) {
    unsigned state = seed;
    const auto next = [&state] {
      return static_cast<double>((state = state * 1'664'525 + 1'013'904'223) >> 16 & 0xFF);
    };
    std::vector<LabelPlace> labels(2 + seed % 4);
    double sum = 0;
    for (LabelPlace& label : labels) {
      label = {next(), 10 + next() / 8};
      sum += label.height;
    }
    const auto middles = spread_labels(labels, 0, 256);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      EXPECT_GE(middles[i] - labels[i].height / 2, -1e-9);
      if (sum <= 256) {
        EXPECT_LE(middles[i] + labels[i].height / 2, 256 + 1e-9);
      }
      for (std::size_t k = 0; k < i; ++k)
        EXPECT_GE(std::abs(middles[i] - middles[k]), (labels[i].height + labels[k].height) / 2 - 1e-9);
    }
  }
}

}  // namespace
}  // namespace housing::charts
