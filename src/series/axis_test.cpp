#include "series/axis.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace housing::series {
namespace {

using model::Frequency;
using model::Period;

constexpr Frequency kAll[] = {Frequency::kWeek,          Frequency::kMonth,      Frequency::kQuarter, Frequency::kYear,
                              Frequency::kRolling3Month, Frequency::kFiscalYear, Frequency::k5Year};

TEST(Axis, AscendsStrictly) {
  const std::int32_t month = Period::month(2024, 1).ordinal;
  EXPECT_TRUE(is_axis(Frequency::kMonth, {}));
  EXPECT_TRUE(is_axis(Frequency::kMonth, std::vector{month, month + 1, month + 7}));
  EXPECT_FALSE(is_axis(Frequency::kMonth, std::vector{month, month}));
  EXPECT_FALSE(is_axis(Frequency::kMonth, std::vector{month + 1, month}));
}

TEST(Axis, HasOnlyPeriodsWhoseDaysCanBeTold) {
  for (const Frequency frequency : kAll) {
    const std::int32_t today = Period::containing(frequency, model::Date::of(2025, 6, 30)).ordinal;
    for (const int direction : {-1, 1}) {
      std::int32_t edge = today;  // the furthest one accepted
      for (std::int32_t step = 1 << 20; step > 0; step /= 2)
        while (is_axis(frequency, std::vector{edge + direction * step})) edge += direction * step;
      const Period period{frequency, edge};
      EXPECT_LE(period.begin(), period.end()) << to_string(frequency);
      EXPECT_FALSE(period.to_string().empty());
      EXPECT_NE(edge, today);
    }
    for (const std::int32_t absurd :
         {std::numeric_limits<std::int32_t>::min(), -1'000'000, 1'000'000, std::numeric_limits<std::int32_t>::max()})
      EXPECT_FALSE(is_axis(frequency, std::vector{absurd})) << to_string(frequency) << " " << absurd;
  }
}

}  // namespace
}  // namespace housing::series
