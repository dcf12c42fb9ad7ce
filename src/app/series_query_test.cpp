#include "app/series_query.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "testing/imported_world.hpp"

namespace housing::app {
namespace {

using base::ErrorCode;
using model::Date;
using testing::month_ends;
using Values = std::vector<std::int64_t>;
using Texts = std::vector<std::string>;

constexpr int kMonths = 24;
constexpr int kWeeks = 60;

Texts counting(int first, int count) {
  Texts texts;
  for (int i = 0; i < count; ++i) texts.push_back(std::to_string(first + i));
  return texts;
}

// Saturdays from 2024-01-06 on, but the week before New Year named on a Friday.
Texts saturdays() {
  Texts days;
  for (int week = 0; week < kWeeks; ++week) {
    const Date day = Date::of(2024, 1, 6).plus_days(7 * week);
    days.push_back((day == Date::of(2025, 1, 4) ? day.plus_days(-1) : day).to_string());
  }
  return days;
}

// Home values: the nation from 100 up by 1 a month with a gap in 2023-06, San Francisco from 500. An index by quarters,
// a count by weeks, rents of two releases of which the newer covers less and withdraws 2024-02.
class SeriesQueryTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    Texts nation = counting(100, kMonths);
    nation[5] = "";
    imported_->import(
        {testing::zillow_file(testing::kMetroHomeValue, month_ends(2023, kMonths),
                              {testing::united_states(nation), testing::san_francisco(counting(500, kMonths))}),
         testing::zillow_file(testing::kMetroInventoryWeek, saturdays(),
                              {testing::united_states(counting(1000, kWeeks))}),
         testing::fhfa_metro_file({"\"Abilene, TX\",10180,2023,1,100.00,(1.0)",
                                   "\"Abilene, TX\",10180,2023,2,110.50,(1.0)", "\"Abilene, TX\",10180,2023,3,-,(1.0)",
                                   "\"Abilene, TX\",10180,2023,4,121.00,(1.0)",
                                   "\"Abilene, TX\",10180,2024,1,150.00,(1.0)"})});
    imported_->import_one(
        testing::zillow_file(testing::kMetroRent, month_ends(2024, 4),
                             {testing::united_states(counting(1000, 4)), testing::boston(counting(3000, 4))}),
        Date::of(2024, 5, 1));
    imported_->import_one(testing::zillow_file(testing::kMetroRent, {"2024-02-29", "2024-03-31"},
                                               {testing::united_states({"", "1999.5"})}),
                          Date::of(2024, 6, 1));
    world_ = imported_->world();
  }
  static void TearDownTestSuite() {
    world_.reset();
    delete imported_;
  }

  static SeriesQuestion ask(Texts regions, Texts metrics) {
    SeriesQuestion question;
    question.regions = std::move(regions);
    question.metrics = std::move(metrics);
    return question;
  }
  static Series only(const SeriesQuestion& question) {
    auto answer = answer_series(*world_, question);
    EXPECT_TRUE(answer.has_value()) << answer.error().detail;
    EXPECT_TRUE(answer && answer->series.size() == 1);
    return answer && !answer->series.empty() ? answer->series[0] : Series{};
  }
  static Texts periods(const Series& series) {
    Texts texts;
    for (const std::int32_t ordinal : series.ordinals)
      texts.push_back(model::Period{series.frequency, ordinal}.to_string());
    return texts;
  }
  static QuestionError error(const SeriesQuestion& question) {
    const auto answer = answer_series(*world_, question);
    EXPECT_FALSE(answer.has_value());
    return answer ? QuestionError{} : answer.error();
  }
  static std::int64_t percent(double now, double before) { return std::llrint(1e6 * (now / before - 1)); }

  static inline testing::ImportedWorld* imported_ = nullptr;
  static inline std::shared_ptr<const World> world_;
};

