#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analyses/anomalies.hpp"
#include "analyses/disagreement.hpp"
#include "analyses/turning.hpp"
#include "testing/imported_world.hpp"

namespace housing::analyses {
namespace {

using model::Date;
using testing::month_ends;
using Texts = std::vector<std::string>;

constexpr std::string_view kRawHomeValue = "Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_month.csv";
constexpr int kMonths = 96;  // from 2017-01 on
constexpr int kEvent = 24;   // 2019-01: half as much again, and every release says so
constexpr int kMoved = 60;   // 2022-01: made a third higher by the second release

// A peak in 2020-01 and a trough in 2023-01; with a season and a little noise.
constexpr int kPeak = 36;
constexpr int kTrough = 72;
double trend(int month) { return 350 + 60 * std::cos(std::numbers::pi * (month - kPeak) / (kTrough - kPeak)); }
double value(int month) {
  return trend(month) * (1 + 0.04 * std::sin(std::numbers::pi * month / 6) + 0.004 * std::sin(month * 12.9898));
}

class DetectionTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    Texts first;
    for (int i = 0; i < kMonths; ++i) first.push_back(std::to_string(value(i) * (i == kEvent ? 1.5 : 1)));
    Texts second = first;
    second[kMoved] = std::to_string(value(kMoved) * 1.33);
    second[10] = std::to_string(value(10) * 1.0001);  // a revision of no weight
    const auto release = [](const Texts& nation, int day) {
      imported_->import_one(
          testing::zillow_file(kRawHomeValue, month_ends(2017, kMonths), {testing::united_states(nation)}),
          Date::of(2025, 2, day));
    };
    release(first, 1);
    release(second, 2);
    Texts smooth;
    for (int i = 0; i < kMonths; ++i) smooth.push_back(std::to_string(100 + i));
    std::vector<std::string> quarters;
    for (int i = 0; i < 32; ++i)
      quarters.push_back("\"San Francisco-Oakland-Fremont, CA\",41860," + std::to_string(2017 + i / 4) + "," +
                         std::to_string(i % 4 + 1) + "," + std::to_string(200 + 4 * i) + ".00,(1.0)");
    imported_->import({testing::zillow_file(testing::kMetroHomeValue, month_ends(2017, kMonths),
                                            {testing::united_states(smooth), testing::san_francisco(smooth)}),
                       testing::fhfa_metro_file(quarters)});
    world_ = imported_->world();
  }
  static void TearDownTestSuite() {
    world_.reset();
    delete imported_;
  }

  static AnomalyAnswer anomalies(const AnomalyQuestion& question) {
    auto answer = answer_anomalies(*world_, imported_->store(), question);
    EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().detail);
    return answer ? std::move(*answer) : AnomalyAnswer{};
  }
  template <class Answer>
  static std::string refusal(const Answer& answer) {
    EXPECT_FALSE(answer.has_value());
    return answer ? std::string() : answer.error().parameter + " " + answer.error().kind;
  }

  static inline testing::ImportedWorld* imported_ = nullptr;
  static inline std::shared_ptr<const app::World> world_;
};

TEST_F(DetectionTest, ARevisionIsNeverAnEventOfTheMarket) {
  const AnomalyAnswer answer = anomalies({.region = "us", .metric = "home_value.raw@zillow", .from = {}, .to = {}});
  EXPECT_EQ(answer.of, static_cast<std::size_t>(kMonths));
  EXPECT_EQ(answer.revised, 2u);
  std::vector<std::string> told;
  for (const Anomaly& one : answer.found)
    if (one.kind == AnomalyClass::kRestated || std::abs(one.z) > 8)
      told.push_back(answer.series.period(one.at).to_string() + " " + std::string(to_string(one.kind)));
  EXPECT_EQ(told, (std::vector<std::string>{"2019-01 unusual", "2022-01 restated"}));
  const auto moved = std::ranges::find(answer.found, static_cast<std::size_t>(kMoved), &Anomaly::at);
  ASSERT_NE(moved, answer.found.end());
  EXPECT_NEAR(moved->first_said.value_or(0), value(kMoved), 0.01);
  EXPECT_NEAR(moved->expected / value(kMoved), 1, 0.03);
  EXPECT_EQ(std::ranges::count(answer.found, std::size_t{10}, &Anomaly::at), 0) << "revised, and by nothing";
}

TEST_F(DetectionTest, ARevisionBackToNormalIsTold) {
  // As of the first release there is nothing restated and 2022-01 is as expected.
  const auto past = imported_->holder().at(Date::of(2025, 2, 1));
  ASSERT_TRUE(past.has_value());
  const auto answer = answer_anomalies(**past, imported_->store(),
                                       {.region = "us", .metric = "home_value.raw@zillow", .from = {}, .to = {}});
  ASSERT_TRUE(answer.has_value()) << answer.error().detail;
  EXPECT_EQ(answer->revised, 0u);
  for (const Anomaly& one : answer->found) {
    EXPECT_EQ(one.kind, AnomalyClass::kUnusual);
    EXPECT_NE(one.at, static_cast<std::size_t>(kMoved));
  }
}

TEST_F(DetectionTest, OnlyTheWindowIsTold) {
  const AnomalyAnswer answer =
      anomalies({.region = "us", .metric = "home_value.raw@zillow", .from = "2022", .to = "2022"});
  ASSERT_FALSE(answer.found.empty());
  for (const Anomaly& one : answer.found) EXPECT_EQ(answer.series.period(one.at).to_string().substr(0, 4), "2022");
  EXPECT_EQ(answer.of, static_cast<std::size_t>(kMonths)) << "the whole series is looked at";
}

