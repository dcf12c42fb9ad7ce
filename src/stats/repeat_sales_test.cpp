#include "stats/repeat_sales.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace housing::stats {
namespace {

using Pairs = std::vector<SalePair>;

// The worked example of the package rsmatrix: home 1 sold for 1, 3 and 2 in the periods 0, 1 and 2, home 2 for 1 and 1
// in 0 and 2. Here as its pairs of sales that follow one another.
const Pairs kPublished = {{0, 1, 1, 3}, {1, 3, 2, 2}, {0, 1, 2, 1}};

TEST(RepeatSales, ReproduceThePublishedExample) {
  const auto geometric = geometric_repeat_sales(kPublished);
  ASSERT_TRUE(geometric.has_value());
  ASSERT_EQ(geometric->size(), 3u);
  EXPECT_EQ((*geometric)[0], 100);
  EXPECT_NEAR((*geometric)[1], 238.11015779522995, 1e-9);
  EXPECT_NEAR((*geometric)[2], 125.99210498948732, 1e-9);
  const auto arithmetic = arithmetic_repeat_sales(kPublished);
  ASSERT_TRUE(arithmetic.has_value());
  EXPECT_NEAR((*arithmetic)[1], 240, 1e-9);
  EXPECT_NEAR((*arithmetic)[2], 133.33333333333334, 1e-9);
}

// Homes whose prices all follow one index: every method finds it.
TEST(RepeatSales, FindTheIndexThatMadeThePrices) {
  std::mt19937 random(8);
  std::vector<double> index = {100};
  for (int i = 0; i < 30; ++i) index.push_back(index.back() * (0.97 + static_cast<double>(random() % 80) / 1000));
  Pairs pairs;
  for (std::size_t i = 0; i < 300; ++i) {
    const std::size_t from = i < 30 ? i : random() % 30;
    const std::size_t to = i < 30 ? i + 1 : from + 1 + random() % (30 - from);
    const double price = 100'000 + static_cast<double>(random() % 400'000);
    pairs.push_back({from, price * index[from], to, price * index[to]});
  }
  for (const auto& result :
       {geometric_repeat_sales(pairs), weighted_repeat_sales(pairs), arithmetic_repeat_sales(pairs)}) {
    ASSERT_TRUE(result.has_value());
    for (std::size_t i = 0; i < index.size(); ++i) EXPECT_NEAR((*result)[i], index[i], 1e-6) << i;
  }
}

TEST(RepeatSales, TheWeightedTrustsLongGapsLess) {
  // Between 0 and 9 the pairs that follow one another say 1.1^9 with little noise, one home held throughout says 1.
  Pairs pairs;
  for (int copy = 0; copy < 4; ++copy)
    for (std::size_t i = 0; i < 9; ++i) pairs.push_back({i, 100, i + 1, 110 * (1 + 0.002 * (copy - 1.5))});
  pairs.push_back({0, 100, 9, 100});
  const double truth = 100 * std::pow(1.1, 9);
  const double plain = (*geometric_repeat_sales(pairs))[9];
  const double weighted = (*weighted_repeat_sales(pairs))[9];
  EXPECT_LT(plain, truth);
  EXPECT_LT(std::abs(weighted - truth), std::abs(plain - truth) / 2);
}

TEST(RepeatSales, SayWhyTheyRefuse) {
  const auto why = [](const Pairs& pairs) {
    for (const auto& result : {weighted_repeat_sales(pairs), arithmetic_repeat_sales(pairs)}) EXPECT_FALSE(result);
    const auto result = geometric_repeat_sales(pairs);
    EXPECT_FALSE(result.has_value());
    return result ? std::string() : result.error().message;
  };
  EXPECT_NE(why({}).find("at least one pair"), std::string::npos);
  EXPECT_NE(why({{1, 100, 1, 110}}).find("later period"), std::string::npos);
  EXPECT_NE(why({{0, 0, 1, 110}}).find("above zero"), std::string::npos);
  EXPECT_NE(why({{1, 100, 2, 110}}).find("no chain"), std::string::npos);
  EXPECT_NE(why({{0, 100, kMaxRepeatSalesPeriods, 110}}).find("at most"), std::string::npos);
}

}  // namespace
}  // namespace housing::stats
