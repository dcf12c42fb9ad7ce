// Live evaluation, publication by publication, and rehearsal over the whole: one machine, so the same firings.
#include "alerts/evaluate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "testing/imported_world.hpp"
#include "testing/made_shard.hpp"

namespace housing::alerts {
namespace {

using testing::ImportedWorld;
using testing::region;

constexpr int kMonths = 30;
using Values = std::vector<std::string>;  // of a place, month by month; "" is a gap

constexpr auto kPlaces = std::to_array<const char*>({"us", "metro-41860", "metro-14460", "metro-16980", "metro-19740"});

void publish(ImportedWorld& world, const std::vector<Values>& values, int months) {
  const auto head = [&](std::size_t place) { return Values(values[place].begin(), values[place].begin() + months); };
  world.import_one(
      testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2023, months),
                           {testing::united_states(head(0)), testing::san_francisco(head(1)), testing::boston(head(2)),
                            testing::chicago(head(3)), testing::denver(head(4))}),
      model::Date::of(2023 + (months + 1) / 12, 1 + (months + 1) % 12, 15));
}

// Walks that cross their thresholds often, with gaps. The first month has a value everywhere.
std::vector<Values> random_values(std::mt19937& random) {
  std::vector<Values> all;
  for (std::size_t place = 0; place < kPlaces.size(); ++place) {
    Values values;
    double value = 100'000;
    for (int month = 0; month < kMonths; ++month) {
      value += std::uniform_int_distribution<>(-4'000, 4'000)(random);
      const bool gap = month > 0 && std::uniform_int_distribution<>(0, 9)(random) == 0;
      values.push_back(gap ? "" : std::to_string(std::lround(value)));
    }
    all.push_back(std::move(values));
  }
  return all;
}