TEST_F(SeriesQueryTest, GivesLevelsAsPublishedWithGapsInTheirPlaces) {
  const Series series = only(ask({"us"}, {"home_value"}));
  EXPECT_EQ(series.region.text(), "us");
  EXPECT_EQ(series.metric->id, "home_value");
  EXPECT_EQ(series.unit, model::Unit::kUsd);
  EXPECT_EQ(series.decimals, 2);
  ASSERT_EQ(series.values.size(), static_cast<std::size_t>(kMonths));
  for (int i = 0; i < kMonths; ++i)
    EXPECT_EQ(series.values[static_cast<std::size_t>(i)], i == 5 ? kGapValue : (100 + i) * 100) << i;
  EXPECT_EQ(periods(series).front(), "2023-01");
  EXPECT_EQ(periods(series).back(), "2024-12");
  ASSERT_EQ(series.parts.size(), 1u);
  EXPECT_EQ(series.newest()->dataset, "zillow/zhvi/metro");
}

TEST_F(SeriesQueryTest, AnswersPairsInTheOrderAskedAndNotesWhatIsNotThere) {
  const auto answer = answer_series(*world_, ask({"metro-41860", "us"}, {"rent", "home_value@zillow"}));
  ASSERT_TRUE(answer.has_value());
  ASSERT_EQ(answer->series.size(), 3u);
  EXPECT_EQ(answer->series[0].region.text(), "metro-41860");
  EXPECT_EQ(answer->series[0].metric->id, "home_value");
  EXPECT_EQ(answer->series[1].metric->id, "rent");
  EXPECT_EQ(answer->series[2].metric->id, "home_value");
  ASSERT_EQ(answer->notes.size(), 1u);
  EXPECT_NE(answer->notes[0].find("rent"), std::string::npos);
  EXPECT_NE(answer->notes[0].find("metro-41860"), std::string::npos);
}