TEST_F(DetectionTest, FindsPeaksTroughsAndWhereItStands) {
  const auto answer =
      answer_turning_points(*world_, {.region = "us", .metric = "home_value.raw@zillow", .from = "2023-01", .to = {}});
  ASSERT_TRUE(answer.has_value()) << answer.error().detail;
  ASSERT_EQ(answer->points.size(), 2u);
  EXPECT_TRUE(answer->points[0].peak);
  EXPECT_NEAR(static_cast<double>(answer->points[0].at), kPeak, 3);
  EXPECT_FALSE(answer->points[1].peak);
  EXPECT_NEAR(static_cast<double>(answer->points[1].at), kTrough, 3);
  EXPECT_FALSE(answer->points[0].change.has_value());
  EXPECT_NEAR(answer->points[1].change.value_or(0), 100 * (290.0 / 410 - 1), 2);
  EXPECT_GT(answer->change.value_or(0), 5);
  ASSERT_TRUE(answer->test.has_value());
  EXPECT_EQ(answer->test->used, 24u);
  EXPECT_EQ(answer->test_from.to_string(), "2023-01");
  EXPECT_NEAR(answer->test->slope, (trend(95) - trend(72)) / 23 * 12, 6);
  EXPECT_LT(answer->test->p, kSignificant);
}

TEST_F(DetectionTest, TestsTheLastFiveYearsUnlessTold) {
  const auto answer =
      answer_turning_points(*world_, {.region = "us", .metric = "home_value.raw@zillow", .from = {}, .to = {}});
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->test_from.to_string(), "2019-12");
  EXPECT_EQ(answer->test_to.to_string(), "2024-12");
}

TEST_F(DetectionTest, PutsIndicesOnOneBaseByTheLowestFrequency) {
  const auto answer = answer_disagreement(*world_, {.region = "metro-41860", .base = "2018-05"});
  ASSERT_TRUE(answer.has_value()) << answer.error().detail;
  EXPECT_EQ(answer->frequency, model::Frequency::kQuarter);
  ASSERT_EQ(answer->rows.size(), 2u);
  EXPECT_EQ(answer->rows[0].metric->id, "home_value");
  EXPECT_EQ(answer->rows[1].metric->id, "hpi");
  const auto at = [&](std::int32_t ordinal) { return static_cast<std::size_t>(ordinal - answer->ordinals.front()); };
  EXPECT_EQ(model::Period({answer->frequency, answer->base}).to_string(), "2018-Q2");
  EXPECT_DOUBLE_EQ(answer->rows[0].index[at(answer->base)], 100);
  EXPECT_DOUBLE_EQ(answer->rows[1].index[at(answer->base)], 100);
  EXPECT_EQ(model::Period({answer->frequency, answer->latest}).to_string(), "2024-Q4");
  // Home values are the mean of 193, 194, 195 then and were of 115, 116, 117; the index went from 220 to 324.
  EXPECT_NEAR(answer->spread.greatest, 100 * 194.0 / 116, 1e-9);
  EXPECT_NEAR(answer->spread.least, 100 * 324.0 / 220, 1e-9);
  EXPECT_EQ(answer->spread.of, 2u);
  for (const DisagreementRow& row : answer->rows) EXPECT_FALSE(row.measure->reason.empty());
}

TEST_F(DetectionTest, TakesTheFirstPeriodThatAllHaveAsBase) {
  const auto answer = answer_disagreement(*world_, {.region = "metro-41860", .base = {}});
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(model::Period({answer->frequency, answer->base}).to_string(), "2017-Q1");
}

TEST_F(DetectionTest, NamesTheMetroThatStandsForAPlaceInIt) {
  const auto answer = answer_disagreement(*world_, {.region = "county-06075", .base = {}});
  ASSERT_TRUE(answer.has_value()) << answer.error().detail;
  ASSERT_EQ(answer->notes.size(), 2u);
  EXPECT_NE(answer->notes[0].find("that of San Francisco"), std::string::npos);
  EXPECT_EQ(answer->rows[0].region.text(), "metro-41860");
}

TEST_F(DetectionTest, SaysWhyThereIsNoAnswer) {
  const auto strange = [](const char* region, const char* metric) {
    return refusal(
        answer_anomalies(*world_, imported_->store(), {.region = region, .metric = metric, .from = {}, .to = {}}));
  };
  EXPECT_EQ(strange("", "sale_price"), "region missing-parameter");
  EXPECT_EQ(strange("us", ""), "metric missing-parameter");
  EXPECT_EQ(strange("us", "sale_prize"), "metric unknown-metric");
  EXPECT_EQ(strange("metro-1", "sale_price"), "region unknown-region");
  EXPECT_EQ(strange("us", "sale_price"), "metric no-data");
  EXPECT_EQ(strange("us", "mortgage_rate"), "metric metric-does-not-apply") << "weekly";
  EXPECT_EQ(strange("us", "median_income"), "metric metric-does-not-apply");
  EXPECT_EQ(
      refusal(answer_turning_points(*world_, {.region = "us", .metric = "home_value", .from = "2024", .to = "2023"})),
      "to bad-window");
  EXPECT_EQ(refusal(answer_disagreement(*world_, {.region = "state-ca", .base = {}})), "region no-data");
  EXPECT_EQ(refusal(answer_disagreement(*world_, {.region = "metro-41860", .base = "1980"})), "base no-data");
  EXPECT_EQ(refusal(answer_disagreement(*world_, {.region = "metro-41860", .base = "soon"})), "base bad-date");
}

}  // namespace
}  // namespace housing::analyses
