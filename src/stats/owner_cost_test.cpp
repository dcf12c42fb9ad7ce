#include "stats/owner_cost.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "stats/owner_budget.hpp"

namespace housing::stats {
namespace {

double below(std::mt19937& random, unsigned end) { return static_cast<double>(random() % end); }

constexpr CostTerms kTerms = {.rate = 7, .months = 360, .tax = 1.1, .insurance = .35, .pmi = .58};
constexpr double kCent = .01;

double cost_of(double price, const DownPayment& down, const CostTerms& terms) {
  return owner_cost(price, down, terms).total;
}

TEST(OwnerCost, ReproducesTheDerivedExample) {
  const OwnerCost cost = owner_cost(400'000, DownPayment::share(10), kTerms);
  EXPECT_NEAR(cost.principal_and_interest, 2395.088982645056, 1e-8);
  EXPECT_NEAR(cost.total, 3052.4223159783896, 1e-8);
  EXPECT_DOUBLE_EQ(cost.loan, 360'000);
  EXPECT_NEAR(cost.total, cost.principal_and_interest + cost.tax + cost.insurance + cost.pmi, 1e-9);
  EXPECT_NEAR(qualifying_income(cost.total, 30), 122096.89263913558, 1e-6);
  EXPECT_NEAR(max_price(monthly_budget(84'000, 30), DownPayment::share(10), kTerms).value(), 275191.2786126895, 1e-6);
}

TEST(OwnerCost, PmiEndsAtExactlyTwentyPercent) {
  for (const double price : {1.0, 99'999.99, 123'456.78, 300'000.0, 1'234'567.89}) {
    EXPECT_EQ(owner_cost(price, DownPayment::share(20), kTerms).pmi, 0) << price;
    EXPECT_EQ(owner_cost(price, DownPayment::sum(price * .2), kTerms).pmi, 0) << price;
    EXPECT_GT(owner_cost(price, DownPayment::share(19.999), kTerms).pmi, 0) << price;
  }
}

TEST(OwnerCost, ZeroIsAValue) {
  CostTerms terms = kTerms;
  terms.rate = 0;
  EXPECT_NEAR(owner_cost(360'000, DownPayment::share(0), terms).principal_and_interest, 1000, 1e-9);
  EXPECT_DOUBLE_EQ(owner_cost(360'000, DownPayment::share(0), terms).loan, 360'000);
  EXPECT_DOUBLE_EQ(owner_cost(100'000, DownPayment::sum(150'000), terms).loan, 0);
  EXPECT_DOUBLE_EQ(owner_cost(100'000, DownPayment::sum(150'000), terms).down, 100'000);
  EXPECT_TRUE(std::isnan(cost_of(std::nan(""), DownPayment::share(20), terms)));
  EXPECT_TRUE(std::isnan(cost_of(std::nan(""), DownPayment::sum(20'000), terms)));
}

struct Case {
  CostTerms terms;
  DownPayment down;
  double price;
};
Case random_case(std::mt19937& random, bool cash) {
  const auto up_to = [&](double most) { return most * static_cast<double>(random()) / 4294967295.0; };
  const auto or_zero = [&](double most) { return random() % 8 == 0 ? 0.0 : up_to(most); };
  Case made;
  made.terms = {.rate = or_zero(15),
                .months = 12 * (1 + static_cast<int>(random() % 40)),
                .tax = or_zero(3),
                .insurance = or_zero(2),
                .pmi = or_zero(2)};
  made.price = 1000 + up_to(5'000'000);
  made.down = cash ? DownPayment::sum(or_zero(2'000'000)) : DownPayment::share(or_zero(95));
  return made;
}

TEST(MaxPrice, WithAShareDownGoesRoundToACent) {
  std::mt19937 random(21);
  for (int round = 0; round < 20'000; ++round) {
    const Case made = random_case(random, false);
    const double cost = cost_of(made.price, made.down, made.terms);
    ASSERT_NEAR(max_price(cost, made.down, made.terms).value(), made.price, kCent / 2) << round;
  }
}

// With cash fixed the cost jumps where the loan passes 80 % of the price: a budget inside the jump buys the home at it.
TEST(MaxPrice, WithCashIsTheHighestThatFits) {
  std::mt19937 random(22);
  int at_the_jump = 0;
  for (int round = 0; round < 40'000; ++round) {
    const Case made = random_case(random, true);
    const double budget = below(random, 2'000'000) / 100;
    const auto price = max_price(budget, made.down, made.terms);
    ASSERT_TRUE(price);
    const double jump = 5 * made.down.cash;
    ASSERT_LE(cost_of(*price, made.down, made.terms), budget + kCent / 2) << round;
    ASSERT_GT(cost_of(*price + kCent, made.down, made.terms), budget - kCent / 2) << round;
    if (*price == jump && jump > 0 && cost_of(jump, made.down, made.terms) < budget - 1) ++at_the_jump;
  }
  EXPECT_GT(at_the_jump, 10);  // the case was met
}

TEST(MaxPrice, WithCashGoesRoundToACentWhereverTheCostIsNotFlat) {
  std::mt19937 random(23);
  for (int round = 0; round < 20'000; ++round) {
    const Case made = random_case(random, true);
    if (made.price <= made.down.cash) continue;  // no loan: many prices cost the same when nothing is taxed
    const double cost = cost_of(made.price, made.down, made.terms);
    ASSERT_NEAR(max_price(cost, made.down, made.terms).value(), made.price, kCent / 2) << round;
  }
}

TEST(MaxPrice, KnownJump) {
  // 50,000 of cash: up to 250,000 without PMI. A budget of a dollar more than that home costs buys no dearer one.
  const DownPayment down = DownPayment::sum(50'000);
  const double at_jump = cost_of(250'000, down, kTerms);
  EXPECT_GT(cost_of(250'000.01, down, kTerms), at_jump + 90);
  EXPECT_DOUBLE_EQ(max_price(at_jump + 1, down, kTerms).value(), 250'000);
  EXPECT_NEAR(max_price(at_jump, down, kTerms).value(), 250'000, kCent);
  EXPECT_GT(max_price(at_jump + 100, down, kTerms).value(), 250'000);
}

TEST(MaxPrice, Edges) {
  EXPECT_DOUBLE_EQ(max_price(0, DownPayment::share(10), kTerms).value(), 0);
  EXPECT_DOUBLE_EQ(max_price(0, DownPayment::sum(0), kTerms).value(), 0);
  const CostTerms only_loan = {.rate = 5, .months = 360, .tax = 0, .insurance = 0, .pmi = 0};
  EXPECT_DOUBLE_EQ(max_price(0, DownPayment::sum(70'000), only_loan).value(), 70'000);
  EXPECT_EQ(max_price(10, DownPayment::share(100), only_loan).error(), Unsolved::kAlways);
  EXPECT_EQ(max_price(-1, DownPayment::share(10), kTerms).error(), Unsolved::kNever);
  EXPECT_EQ(max_price(std::nan(""), DownPayment::share(10), kTerms).error(), Unsolved::kNever);
}

TEST(RequiredIncome, GoesRound) {
  std::mt19937 random(24);
  for (int round = 0; round < 10'000; ++round) {
    const double income = 1 + below(random, 1'000'000);
    const double rule = 1 + below(random, 60);
    ASSERT_NEAR(qualifying_income(monthly_budget(income, rule), rule), income, 1e-6);
  }
}

TEST(RateWithin, GoesRound) {
  std::mt19937 random(25);
  for (int round = 0; round < 5'000; ++round) {
    const Case made = random_case(random, round % 2 == 0);
    const OwnerCost cost = owner_cost(made.price, made.down, made.terms);
    if (cost.loan < 1) continue;
    const auto rate = rate_within(made.price, made.down, made.terms, cost.total + 1e-7);
    ASSERT_TRUE(rate) << round;
    CostTerms found = made.terms;
    found.rate = *rate;
    ASSERT_NEAR(cost_of(made.price, made.down, found), cost.total, kCent / 2) << round;
  }
  EXPECT_EQ(rate_within(400'000, DownPayment::share(10), kTerms, 300).error(), Unsolved::kNever);
  EXPECT_EQ(rate_within(400'000, DownPayment::share(100), kTerms, 3000).error(), Unsolved::kAlways);
}

TEST(DownPaymentNeeded, IsTheSmallestThatFits) {
  std::mt19937 random(26);
  int at_the_jump = 0;
  for (int round = 0; round < 40'000; ++round) {
    Case made = random_case(random, true);
    const double budget = below(random, 2'000'000) / 100;
    const auto down = down_payment_needed(made.price, made.terms, budget);
    const auto cost = [&](double cash) { return cost_of(made.price, DownPayment::sum(cash), made.terms); };
    if (!down) {
      ASSERT_GT(cost(made.price), budget) << round;
      continue;
    }
    ASSERT_LE(cost(*down), budget + kCent / 2) << round;
    if (*down > kCent) {
      ASSERT_GT(cost(*down - kCent), budget - kCent / 2) << round;
    }
    if (std::abs(*down - .2 * made.price) < 1e-6) ++at_the_jump;
  }
  EXPECT_GT(at_the_jump, 10);
}

}  // namespace
}  // namespace housing::stats
