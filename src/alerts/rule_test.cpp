// The machine of a rule, step by step.
#include "alerts/rule.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace housing::alerts {
namespace {

Rule rule(Op op, double threshold, double hysteresis = 0, std::int64_t cooldown_days = 0) {
  return {.metric = model::find_metric("home_value"),
          .transform = app::Transform::kLevel,
          .op = op,
          .threshold = threshold,
          .hysteresis = hysteresis,
          .cooldown_days = cooldown_days};
}

// Which of the months, from 2024-01 on, fire.
std::vector<int> firings(const Rule& rule, const std::vector<double>& values) {
  std::vector<int> fired;
  State state;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const auto firing = step(rule, state, model::Period::month(2024, 1).ordinal + static_cast<int>(i), values[i]))
      fired.push_back(static_cast<int>(i));
  return fired;
}
using Months = std::vector<int>;

TEST(Rule, FiresWhenAValueGetsThereAndNotWhileItStays) {
  EXPECT_EQ(firings(rule(Op::kAbove, 100), {90, 100, 101, 120, 99, 101}), (Months{2, 5}));
  EXPECT_EQ(firings(rule(Op::kBelow, 100), {110, 100, 99, 80, 101, 99}), (Months{2, 5}));
  EXPECT_EQ(firings(rule(Op::kPercentile, 90), {10, 89.9, 90, 95, 50, 90}), (Months{2, 5})) << "at it counts";
}

TEST(Rule, SaysNothingOfWhatWasThereWhenItWasMade) {
  EXPECT_EQ(firings(rule(Op::kAbove, 100), {120, 130}), Months{});
  EXPECT_EQ(firings(rule(Op::kAbove, 100), {120, 90, 130}), Months{2});
  EXPECT_EQ(firings(rule(Op::kCrosses, 100), {120, 90, 130}), (Months{1, 2}));
}

TEST(Rule, MayFireAgainOnceAValueWasBackFarEnough) {
  EXPECT_EQ(firings(rule(Op::kAbove, 100, 10), {90, 101, 95, 105, 91, 102, 90, 101}), (Months{1, 7}));
  EXPECT_EQ(firings(rule(Op::kBelow, 100, 10), {110, 99, 105, 95, 110, 99}), (Months{1, 5}));
}

TEST(Rule, CrossesOnlyByMoreThanItsHysteresis) {
  EXPECT_EQ(firings(rule(Op::kCrosses, 100, 5), {90, 104, 105, 106, 96, 95, 94, 110}), (Months{3, 6, 7}));
}

TEST(Rule, IsSilentWhileItCools) {
  // End of February 2024 to the end of April: 61 days.
  const std::vector<double> waves = {90, 110, 90, 110, 90, 110};
  EXPECT_EQ(firings(rule(Op::kAbove, 100, 0, 61), waves), (Months{1, 3, 5}));
  EXPECT_EQ(firings(rule(Op::kAbove, 100, 0, 62), waves), (Months{1, 5})) << "the end of June is 122 days away";
  EXPECT_EQ(firings(rule(Op::kAbove, 100, 0, 123), waves), Months{1});
}

TEST(Rule, TellsTheValueBefore) {
  State state;
  const Rule above = rule(Op::kAbove, 100);
  EXPECT_FALSE(step(above, state, 1, 90));
  const auto firing = step(above, state, 4, 120);
  ASSERT_TRUE(firing.has_value());
  EXPECT_EQ(firing->ordinal, 4);
  EXPECT_EQ(firing->value, 120);
  EXPECT_EQ(firing->before, 90);
  EXPECT_EQ(state.fired, 4);
}

TEST(Rule, TellsOfRevisionsByTheirSize) {
  const Rule revised = rule(Op::kRevised, 1);
  State state;
  EXPECT_FALSE(check_revision(revised, state, 100)) << "nothing was seen yet";
  EXPECT_FALSE(step(revised, state, 7, 1000)) << "a new month is no revision";
  EXPECT_FALSE(check_revision(revised, state, 1000));
  EXPECT_FALSE(check_revision(revised, state, 1009.9));
  const auto firing = check_revision(revised, state, 1020);
  ASSERT_TRUE(firing.has_value()) << "the step before it was small, and is what it counts from";
  EXPECT_EQ(firing->before, 1009.9);
  EXPECT_EQ(firing->ordinal, 7);
  EXPECT_TRUE(check_revision(revised, state, 900)) << "downwards too";
  EXPECT_FALSE(check_revision(rule(Op::kAbove, 1), state, 2000));
}

TEST(Rule, TellsOfEveryRevisionWhenAskedForAny) {
  State state;
  const Rule any = rule(Op::kRevised, 0);
  EXPECT_FALSE(step(any, state, 7, 0));
  EXPECT_FALSE(check_revision(any, state, 0));
  EXPECT_TRUE(check_revision(any, state, 0.01)) << "also of nothing at all";
}

TEST(Op, IsReadAsItIsWritten) {
  for (const Op op : {Op::kAbove, Op::kBelow, Op::kCrosses, Op::kPercentile, Op::kRevised})
    EXPECT_EQ(parse_op(to_string(op)), op);
  EXPECT_EQ(parse_op("Above"), std::nullopt);
  EXPECT_EQ(parse_op(""), std::nullopt);
}

}  // namespace
}  // namespace housing::alerts
