#include "stats/user_cost.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "stats/fair_market_rent.hpp"
#include "stats/heat_bands.hpp"
#include "stats/months_of_supply.hpp"

namespace housing::stats {
namespace {

TEST(UserCost, OfTheBaselineParameters) {
  const double cost = user_cost({.risk_free_rate = 4.5,
                                 .mortgage_rate = 5.5,
                                 .property_tax = 1.5,
                                 .income_tax = 25,
                                 .depreciation = 2.5,
                                 .risk_premium = 2,
                                 .expected_growth = 3.8});
  EXPECT_NEAR(cost, 4.95, 1e-12);
  EXPECT_NEAR(break_even_price_to_rent(cost), 20.2, .01);
  // A home at the break-even ratio is priced fairly.
  EXPECT_NEAR(overvaluation(cost, break_even_price_to_rent(cost) * 12 * 1500, 1500), 1, 1e-12);
  EXPECT_TRUE(std::isnan(break_even_price_to_rent(0)));
  EXPECT_TRUE(std::isnan(break_even_price_to_rent(-1)));
}

TEST(PriceRatios, AreEachOthersInverse) {
  EXPECT_DOUBLE_EQ(price_to_income(400'000, 80'000), 5);
  EXPECT_DOUBLE_EQ(price_to_rent(360'000, 1500), 20);
  EXPECT_DOUBLE_EQ(gross_rental_yield(360'000, 1500), 5);
  for (const double bad : {0.0, std::nan("")}) {
    EXPECT_TRUE(std::isnan(price_to_income(400'000, bad)));
    EXPECT_TRUE(std::isnan(price_to_rent(400'000, bad)));
    EXPECT_TRUE(std::isnan(gross_rental_yield(bad, 1500)));
  }
}

TEST(MonthsOfSupply, ReproducesThePublishedMonth) {
  // New houses, September 2019: 321,000 for sale, 701,000 sold a year; published 5.5.
  const MonthsOfSupply supply = supply_at_annual_rate(321'000, 701'000);
  EXPECT_NEAR(supply.months, 5.4950071326676175, 1e-12);
  EXPECT_NEAR(supply.months, 5.5, .05);
  const MonthsOfSupply other = supply_at_monthly_sales(321'000, 701'000 / 12.0);
  EXPECT_NEAR(other.months, supply.months, 1e-9);
  EXPECT_FALSE(comparable(supply, other));
  EXPECT_TRUE(std::isnan(supply_at_monthly_sales(5, 0).months));
}

TEST(FairMarketRent, GoesThroughItsSteps) {
  FairMarketRentSteps steps{.base = 1000, .recent_mover = 1.05, .inflation = 1.08, .trend = 1.04};
  EXPECT_NEAR(fair_market_rent(steps).rent, 1179.36, 1e-9);
  EXPECT_EQ(fair_market_rent(steps).rounded, 1179);
  EXPECT_EQ(fair_market_rent(steps).floor, FairRentFloor::kNone);
  steps.last_year = 1400;
  EXPECT_NEAR(fair_market_rent(steps).rent, 1260, 1e-9);
  EXPECT_EQ(fair_market_rent(steps).floor, FairRentFloor::kLastYear);
  steps.state_minimum = 1300;
  EXPECT_EQ(fair_market_rent(steps).floor, FairRentFloor::kStateMinimum);
  EXPECT_NEAR(fair_market_rent(steps).computed, 1179.36, 1e-9);
  EXPECT_NEAR(fair_market_rent({.base = 1000, .recent_mover = .9}).rent, 1000, 1e-9);  // never lowered by movers
}

TEST(HeatBands, EveryValueHasOneBand) {
  struct Point {
    double value;
    HeatBand band;
  };
  for (const Point& point :
       {Point{-5, HeatBand::kStrongBuyers}, Point{27, HeatBand::kStrongBuyers}, Point{27.5, HeatBand::kStrongBuyers},
        Point{28, HeatBand::kBuyers}, Point{43.99, HeatBand::kBuyers}, Point{44, HeatBand::kNeutral},
        Point{54.99, HeatBand::kNeutral}, Point{55, HeatBand::kSellers}, Point{69.99, HeatBand::kSellers},
        Point{70, HeatBand::kStrongSellers}, Point{185, HeatBand::kStrongSellers}})
    EXPECT_EQ(heat_band(point.value), point.band) << point.value;
  EXPECT_FALSE(heat_band(std::nan("")));
  EXPECT_EQ(to_string(HeatBand::kNeutral), "neutral");
  for (std::size_t i = 1; i < heat_ranges().size(); ++i) EXPECT_EQ(heat_ranges()[i - 1].below, heat_ranges()[i].from);
}

}  // namespace
}  // namespace housing::stats
