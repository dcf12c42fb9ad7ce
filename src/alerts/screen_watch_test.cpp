// Looks at a screen, publication by publication: what is new, what stays what it was, what cools; and what is
// remembered as text.
#include "alerts/screen_watch.hpp"

#include <gtest/gtest.h>

#include "alerts/screen_memory.hpp"
#include "testing/imported_world.hpp"
#include "testing/made_shard.hpp"

namespace housing::alerts {
namespace {

using testing::region;
using Texts = std::vector<std::string>;

ScreenRule metros_where(std::string_view where, std::int64_t cooldown = 0) {
  return {.type = model::RegionType::kMetro,
          .within = {},
          .where = *analyses::parse_condition(where, "where"),
          .cooldown_days = cooldown};
}

Texts texts_of(const std::vector<model::RegionId>& regions) {
  Texts texts;
  for (const model::RegionId& one : regions) texts.emplace_back(one.text());
  return texts;
}

class ScreenWatchTest : public ::testing::Test {
 protected:
  // Home values of Boston, Chicago and Denver, month by month from 2024-01 on; and what the screen says of them.
  ScreenNews publish(const Texts& boston, const Texts& chicago, const Texts& denver, const ScreenRule& rule) {
    world_.import_one(
        testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2024, static_cast<int>(boston.size())),
                             {testing::boston(boston), testing::chicago(chicago), testing::denver(denver)}),
        model::Date::of(2025, 1, ++releases_));
    return look(rule);
  }
  ScreenNews look(const ScreenRule& rule) {
    const auto news = ScreenWatch(world_.world()).look(rule, state_);
    EXPECT_TRUE(news.has_value());
    return news.value_or(ScreenNews{});
  }
  static Texts named(const ScreenNews& news) {
    Texts texts;
    for (const NewPlace& place : news.places) texts.emplace_back(place.region.text());
    return texts;
  }

  testing::ImportedWorld world_;
  std::optional<ScreenState> state_;
  int releases_ = 0;
};