std::vector<Rule> rules() {
  const model::MetricInfo* metric = model::find_metric("home_value");
  std::vector<Rule> all;
  using app::Transform;
  for (const std::int64_t cooldown : {0, 95})
    for (const double hysteresis : {0.0, 1'500.0})
      for (const Op op : {Op::kAbove, Op::kBelow, Op::kCrosses})
        all.push_back({metric, Transform::kLevel, op, 100'000, hysteresis, cooldown});
  all.push_back({metric, Transform::kMom, Op::kAbove, 1, 0.5, 0});
  all.push_back({metric, Transform::kYoy, Op::kCrosses, 0, 0, 0});
  all.push_back({metric, Transform::kLevel, Op::kPercentile, 60, 20, 0});
  all.push_back({metric, Transform::kYoy, Op::kPercentile, 70, 0, 40});
  return all;
}

std::vector<std::tuple<std::int32_t, double, double>> plain(const std::vector<Firing>& firings) {
  std::vector<std::tuple<std::int32_t, double, double>> all;
  for (const Firing& firing : firings) all.emplace_back(firing.ordinal, firing.value, firing.before);
  return all;
}

class RehearsalTest : public ::testing::TestWithParam<int> {};

TEST_P(RehearsalTest, TellsWhatLiveEvaluationTold) {
  std::mt19937 random(static_cast<unsigned>(GetParam()));
  const auto values = random_values(random);
  const auto all_rules = rules();
  ImportedWorld world;
  std::map<std::pair<std::size_t, std::size_t>, State> states;
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Firing>> live;
  for (int months = 1; months <= kMonths; ++months) {
    publish(world, values, months);
    const auto now = world.world();
    Evaluator evaluator(*now);
    for (std::size_t r = 0; r < all_rules.size(); ++r)
      for (std::size_t p = 0; p < kPlaces.size(); ++p) {
        State& state = states[{r, p}];
        if (const auto firing = evaluator.evaluate(all_rules[r], region(kPlaces[p]), state))
          live[{r, p}].push_back(*firing);
        const State before = state;
        EXPECT_FALSE(evaluator.evaluate(all_rules[r], region(kPlaces[p]), state)) << "the same publication again";
        EXPECT_EQ(state, before);
      }
  }
  std::size_t total = 0;
  const auto whole = world.world();
  Evaluator evaluator(*whole);
  for (std::size_t r = 0; r < all_rules.size(); ++r)
    for (std::size_t p = 0; p < kPlaces.size(); ++p) {
      SCOPED_TRACE("rule " + std::to_string(r) + " of " + kPlaces[p]);
      const auto rehearsed = evaluator.rehearse(all_rules[r], region(kPlaces[p]));
      EXPECT_EQ(plain(rehearsed), plain(live[{r, p}]));
      total += rehearsed.size();
    }
  EXPECT_GT(total, 100u) << "or this says little";
}

INSTANTIATE_TEST_SUITE_P(Seeds, RehearsalTest, ::testing::Values(1, 2));

TEST(Evaluate, TellsTheLastOfSeveralFiringsOfOnePublication) {
  ImportedWorld world;
  const auto publish_one = [&](const Values& values) {
    world.import_one(
        testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2023, static_cast<int>(values.size())),
                             {testing::boston(values)}),
        model::Date::of(2024, 1, static_cast<int>(values.size())));
  };
  const Rule rule{model::find_metric("home_value"), app::Transform::kLevel, Op::kAbove, 100, 0, 0};
  State state;
  publish_one({"90", "95"});
  EXPECT_FALSE(Evaluator(*world.world()).evaluate(rule, region("metro-14460"), state));
  EXPECT_EQ(state.ordinal, model::Period::month(2023, 2).ordinal);
  publish_one({"90", "95", "120", "", "80", "130", "140"});
  const auto firing = Evaluator(*world.world()).evaluate(rule, region("metro-14460"), state);
  ASSERT_TRUE(firing.has_value());
  EXPECT_EQ(firing->ordinal, model::Period::month(2023, 6).ordinal);
  EXPECT_EQ(firing->before, 80);
  EXPECT_EQ(state.ordinal, model::Period::month(2023, 7).ordinal);
}

TEST(Evaluate, TellsOfARevisionOfThePeriodLastSeen) {
  ImportedWorld world;
  const Rule rule{model::find_metric("home_value"), app::Transform::kLevel, Op::kRevised, 5, 0, 0};
  State state;
  const auto publish_one = [&](const Values& values, int day) {
    world.import_one(
        testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2023, static_cast<int>(values.size())),
                             {testing::boston(values)}),
        model::Date::of(2024, 1, day));
    return Evaluator(*world.world()).evaluate(rule, region("metro-14460"), state);
  };
  EXPECT_FALSE(publish_one({"100", "200"}, 1));
  EXPECT_FALSE(publish_one({"300", "209", "400"}, 2)) << "an older month, or too little";
  const auto firing = publish_one({"300", "209", "440", "500"}, 3);
  ASSERT_TRUE(firing.has_value());
  EXPECT_EQ(firing->value, 440);
  EXPECT_EQ(firing->before, 400);
  EXPECT_EQ(state.value, 500);
}

TEST(Evaluate, KnowsNothingOfPlacesWithoutNumbers) {
  ImportedWorld world;
  world.import_one(
      testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2023, 2), {testing::boston({"1", "2"})}));
  const auto now = world.world();
  Evaluator evaluator(*now);
  State state;
  for (const char* metric : {"home_value", "rent"}) {
    const Rule rule{model::find_metric(metric), app::Transform::kLevel, Op::kAbove, 1, 0, 0};
    EXPECT_FALSE(evaluator.evaluate(rule, region("metro-41860"), state));
    EXPECT_TRUE(evaluator.rehearse(rule, region("metro-41860")).empty());
  }
  EXPECT_EQ(state, State{});
}

TEST(Rehearse, LooksBackTenYears) {
  ImportedWorld world;
  Values values;
  for (int month = 0; month < 13 * 12; ++month) values.push_back(month % 2 == 0 ? "90" : "110");
  world.import_one(
      testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2010, 13 * 12), {testing::boston(values)}));
  const Rule rule{model::find_metric("home_value"), app::Transform::kLevel, Op::kAbove, 100, 0, 0};
  const auto now = world.world();
  const auto firings = Evaluator(*now).rehearse(rule, region("metro-14460"));
  EXPECT_EQ(firings.front().ordinal, model::Period::month(2013, 2).ordinal)
      << "2012-12 is where it begins, and is only taken note of";
  EXPECT_EQ(firings.back().ordinal, model::Period::month(2022, 12).ordinal);
  EXPECT_EQ(firings.size(), 60u);
}

}  // namespace
}  // namespace housing::alerts
