#include "analyses/forecast_query.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "testing/imported_world.hpp"

namespace housing::analyses {
namespace {

using testing::month_ends;
using Texts = std::vector<std::string>;

constexpr int kMonths = 120;

Texts walk(int count, double step) {
  Texts texts;
  double value = 300'000;
  for (int i = 0; i < count; ++i) {
    value += step * (100 + 37 * ((i * 7919) % 13 - 6));
    texts.push_back(std::to_string(value));
  }
  return texts;
}

// Ten years for the nation; a gap in 2016-03 for San Francisco, three years for Boston.
class ForecastQueryTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    Texts gap = walk(kMonths, 2);
    gap[14] = "";
    Texts shorter(kMonths);
    for (std::size_t i = kMonths - 36; i < kMonths; ++i) shorter[i] = "400000";
    imported_->import_one(testing::zillow_file(testing::kMetroHomeValue, month_ends(2015, kMonths),
                                               {testing::united_states(walk(kMonths, 1)), testing::san_francisco(gap),
                                                testing::boston(shorter)}),
                          model::Date::of(2025, 1, 20));
  }
  static void TearDownTestSuite() {
    delete imported_;
    imported_ = nullptr;
  }
  static app::Answered<Forecast> ask(const ForecastQuestion& question) {
    return answer_forecast(*imported_->world(), question);
  }
  static std::string kind(const ForecastQuestion& question) {
    const auto answer = ask(question);
    return answer ? "" : answer.error().kind + " " + answer.error().parameter;
  }

  static testing::ImportedWorld* imported_;
};
testing::ImportedWorld* ForecastQueryTest::imported_ = nullptr;

TEST_F(ForecastQueryTest, ForecastsTheYearAfterTheLastValue) {
  const auto answer = ask({.region = "us", .metric = "home_value", .horizon = "", .method = "", .levels = ""});
  ASSERT_TRUE(answer) << answer.error().detail;
  ASSERT_EQ(answer->periods.size(), 12u);
  EXPECT_EQ(answer->periods.front().to_string(), "2025-01");
  EXPECT_EQ(answer->periods.back().to_string(), "2025-12");
  ASSERT_TRUE(answer->record);
  EXPECT_TRUE(answer->asked.has(forecast::Method::kEnsemble));
  for (const forecast::Method method : forecast::kBaselines.list()) EXPECT_TRUE(answer->record->methods().has(method));
  EXPECT_EQ(answer->record->past_origins(), 120u - 48);
  EXPECT_NEAR(answer->record->forecasts().of(forecast::Method::kNaive, 120)[0], answer->input.values.back(), 1e-9);
  EXPECT_FALSE(answer->withheld);
  ASSERT_NE(answer->input.shard, nullptr);
}

TEST_F(ForecastQueryTest, UsesOnlyWhatFollowsTheLastGapAndSaysSo) {
  const auto answer =
      ask({.region = "metro-41860", .metric = "home_value", .horizon = "3", .method = "", .levels = "80"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->input.first(model::Frequency::kMonth).to_string(), "2016-04");
  EXPECT_EQ(answer->input.before_gap, 14u);
  ASSERT_FALSE(answer->notes.empty());
  EXPECT_NE(answer->notes.front().find("14 earlier values"), std::string::npos) << answer->notes.front();
}

TEST_F(ForecastQueryTest, WithholdsWhatIsTooShort) {
  const auto answer = ask({.region = "metro-14460", .metric = "home_value", .horizon = "", .method = "", .levels = ""});
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->record);
  ASSERT_TRUE(answer->withheld);
  EXPECT_NE(answer->withheld->find("needs 48 values"), std::string::npos) << *answer->withheld;
  EXPECT_NE(answer->withheld->find("there are 36"), std::string::npos) << *answer->withheld;
}

TEST_F(ForecastQueryTest, EveryMethodIsThereForAll) {
  const auto answer = ask({.region = "us", .metric = "home_value", .horizon = "2", .method = "all", .levels = "80"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->record->methods().list().size(), forecast::kMethods);
}

TEST_F(ForecastQueryTest, NamesTheParameterThatIsWrong) {
  EXPECT_EQ(kind({.region = "us", .metric = "home_vlaue", .horizon = "", .method = "", .levels = ""}),
            "unknown-metric metric");
  EXPECT_EQ(kind({.region = "metro-99999", .metric = "home_value", .horizon = "", .method = "", .levels = ""}),
            "unknown-region region");
  EXPECT_EQ(kind({.region = "", .metric = "home_value", .horizon = "", .method = "", .levels = ""}),
            "missing-parameter region");
  EXPECT_EQ(kind({.region = "us", .metric = "home_value", .horizon = "25", .method = "", .levels = ""}),
            "bad-number horizon");
  EXPECT_EQ(kind({.region = "us", .metric = "home_value", .horizon = "0", .method = "", .levels = ""}),
            "bad-number horizon");
  EXPECT_EQ(kind({.region = "us", .metric = "home_value", .horizon = "", .method = "arima", .levels = ""}),
            "unknown-forecast-method method");
  EXPECT_EQ(kind({.region = "us", .metric = "home_value", .horizon = "", .method = "", .levels = "100"}),
            "bad-number levels");
  EXPECT_EQ(kind({.region = "us", .metric = "home_value", .horizon = "", .method = "", .levels = "1,2,3,4,5,6"}),
            "limit-exceeded levels");
  EXPECT_EQ(kind({.region = "state-ca", .metric = "home_value", .horizon = "", .method = "", .levels = ""}),
            "no-data region");
}

TEST_F(ForecastQueryTest, ThePastIsForecastFromWhatWasKnown) {
  const auto past = imported_->holder().at(model::Date::of(2025, 1, 19));
  ASSERT_TRUE(past);
  const auto answer =
      answer_forecast(**past, {.region = "us", .metric = "home_value", .horizon = "", .method = "", .levels = ""});
  ASSERT_FALSE(answer) << "nothing had been released by then";
  EXPECT_EQ(answer.error().kind, "no-data");
}

}  // namespace
}  // namespace housing::analyses
