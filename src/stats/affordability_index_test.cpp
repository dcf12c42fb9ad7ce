#include "stats/affordability_index.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/cost_burden.hpp"

namespace housing::stats {
namespace {

// Three rows of NAR's sheet hai-01-2024; a printed share is met within half a unit of its last digit.
TEST(AffordabilityIndex, ReproducesPublishedRows) {
  struct Row {
    double price, rate, payment, share, income, qualifying, index;
  };
  for (const Row& row :
       {Row{394'100, 6.88, 2072, 25.4, 97'699, 99'456, 98.2}, Row{383'500, 6.72, 1984, 23.7, 100'472, 95'232, 105.5},
        Row{273'900, 6.72, 1417, 17.4, 97'908, 68'016, 143.9}}) {
    const AffordabilityIndex made = affordability_index(row.price, row.rate, row.income);
    EXPECT_EQ(made.payment, row.payment);
    EXPECT_EQ(made.qualifying_income, row.qualifying);
    EXPECT_NEAR(made.payment_share, row.share, .05);
    EXPECT_NEAR(made.index, row.index, .05);
  }
}

TEST(AffordabilityIndex, PassesGapsOn) {
  EXPECT_TRUE(std::isnan(affordability_index(std::nan(""), 6, 50'000).index));
  EXPECT_TRUE(std::isnan(affordability_index(300'000, 6, std::nan("")).index));
}

TEST(CostBurden, IsStrictlyAboveItsBounds) {
  EXPECT_EQ(cost_burden(30), CostBurden::kNone);
  EXPECT_EQ(cost_burden(std::nextafter(30, 31)), CostBurden::kBurdened);
  EXPECT_EQ(cost_burden(50), CostBurden::kBurdened);
  EXPECT_EQ(cost_burden(std::nextafter(50, 51)), CostBurden::kSevere);
  EXPECT_EQ(cost_burden(std::nan("")), CostBurden::kNotComputed);
  EXPECT_EQ(cost_burden(cost_share(1500, 60'000)), CostBurden::kNone);  // 30 % to the dollar
  EXPECT_EQ(cost_burden(cost_share(1500, 0)), CostBurden::kNotComputed);
}

TEST(BurdenShares, LeaveOutWhatWasNotComputed) {
  const BurdenedHouseholds classes[] = {{600, CostBurden::kNone},
                                        {250, CostBurden::kBurdened},
                                        {150, CostBurden::kSevere},
                                        {500, CostBurden::kNotComputed},
                                        {std::nan(""), CostBurden::kSevere}};
  const BurdenShares shares = burden_shares(classes);
  EXPECT_DOUBLE_EQ(shares.burdened, 40);
  EXPECT_DOUBLE_EQ(shares.severe, 15);
  EXPECT_DOUBLE_EQ(shares.computed, 1000);
  EXPECT_TRUE(std::isnan(burden_shares({}).burdened));
}

}  // namespace
}  // namespace housing::stats
