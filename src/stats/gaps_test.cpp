#include "stats/gaps.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace housing::stats {
namespace {

using Values = std::vector<double>;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(FillGaps, DrawsALineOverAFewAndCountsThem) {
  const auto filled = fill_gaps(Values{kNaN, 1, kNaN, 3, kNaN, kNaN, 9, kNaN});
  ASSERT_TRUE(filled.has_value());
  EXPECT_EQ(filled->first, 1u);
  EXPECT_EQ(filled->values, (Values{1, 2, 3, 5, 7, 9}));
  EXPECT_EQ(filled->filled, 3u);
}

TEST(FillGaps, RefusesLongerOnes) {
  const auto filled = fill_gaps(Values{1, kNaN, kNaN, kNaN, 5});
  ASSERT_FALSE(filled.has_value());
  EXPECT_NE(filled.error().message.find("3 values in a row"), std::string::npos);
}

TEST(FillGaps, TakesNothingAndOnlyGaps) {
  EXPECT_TRUE(fill_gaps({})->values.empty());
  EXPECT_TRUE(fill_gaps(Values{kNaN, kNaN, kNaN, kNaN})->values.empty());
  EXPECT_EQ(fill_gaps(Values{kNaN, 4})->values, Values{4});
  EXPECT_EQ(fill_gaps(Values{1, std::numeric_limits<double>::infinity(), 3})->filled, 1u) << "infinity is no value";
}

}  // namespace
}  // namespace housing::stats