TEST_F(ScreenWatchTest, RemembersAtFirstAndThenTellsOfWhatIsNew) {
  const ScreenRule rule = metros_where("home_value >= 100");
  EXPECT_EQ(publish({"100"}, {"99"}, {"98"}, rule).fresh, 0u);
  EXPECT_EQ(texts_of(state_->places), Texts{"metro-14460"});
  const ScreenNews news = publish({"100", "50"}, {"99", "120"}, {"98", "130"}, rule);
  EXPECT_EQ(named(news), (Texts{"metro-19740", "metro-16980"})) << "the greatest first";
  EXPECT_EQ(news.fresh, 2u);
  EXPECT_EQ(news.matched, 2u) << "Boston is lost, and nothing is said of it";
  ASSERT_EQ(news.measures.size(), 1u);
  EXPECT_EQ(news.measures[0].period, model::Period::month(2024, 2));
  EXPECT_EQ(news.measures[0].source->id, "zillow");
  EXPECT_EQ(news.measures[0].release, model::Date::of(2025, 1, 2));
  EXPECT_EQ(news.places[0].values, std::vector<model::WideCell>{13'000});
  EXPECT_EQ(look(rule).fresh, 0u) << "the same publication again";
  EXPECT_EQ(publish({"100", "50", "101"}, {"99", "120", "1"}, {"98", "130", "131"}, rule).fresh, 1u) << "Boston again";
}

TEST_F(ScreenWatchTest, TellsOfAPlaceThatARevisionBringsIn) {
  const ScreenRule rule = metros_where("home_value >= 100");
  publish({"99"}, {"50"}, {"50"}, rule);
  EXPECT_EQ(named(publish({"100"}, {"50"}, {"50"}, rule)), Texts{"metro-14460"});
}

TEST_F(ScreenWatchTest, LeavesAPlaceWithoutAValueWhatItWas) {
  const ScreenRule rule = metros_where("home_value >= 100");
  publish({"100"}, {"100"}, {"50"}, rule);
  const ScreenNews gap = publish({"100", ""}, {"100", "101"}, {"50", "51"}, rule);
  EXPECT_EQ(gap.measures[0].period, model::Period::month(2024, 2));
  EXPECT_EQ(gap.matched, 2u);
  EXPECT_EQ(publish({"100", "", "102"}, {"100", "101", "99"}, {"50", "51", "52"}, rule).fresh, 0u)
      << "Boston met it before the gap and meets it after";
}

TEST_F(ScreenWatchTest, CoolsPlaceByPlaceInTheDaysOfTheData) {
  const ScreenRule rule = metros_where("home_value >= 100", 62);
  const Texts low = {"50", "50", "50", "50", "50", "50", "50"};
  const Texts boston = {"50", "100", "50", "100", "50", "100"};
  const Texts chicago = {"50", "50", "50", "100", "50", "50"};
  const auto first = [](const Texts& all, std::size_t months) {
    return Texts(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(months));
  };
  std::vector<Texts> told;
  for (std::size_t months = 1; months <= boston.size(); ++months)
    told.push_back(named(publish(first(boston, months), first(chicago, months), first(low, months), rule)));
  EXPECT_EQ(told, (std::vector<Texts>{{}, {"metro-14460"}, {}, {"metro-16980"}, {}, {"metro-14460"}}))
      << "2024-04-30 is 61 days after 2024-02-29";
  ASSERT_EQ(state_->told.size(), 2u) << "that of 2024-02 is over";
  EXPECT_EQ(state_->told[0].day, model::Date::of(2024, 4, 30));
}

TEST_F(ScreenWatchTest, CannotBeAskedOfWhatIsNotThere) {
  const ScreenRule rule = metros_where("rent < 2000");
  world_.import_one(
      testing::zillow_file(testing::kMetroHomeValue, testing::month_ends(2024, 1), {testing::boston({"1"})}));
  const auto refused = ScreenWatch(world_.world()).look(rule, state_);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, "no-data");
  EXPECT_FALSE(state_) << "the first look is still to come";
}

TEST(ScreenMemory, GivesBackWhatItWasGiven) {
  const ScreenState state{.places = {region("zip-02139"), region("zip-94110")},
                          .told = {{model::Date::of(2025, 3, 31), {region("zip-94110")}},
                                   {model::Date::of(2025, 4, 30), {region("zip-02139"), region("zip-10001")}}}};
  testing::ImportedWorld world;
  const auto where = analyses::parse_condition("home_value < 300000", "where").value();
  const records::ScreenMatches matches = matches_of(where, state, *world.world());
  EXPECT_EQ(matches.places, "02139,94110");
  EXPECT_EQ(matches.told, "2025-03-31:94110;2025-04-30:02139,10001");
  EXPECT_EQ(matches.matched, 2);
  EXPECT_EQ(state_of(matches, model::RegionType::kZip), state);
  EXPECT_EQ(state_of({}, model::RegionType::kZip), ScreenState());
  const ScreenState nation{.places = {model::RegionId::us()}, .told = {}};
  EXPECT_EQ(state_of(matches_of(where, nation, *world.world()), model::RegionType::kUs), nation);
}

TEST(ScreenMemory, KnowsTheScreenOfAnAlert) {
  records::Alert alert;
  EXPECT_FALSE(screen_of(alert)) << "it is on a place";
  alert.screen = {.type = "zip", .within = "state-ca", .where = "rent < 2000"};
  alert.cooldown_days = 9;
  const auto rule = screen_of(alert);
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->cooldown_days, 9);
  EXPECT_EQ(stored(*rule), alert.screen);
  for (const records::AlertScreen& unknown : std::vector<records::AlertScreen>{
           {"galaxy", "", "rent < 2000"}, {"zip", "atlantis", "rent < 2000"}, {"zip", "", "happiness < 2000"}}) {
    alert.screen = unknown;
    EXPECT_FALSE(screen_of(alert)) << unknown.type << unknown.within << unknown.where;
  }
}

}  // namespace
}  // namespace housing::alerts