TEST_F(SeriesQueryTest, TellsWhichReleaseEachStretchComesFrom) {
  const Series series = only(ask({"us"}, {"rent"}));
  EXPECT_EQ(series.values, (Values{100'000, kGapValue, 199'950, 100'300}));
  ASSERT_EQ(series.parts.size(), 3u);
  EXPECT_EQ(series.parts[0].first, 0u);
  EXPECT_EQ(series.parts[1].first, 1u);
  EXPECT_EQ(series.parts[2].first, 3u);
  EXPECT_EQ(series.parts[0].shard, series.parts[2].shard);
  EXPECT_EQ(series.parts[0].shard->release.date, Date::of(2024, 5, 1));
  EXPECT_EQ(series.parts[1].shard->release.date, Date::of(2024, 6, 1));
  EXPECT_EQ(series.newest(), series.parts[1].shard);
  const Series other = only(ask({"metro-14460"}, {"rent"}));
  EXPECT_EQ(other.parts.size(), 1u);
}

TEST_F(SeriesQueryTest, TakesPeriodsThatLieWhollyInsideTheWindow) {
  const auto in = [](const char* region, const char* metric, const char* from, const char* to) {
    SeriesQuestion question = ask({region}, {metric});
    question.from = from, question.to = to;
    const Texts texts = periods(only(question));
    return texts.empty() ? std::string("nothing") : texts.front() + " to " + texts.back();
  };
  EXPECT_EQ(in("us", "home_value", "2024", "2024"), "2024-01 to 2024-12");
  EXPECT_EQ(in("us", "home_value", "2024-03", "2024-03"), "2024-03 to 2024-03");
  EXPECT_EQ(in("us", "home_value", "2024-03-01", "2024-05-31"), "2024-03 to 2024-05");
  EXPECT_EQ(in("us", "home_value", "2024-03-02", "2024-05-30"), "2024-04 to 2024-04");
  EXPECT_EQ(in("us", "home_value", "2024-Q2", ""), "2024-04 to 2024-12");
  EXPECT_EQ(in("us", "home_value", "", "FY2023"), "2023-01 to 2023-09");
  EXPECT_EQ(in("us", "home_value", "2030", ""), "nothing");
  EXPECT_EQ(in("us", "home_value", "", "1990"), "nothing");
  EXPECT_EQ(in("metro-10180", "hpi", "2023-02", "2023-12"), "2023-Q2 to 2023-Q4");
  EXPECT_EQ(in("us", "inventory.week@zillow", "2024-02-01", "2024-02-29"), "2024-02-10 to 2024-02-24")
      << "a week is the seven days that end with the named one";
}

TEST_F(SeriesQueryTest, TakesTheLastPeriodsTheSourceCovers) {
  SeriesQuestion question = ask({"us"}, {"home_value"});
  question.last = "3";
  EXPECT_EQ(periods(only(question)), (Texts{"2024-10", "2024-11", "2024-12"}));
  question.to = "2023-07";
  EXPECT_EQ(periods(only(question)), (Texts{"2023-05", "2023-06", "2023-07"})) << "a gap is covered";
  question.last = "10000";
  EXPECT_EQ(periods(only(question)).size(), 7u);
  question = ask({"metro-14460"}, {"rent"});
  question.last = "1";
  EXPECT_EQ(periods(only(question)), Texts{"2024-04"});
}

TEST_F(SeriesQueryTest, ComparesMonthsWithTheMonthBefore) {
  SeriesQuestion question = ask({"us"}, {"home_value"});
  question.transform = "mom";
  const Series series = only(question);
  EXPECT_EQ(series.unit, model::Unit::kPercent);
  EXPECT_EQ(series.decimals, kTransformedDecimals);
  ASSERT_EQ(series.values.size(), static_cast<std::size_t>(kMonths)) << "every period stays listed";
  EXPECT_EQ(series.values[0], kGapValue);
  EXPECT_EQ(series.values[1], percent(101, 100));
  EXPECT_EQ(series.values[5], kGapValue);
  EXPECT_EQ(series.values[6], kGapValue) << "nothing to compare with";
  EXPECT_EQ(series.values[7], percent(107, 106));
}

TEST_F(SeriesQueryTest, ComparesYearsAcrossTheWindowsEdge) {
  SeriesQuestion question = ask({"us"}, {"home_value"});
  question.transform = "yoy", question.from = "2024-05", question.to = "2024-07";
  EXPECT_EQ(only(question).values, (Values{percent(116, 104), kGapValue, percent(118, 106)}));
  question = ask({"metro-10180"}, {"hpi"});
  question.transform = "yoy";
  EXPECT_EQ(only(question).values, (Values{kGapValue, kGapValue, kGapValue, kGapValue, percent(150, 100)}));
}

TEST_F(SeriesQueryTest, ComparesWeeksThatAreADayOff) {
  SeriesQuestion question = ask({"us"}, {"inventory.week@zillow"});
  question.transform = "yoy";
  const Series yearly = only(question);
  EXPECT_EQ(yearly.values[51], kGapValue);
  EXPECT_EQ(periods(yearly)[52], "2025-01-03");
  EXPECT_EQ(yearly.values[52], percent(1052, 1000)) << "363 days before";
  EXPECT_EQ(yearly.values[53], percent(1053, 1001));
  question.transform = "mom";
  const Series monthly = only(question);
  EXPECT_EQ(monthly.values[3], kGapValue);
  EXPECT_EQ(monthly.values[4], percent(1004, 1000));
  EXPECT_EQ(monthly.values[56], percent(1056, 1052)) << "29 days before";
}

TEST_F(SeriesQueryTest, SetsTheIndexTo100WhereTheWindowsValuesBegin) {
  SeriesQuestion question = ask({"us"}, {"home_value"});
  question.transform = "index", question.from = "2023-06", question.to = "2023-08";
  const Series series = only(question);
  EXPECT_EQ(series.unit, model::Unit::kIndex);
  EXPECT_EQ(series.values, (Values{kGapValue, 1'000'000, std::llrint(1e6 * 107 / 106)}));
  question = ask({"us"}, {"home_value"});
  question.transform = "index", question.last = "2";
  EXPECT_EQ(only(question).values, (Values{1'000'000, std::llrint(1e6 * 123 / 122)}))
      << "the last periods are the window";
}

TEST_F(SeriesQueryTest, SaysWhatIsUnknownAndWhatItMightBe) {
  const QuestionError region = error(ask({"us", "metro-41861"}, {"rent"}));
  EXPECT_EQ(region.code, ErrorCode::kNotFound);
  EXPECT_EQ(region.kind, "unknown-region");
  EXPECT_EQ(region.parameter, "region");
  EXPECT_NE(region.detail.find("metro-41861"), std::string::npos);
  EXPECT_NE(std::ranges::find(region.suggestions, "metro-41860"), region.suggestions.end());
  const QuestionError by_name = error(ask({"San Francisco"}, {"rent"}));
  EXPECT_FALSE(by_name.suggestions.empty()) << "a name where an id belongs";
  const QuestionError metric = error(ask({"us"}, {"home_valu"}));
  EXPECT_EQ(metric.code, ErrorCode::kInvalidInput);
  EXPECT_EQ(metric.kind, "unknown-metric");
  EXPECT_EQ(metric.parameter, "metric");
  EXPECT_EQ(metric.suggestions.at(0), "home_value");
  const QuestionError long_text = error(ask({std::string(5000, 'x')}, {"rent"}));
  EXPECT_LT(long_text.detail.size(), 500u);
}

TEST_F(SeriesQueryTest, RefusesWhatMakesNoSense) {
  const auto kind = [](void (*change)(SeriesQuestion&)) {
    SeriesQuestion question = ask({"us"}, {"home_value"});
    change(question);
    const QuestionError refused = error(question);
    EXPECT_EQ(refused.code, ErrorCode::kInvalidInput);
    EXPECT_FALSE(refused.detail.empty());
    return refused.parameter + " " + refused.kind;
  };
  EXPECT_EQ(kind([](auto& q) { q.regions.clear(); }), "region missing-parameter");
  EXPECT_EQ(kind([](auto& q) { q.metrics.clear(); }), "metric missing-parameter");
  EXPECT_EQ(kind([](auto& q) { q.regions.assign(kMaxSeriesRegions + 1, "us"); }), "region limit-exceeded");
  EXPECT_EQ(kind([](auto& q) { q.metrics.assign(kMaxSeriesMetrics + 1, "rent"); }), "metric limit-exceeded");
  EXPECT_EQ(kind([](auto& q) { q.transform = "cubed"; }), "transform unknown-transform");
  EXPECT_EQ(kind([](auto& q) { q.transform = "mom", q.metrics = {"rent", "hpi"}; }),
            "transform transform-does-not-apply");
  EXPECT_EQ(kind([](auto& q) { q.from = "yesterday"; }), "from bad-date");
  EXPECT_EQ(kind([](auto& q) { q.from = "2024-02-30"; }), "from bad-date");
  EXPECT_EQ(kind([](auto& q) { q.to = "2024-13"; }), "to bad-date");
  EXPECT_EQ(kind([](auto& q) { q.from = "2024", q.to = "2023"; }), "to bad-window");
  for (const char* last : {"0", "-1", "1.5", "ten", "10001", "99999999999999999999"}) {
    SeriesQuestion question = ask({"us"}, {"home_value"});
    question.last = last;
    EXPECT_EQ(error(question).parameter, "last") << last;
  }
}

TEST_F(SeriesQueryTest, TakesAsMuchAsTheLimitsAllow) {
  EXPECT_TRUE(
      answer_series(*world_, ask(Texts(kMaxSeriesRegions, "us"), Texts(kMaxSeriesMetrics, "rent"))).has_value());
}

}  // namespace
}  // namespace housing::app
