#include "stats/rent_or_buy.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace housing::stats {
namespace {

double below(std::mt19937& random, unsigned end) { return static_cast<double>(random() % end); }

RentOrBuyTerms usual() {
  RentOrBuyTerms terms;
  terms.price = 400'000;
  terms.down = DownPayment::share(10);
  terms.cost = {.rate = 6.5, .months = 360, .tax = 1.1, .insurance = .35, .pmi = .58};
  terms.maintenance = 1;
  terms.buying = 3;
  terms.selling = 6;
  terms.growth = 3;
  terms.rent = 2200;
  terms.rent_growth = 3;
  terms.opportunity = 5;
  return terms;
}

TEST(RentOrBuy, WithNothingButPricesIsPlainArithmetic) {
  RentOrBuyTerms terms;
  terms.price = 120'000;
  terms.down = DownPayment::share(100);
  terms.buying = 2;
  terms.selling = 5;
  terms.rent = 500;
  const RentOrBuy stay = rent_or_buy(terms, 24);
  EXPECT_NEAR(stay.buying, 120'000 * 1.02 - 120'000 * .95, 1e-6);
  EXPECT_NEAR(stay.renting, 12'000, 1e-9);
  EXPECT_NEAR(stay.advantage(), 12'000 - 8400, 1e-6);
}

TEST(RentOrBuy, RaisesTheRentOnceAYear) {
  RentOrBuyTerms terms;
  terms.rent = 1000;
  terms.rent_growth = 10;
  EXPECT_NEAR(rent_or_buy(terms, 12).renting, 12'000, 1e-6);
  EXPECT_NEAR(rent_or_buy(terms, 13).renting, 13'100, 1e-6);
  EXPECT_NEAR(rent_or_buy(terms, 36).renting, 12'000 * 3.31, 1e-6);
}

// A loan at the rate money earns elsewhere costs nothing today, whatever its size.
TEST(RentOrBuy, ALoanAtTheOpportunityRateIsNeutral) {
  RentOrBuyTerms terms;
  terms.price = 300'000;
  terms.cost = {.rate = 6, .months = 360, .tax = 0, .insurance = 0, .pmi = 0};
  terms.opportunity = 100 * (std::pow(1 + .06 / 12, 12) - 1);
  terms.growth = terms.opportunity;
  for (const double share : {0.0, 20.0, 100.0}) {
    terms.down = DownPayment::share(share);
    for (const int months : {1, 59, 360, 361, 480}) EXPECT_NEAR(rent_or_buy(terms, months).buying, 0, 1e-4) << months;
  }
}

TEST(RentOrBuy, PathEndsWhereTheStayDoes) {
  const auto path = rent_or_buy_path(usual(), 120);
  ASSERT_EQ(path.size(), 120u);
  EXPECT_DOUBLE_EQ(path.back().advantage(), rent_or_buy(usual(), 120).advantage());
  EXPECT_DOUBLE_EQ(path[11].advantage(), rent_or_buy(usual(), 12).advantage());
  EXPECT_NEAR(path.back().home_value, 400'000 * std::pow(1.03, 10), 1e-4);
  EXPECT_NEAR(path.back().balance, balance_after(360'000, 6.5, 360, 120), 1e-4);
}

TEST(RentOrBuy, PmiEndsWhenFourFifthsAreOwed) {
  RentOrBuyTerms with = usual();
  with.opportunity = 0;
  RentOrBuyTerms without = with;
  without.cost.pmi = 0;
  const int months = 360;
  const double paid = rent_or_buy(with, months).buying - rent_or_buy(without, months).buying;
  const double each = 360'000 * .58 / 1200;
  int due = 0;
  while (balance_after(360'000, 6.5, 360, due) > 320'000) ++due;
  EXPECT_NEAR(paid, each * due, 1e-4);
}

TEST(BreakEven, GrowthMakesBothEqual) {
  std::mt19937 random(31);
  int solved = 0;
  for (int round = 0; round < 300; ++round) {
    RentOrBuyTerms terms = usual();
    terms.rent = 800 + below(random, 4000);
    terms.down = DownPayment::share(below(random, 101));
    terms.cost.rate = below(random, 1200) / 100.0;
    terms.opportunity = below(random, 10);
    const int months = 1 + static_cast<int>(random() % 360);
    const auto growth = break_even_growth(terms, months);
    if (!growth) continue;
    ++solved;
    terms.growth = *growth;
    ASSERT_NEAR(rent_or_buy(terms, months).advantage(), 0, .01) << round;
    terms.growth = *growth - .01;
    ASSERT_LT(rent_or_buy(terms, months).advantage(), 0) << round;
  }
  EXPECT_GT(solved, 150);
}

TEST(BreakEven, MonthsAreTheShortestStay) {
  const auto months = break_even_months(usual());
  ASSERT_TRUE(months);
  EXPECT_GT(*months, 1);
  EXPECT_GE(rent_or_buy(usual(), *months).advantage(), 0);
  EXPECT_LT(rent_or_buy(usual(), *months - 1).advantage(), 0);
  RentOrBuyTerms cheap = usual();
  cheap.rent = 0;
  EXPECT_EQ(break_even_months(cheap).error(), Unsolved::kNever);
}

TEST(BreakEven, RentMakesBothEqual) {
  for (const int months : {1, 13, 84, 400}) {
    RentOrBuyTerms terms = usual();
    terms.rent = break_even_rent(terms, months);
    EXPECT_NEAR(rent_or_buy(terms, months).advantage(), 0, .01) << months;
  }
}

TEST(BreakEven, SaysWhyThereIsNone) {
  RentOrBuyTerms terms = usual();
  terms.rent = 1e7;
  EXPECT_EQ(break_even_growth(terms, 12).error(), Unsolved::kAlways);
  terms = usual();
  terms.rent = 0;
  terms.selling = 100;
  EXPECT_EQ(break_even_growth(terms, 12).error(), Unsolved::kNever);
}

}  // namespace
}  // namespace housing::stats
