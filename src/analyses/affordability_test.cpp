#include "analyses/affordability.hpp"

#include <gtest/gtest.h>

#include "analyses/rent_or_buy.hpp"
#include "stats/owner_budget.hpp"
#include "testing/imported_world.hpp"

namespace housing::analyses {
namespace {

using testing::month_ends;
using Texts = std::vector<std::string>;

constexpr const char* kSurvey =
    "GEO_ID,NAME,S1901_C01_012E,S1901_C01_012M,\n"
    "Geography,Geographic Area Name,Estimate!!Households!!Median income (dollars),"
    "Margin of Error!!Households!!Median income (dollars),\n"
    "310M700US41860,\"San Francisco-Oakland-Fremont, CA Metro Area\",135000,900,\n"
    "310M700US14460,\"Boston-Cambridge-Newton, MA-NH Metro Area\",110000,800,\n";

// 14 months from January 2024; rates in January 2024 and March 2025; incomes of 2019-2023.
class AffordabilityTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    const auto rising = [](int from, int step) {
      Texts texts;
      for (int i = 0; i < 14; ++i) texts.push_back(std::to_string(from + i * step));
      return texts;
    };
    imported_->import(
        {testing::zillow_file(testing::kMetroHomeValue, month_ends(2024, 14),
                              {testing::united_states(rising(340'000, 1000)), testing::boston(rising(600'000, 2000)),
                               testing::san_francisco(rising(1'100'000, 1000)), testing::denver(rising(550'000, 0))}),
         testing::zillow_file(testing::kMetroRent, month_ends(2024, 14), {testing::boston(rising(3000, 0))}),
         testing::fred_file("MORTGAGE30US", {{"2024-01-25", "6.00"}, {"2025-03-06", "7.00"}}),
         {"ACSST5Y2023.S1901-Data.csv", kSurvey}});
    columns_ = new Columns(imported_->world());
  }
  static void TearDownTestSuite() {
    delete columns_;
    delete imported_;
  }

  static RegionsAffordability of_regions(const AffordabilityQuestion& question) {
    auto answer = answer_affordability_of_regions(columns_->world(), question);
    EXPECT_TRUE(answer) << answer.error().detail;
    return answer ? std::move(*answer) : RegionsAffordability{};
  }
  static LevelAffordability of_metros(AffordabilityQuestion question) {
    question.level.type = "metro";
    auto answer = answer_affordability_of_level(*columns_, question);
    EXPECT_TRUE(answer) << answer.error().detail;
    return answer ? std::move(*answer) : LevelAffordability{};
  }
  static AffordabilityQuestion boston() {
    return {.regions = {"metro-14460"}, .level = {}, .household = {}, .price_metric = {}, .fields = {}};
  }

  static inline testing::ImportedWorld* imported_ = nullptr;
  static inline Columns* columns_ = nullptr;
};

TEST_F(AffordabilityTest, TakesTheNewestInputsAndSaysTheirPeriods) {
  const auto answer = of_regions(boston());
  const RegionAffordability& region = answer.regions.at(0);
  EXPECT_EQ(region.price->period.to_string(), "2025-02");
  EXPECT_EQ(region.price->value(), 626'000);
  EXPECT_EQ(region.median_income->period.to_string(), "2019-2023");
  EXPECT_EQ(region.median_income->value(), 110'000);
  EXPECT_EQ(region.rent->value(), 3000);
  EXPECT_EQ(answer.asking.rate, 7);
  EXPECT_EQ(answer.asking.market_rate->period.to_string(), "2025-03-06");
  EXPECT_NE(region.price->shard, nullptr);
  EXPECT_NEAR(region.place.cost.principal_and_interest, stats::monthly_payment(626'000 * .8, 7, 360), 1e-6);
  EXPECT_NEAR(region.place.price_to_rent, 626'000 / 36'000.0, 1e-9);
  EXPECT_EQ(answer.counts.compared, 1u);
}

TEST_F(AffordabilityTest, APeriodTakesWhatWasTheNewestThen) {
  AffordabilityQuestion question = boston();
  question.level.period = "2024-01";
  const auto answer = of_regions(question);
  EXPECT_EQ(answer.regions.at(0).price->value(), 600'000);
  EXPECT_EQ(answer.asking.rate, 6);
  // The survey's five years end on the last day of 2023; a month earlier they are not over.
  EXPECT_TRUE(answer.regions.at(0).median_income);
  EXPECT_EQ(answer.notes.size(), 0u);
}

TEST_F(AffordabilityTest, ZeroIsAValue) {
  AffordabilityQuestion question = boston();
  question.household.rate = "0";
  question.household.down = "0";
  question.household.tax = "0";
  question.household.insurance = "0";
  question.household.pmi = "0";
  const auto answer = of_regions(question);
  EXPECT_NEAR(answer.regions.at(0).place.cost.total, 626'000 / 360.0, 1e-6);
  EXPECT_EQ(answer.asking.rate, 0);
  EXPECT_FALSE(answer.asking.market_rate);
  question.household.income = "0";
  EXPECT_FALSE(of_regions(question).regions.at(0).place.compared());
  EXPECT_EQ(of_regions(question).regions.at(0).place.max_price, 0);
}

TEST_F(AffordabilityTest, WithoutAnIncomeThePlaceIsNotCompared) {
  AffordabilityQuestion question = boston();
  question.regions = {"metro-19740"};  // Denver: not in the survey
  const auto answer = of_regions(question);
  EXPECT_FALSE(answer.regions.at(0).place.compared());
  EXPECT_FALSE(std::isnan(answer.regions.at(0).place.cost.total));
  EXPECT_EQ(answer.counts.with_price, 1u);
  EXPECT_EQ(answer.counts.with_income, 0u);
  EXPECT_EQ(answer.notes.size(), 1u);
}

TEST_F(AffordabilityTest, ALevelSaysWhatItsPlacesSay) {
  for (const char* income : {"", "180000"}) {
    AffordabilityQuestion question{.regions = {}, .level = {}, .household = {}, .price_metric = {}, .fields = {"all"}};
    question.household.income = income;
    question.household.cash = "120000";
    const auto level = of_metros(question);
    EXPECT_EQ(level.counts.places, 3u);
    EXPECT_EQ(level.counts.with_price, 3u);
    ASSERT_EQ(level.places.size(), 3u);
    for (std::size_t i = 0; i < level.places.size(); ++i) {
      AffordabilityQuestion one = question;
      one.fields = {};
      one.regions = {std::string(level.level.axis->regions[level.places[i]].text())};
      const auto single = of_regions(one).regions.at(0).place;
      for (const AffordabilityField& field : all_affordability_fields()) {
        const double a = field.value(level.values[i]);
        const double b = field.value(single);
        EXPECT_TRUE(a == b || (std::isnan(a) && std::isnan(b)))
            << one.regions[0] << ' ' << field.id << ' ' << a << ' ' << b;
      }
    }
    EXPECT_EQ(level.asking.max_price.has_value(), income[0] != '\0');
  }
}

TEST_F(AffordabilityTest, TheAnswerAgreesWithItsInverses) {
  AffordabilityQuestion question = boston();
  question.household.income = "150000";
  question.household.down = "10";
  const auto answer = of_regions(question);
  const RegionAffordability& region = answer.regions.at(0);
  const auto again = [&](auto&& change) {
    Household household = answer.asking.household;
    PlaceNumbers numbers = region.place.numbers;
    double rate = answer.asking.rate;
    change(household, numbers, rate);
    return assess(household, rate, numbers).share;
  };
  EXPECT_NEAR(again([&](auto&, auto& numbers, auto&) { numbers.income = region.place.qualifying_income; }), 30, 1e-6);
  EXPECT_NEAR(again([&](auto&, auto& numbers, auto&) { numbers.price = region.place.max_price; }), 30, 1e-6);
  EXPECT_NEAR(again([&](auto&, auto&, double& rate) { rate = region.rate_needed; }), 30, 1e-4);
  EXPECT_NEAR(
      again([&](auto& household, auto&, auto&) { household.down = stats::DownPayment::sum(region.cash_needed); }), 30,
      1e-6);
}

TEST_F(AffordabilityTest, RefusesWhatMakesNoSense) {
  const auto kind = [](AffordabilityQuestion question) {
    const auto answer = answer_affordability_of_regions(columns_->world(), question);
    return answer ? std::string("none") : answer.error().kind + " " + answer.error().parameter;
  };
  AffordabilityQuestion question = boston();
  question.household.rate = "-1";
  EXPECT_EQ(kind(question), "bad-number rate");
  question.household.rate = "1e1";
  EXPECT_EQ(kind(question), "bad-number rate");
  question = boston();
  question.household.rate = "nan";
  EXPECT_EQ(kind(question), "bad-number rate");
  question = boston();
  question.household.down = "20";
  question.household.cash = "0";
  EXPECT_EQ(kind(question), "bad-parameter cash");
  question = boston();
  question.price_metric = "rent";
  EXPECT_EQ(kind(question), "bad-parameter price_metric");
  question.price_metric = "rentt";
  EXPECT_EQ(kind(question), "unknown-metric price_metric");
  question = boston();
  question.level.period = "soon";
  EXPECT_EQ(kind(question), "bad-date period");
  question = boston();
  question.regions = {"metro-99999"};
  EXPECT_EQ(kind(question), "unknown-region region");
  question = boston();
  question.household.rule = "0";
  EXPECT_EQ(kind(question), "bad-number rule");
}

TEST_F(AffordabilityTest, RentOrBuyTakesDataOrWhatIsSaid) {
  RentOrBuyQuestion question;
  question.region = "metro-14460";
  const auto answer = answer_rent_or_buy(columns_->world(), question);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->price.value, 626'000);
  EXPECT_EQ(answer->rent.value, 3000);
  EXPECT_EQ(answer->rate.value, 7);
  EXPECT_EQ(answer->path.size(), static_cast<std::size_t>(kPathYears));
  EXPECT_DOUBLE_EQ(answer->path[6].advantage(), answer->stay.advantage());
  ASSERT_EQ(answer->past_price.size(), 1u);  // the data reach back one year
  EXPECT_NEAR(answer->past_price[0].percent, 100 * (626.0 / 602.0 - 1), 1e-9);

  question.region = "metro-41860";  // no rent there
  EXPECT_EQ(answer_rent_or_buy(columns_->world(), question).error().parameter, "rent");
  question.rent = "4000";
  question.price = "0";
  const auto said = answer_rent_or_buy(columns_->world(), question);
  ASSERT_TRUE(said);
  EXPECT_EQ(said->price.value, 0);
  EXPECT_FALSE(said->price.from);
}

}  // namespace
}  // namespace housing::analyses
