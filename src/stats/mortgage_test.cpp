#include "stats/mortgage.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "stats/amortisation.hpp"

namespace housing::stats {
namespace {

double below(std::mt19937& random, unsigned end) { return static_cast<double>(random() % end); }

constexpr int k30Years = 360;

TEST(MonthlyPayment, ReproducesPublishedExamples) {
  EXPECT_NEAR(monthly_payment(200'000, 6.5, k30Years), 1264.1360469859305, 1e-8);
  EXPECT_NEAR(monthly_payment(250'000, 4.5, k30Years), 1266.71, .005);
  EXPECT_NEAR(monthly_payment(250'000, 6.5, k30Years), 1580, .5);
  EXPECT_NEAR(monthly_payment(320'000, 6.23, k30Years), 1966, .5);
}

TEST(MonthlyPayment, WithoutInterestIsTheLoanInEqualParts) {
  EXPECT_DOUBLE_EQ(monthly_payment(120'000, 0, 120), 1000);
  EXPECT_NEAR(monthly_payment(120'000, 1e-12, 120), 1000, 1e-6);  // and near none it does not lose its digits
  EXPECT_NEAR(monthly_payment(120'000, 1e-9, 120), 1000.0000000504, 1e-9);
}

TEST(MonthlyPayment, PassesGapsOn) {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(monthly_payment(gap, 6, k30Years)));
  EXPECT_TRUE(std::isnan(balance_after(gap, 6, k30Years, k30Years)));
  EXPECT_DOUBLE_EQ(monthly_payment(0, 6, k30Years), 0);
}

TEST(Balance, ReproducesTheDerivedExample) {
  EXPECT_NEAR(balance_after(200'000, 6.5, k30Years, 12), 197764.54906207995, 1e-6);
  EXPECT_NEAR(total_interest(200'000, 6.5, k30Years), 255088.976914935, 1e-6);
  EXPECT_DOUBLE_EQ(balance_after(200'000, 6.5, k30Years, 0), 200'000);
  EXPECT_DOUBLE_EQ(balance_after(200'000, 6.5, k30Years, k30Years), 0);
  EXPECT_DOUBLE_EQ(balance_after(120'000, 0, 120, 30), 90'000);
}

TEST(Amortisation, FirstMonthAsDerived) {
  const auto schedule = amortisation_schedule(200'000, 6.5, k30Years);
  ASSERT_EQ(schedule.size(), 360u);
  EXPECT_NEAR(schedule[0].interest, 1083.3333, 5e-5);
  EXPECT_NEAR(schedule[0].principal, 180.8027, 5e-5);
  EXPECT_NEAR(schedule[11].balance, 197764.5491, 5e-5);
  EXPECT_NEAR(schedule.back().balance, 0, 1e-6);
}

// Two roads to the same numbers: month by month, and in closed form.
TEST(Amortisation, AgreesWithTheClosedForm) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    const double loan = 1000 + below(random, 5'000'000);
    const double rate = round % 10 == 0 ? 0 : below(random, 2500) / 100.0;
    const int months = 1 + static_cast<int>(random() % 480);
    const auto schedule = amortisation_schedule(loan, rate, months);
    double interest = 0;
    for (int month = 1; month <= months; ++month) {
      const Instalment& paid = schedule[static_cast<std::size_t>(month - 1)];
      interest += paid.interest;
      ASSERT_NEAR(paid.balance, balance_after(loan, rate, months, month), 1e-9 * loan) << loan << ' ' << rate;
    }
    ASSERT_NEAR(interest, total_interest(loan, rate, months), 1e-8 * loan);
  }
}

TEST(Amortisation, SaysWhenABalanceIsReached) {
  EXPECT_EQ(payments_until(100, 6, k30Years, 100), 0);
  EXPECT_EQ(payments_until(100, 6, k30Years, 0), k30Years);
  const int months = payments_until(360'000, 7, k30Years, 320'000);
  EXPECT_LE(balance_after(360'000, 7, k30Years, months), 320'000);
  EXPECT_GT(balance_after(360'000, 7, k30Years, months - 1), 320'000);
}

TEST(Inverses, GoRoundToACent) {
  std::mt19937 random(12);
  for (int round = 0; round < 20'000; ++round) {
    const double loan = 100 + below(random, 20'000'000);
    const double rate = round % 50 == 0 ? 0 : below(random, 30'000) / 1000.0;
    const int months = 1 + static_cast<int>(random() % 480);
    const double payment = monthly_payment(loan, rate, months);
    ASSERT_NEAR(principal_of_payment(payment, rate, months), loan, .005);
    const auto solved = rate_of_payment(loan, payment, months);
    ASSERT_TRUE(solved) << loan << ' ' << rate << ' ' << months;
    ASSERT_NEAR(monthly_payment(loan, *solved, months), payment, .005);
    if (months > 12) {
      ASSERT_NEAR(*solved, rate, 1e-6);
    }
  }
}

TEST(RateOfPayment, SaysWhyThereIsNone) {
  EXPECT_EQ(rate_of_payment(120'000, 999.99, 120).error(), Unsolved::kNever);
  EXPECT_NEAR(rate_of_payment(120'000, 1000, 120).value(), 0, 1e-8);
  EXPECT_EQ(rate_of_payment(0, 0, 120).error(), Unsolved::kAlways);
  EXPECT_EQ(rate_of_payment(100, 1e6, 120).error(), Unsolved::kAlways);
  EXPECT_EQ(rate_of_payment(100, std::nan(""), 120).error(), Unsolved::kNever);
}

}  // namespace
}  // namespace housing::stats
