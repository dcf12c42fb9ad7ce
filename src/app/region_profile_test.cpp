#include "app/region_profile.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "testing/imported_world.hpp"

namespace housing::app {
namespace {

using testing::month_ends;

// Five metros at 10, 20, 20, 30, 40 in the last month; rents of two; a growth forecast, which is a rate.
class RegionProfileTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    const auto values = [](const char* a_year_before, const char* a_month_before, const char* last) {
      std::vector<std::string> texts(13, "7");
      texts[0] = a_year_before, texts[11] = a_month_before, texts[12] = last;
      return texts;
    };
    imported_->import(
        {testing::zillow_file(
             testing::kMetroHomeValue, month_ends(2024, 13),
             {testing::united_states(values("50", "80", "")), testing::boston(values("8", "16", "10")),
              testing::chicago(values("10", "", "20")), testing::denver(values("", "10", "20")),
              testing::seattle(values("20", "30", "30")), testing::san_francisco(values("20", "30", "40"))}),
         testing::zillow_file(testing::kMetroRent, month_ends(2024, 2),
                              {testing::boston({"1", "3"}), testing::chicago({"2", ""})}),
         testing::zillow_forecast_file("2024-01-31", {"2024-02-29", "2024-03-31"},
                                       {testing::boston({"-0.5", "1.2"}), testing::denver({"0", "1.2"})}),
         testing::fred_file("MORTGAGE30US", {{"2024-01-04", "6.62"}, {"2024-02-01", "6.63"}})});
    world_ = imported_->world();
  }
  static void TearDownTestSuite() {
    world_.reset();
    delete imported_;
  }
  static RegionProfile profile(std::string_view id) {
    auto answer = answer_region(*world_, id);
    EXPECT_TRUE(answer.has_value()) << id;
    return answer ? std::move(*answer) : RegionProfile{};
  }
  static LatestValue latest(std::string_view id, std::string_view metric) {
    for (const LatestValue& value : profile(id).latest)
      if (value.metric->id == metric) return value;
    ADD_FAILURE() << id << " has no " << metric;
    return {};
  }

  static inline testing::ImportedWorld* imported_ = nullptr;
  static inline std::shared_ptr<const World> world_;
};

TEST_F(RegionProfileTest, RanksWithTiesAndMidRankPercentiles) {
  const auto rank = [](std::string_view id) {
    const Rank found = latest(id, "home_value").rank.value();
    EXPECT_EQ(found.of, 5u);
    return std::pair(found.position, found.percentile);
  };
  EXPECT_EQ(rank("metro-14460"), std::pair(5u, 10.0));
  EXPECT_EQ(rank("metro-16980"), std::pair(3u, 40.0));
  EXPECT_EQ(rank("metro-19740"), std::pair(3u, 40.0));
  EXPECT_EQ(rank("metro-42660"), std::pair(2u, 70.0));
  EXPECT_EQ(rank("metro-41860"), std::pair(1u, 90.0));
}

TEST_F(RegionProfileTest, RanksNobodyWithoutPeers) {
  EXPECT_FALSE(latest("us", "home_value").rank.has_value());
  EXPECT_FALSE(latest("metro-14460", "rent").rank.has_value()) << "the only one with a value in that month";
}

TEST_F(RegionProfileTest, ShowsTheLastValueThatIsThere) {
  const LatestValue nation = latest("us", "home_value");
  EXPECT_EQ(nation.period.to_string(), "2024-12");
  EXPECT_EQ(nation.value, 8000);
  EXPECT_FALSE(nation.yoy.has_value());
  EXPECT_EQ(latest("metro-16980", "rent").period.to_string(), "2024-01");
  ASSERT_NE(nation.shard, nullptr);
  EXPECT_EQ(nation.shard->dataset, "zillow/zhvi/metro");
}

TEST_F(RegionProfileTest, TellsChangesInPercent) {
  const LatestValue boston = latest("metro-14460", "home_value");
  EXPECT_FALSE(boston.in_points);
  EXPECT_DOUBLE_EQ(boston.mom.value(), -37.5);
  EXPECT_DOUBLE_EQ(boston.yoy.value(), 25.0);
  EXPECT_FALSE(latest("metro-16980", "home_value").mom.has_value());
  EXPECT_DOUBLE_EQ(latest("metro-16980", "home_value").yoy.value(), 100.0);
  EXPECT_FALSE(latest("metro-19740", "home_value").yoy.has_value());
}

TEST_F(RegionProfileTest, TellsChangesOfARateInPoints) {
  const LatestValue boston = latest("metro-14460", "home_value_growth_forecast");
  EXPECT_TRUE(boston.in_points);
  EXPECT_NEAR(boston.mom.value(), 1.7, 1e-12);
  const LatestValue rate = latest("us", "mortgage_rate");
  EXPECT_TRUE(rate.in_points);
  EXPECT_NEAR(rate.mom.value(), 0.01, 1e-12);
  EXPECT_FALSE(rate.yoy.has_value());
}

TEST_F(RegionProfileTest, KnowsThePlaceItself) {
  const RegionProfile metro = profile("metro-41860");
  EXPECT_EQ(metro.region.name, "San Francisco-Oakland-Fremont, CA");
  ASSERT_FALSE(metro.parents.empty());
  EXPECT_EQ(metro.parents.back().id.text(), "us");
  EXPECT_GT(metro.population.value_or(0), 4'000'000u);
  const RegionProfile nation = profile("us");
  EXPECT_TRUE(nation.parents.empty());
  EXPECT_GT(nation.children_total, 0u);
  const RegionProfile state = profile("state-tx");
  EXPECT_EQ(state.children.size(), kMaxProfileChildren);
  EXPECT_GT(state.children_total, kMaxProfileChildren);
  EXPECT_TRUE(state.latest.empty()) << "a known place without data is no error";
}

TEST_F(RegionProfileTest, DoesNotKnowEverything) {
  for (const char* id : {"metro-00000", "nowhere", "", "US"}) {
    const auto answer = answer_region(*world_, id);
    ASSERT_FALSE(answer.has_value()) << id;
    EXPECT_EQ(answer.error().code, base::ErrorCode::kNotFound);
    EXPECT_EQ(answer.error().parameter, "id");
  }
}

TEST_F(RegionProfileTest, TellsWhereAPlaceLiesAndWhatIsBesideIt) {
  const RegionProfile california = profile("state-ca");
  ASSERT_EQ(california.neighbours.size(), 3u);
  EXPECT_EQ(california.neighbours[0].region.id.text(), "state-az");
  EXPECT_FALSE(california.neighbours[0].distance_km);
  EXPECT_NEAR(california.centroid.value().latitude, 37.2, 0.5);
  const RegionProfile zip = profile("zip-94110");
  ASSERT_EQ(zip.neighbours.size(), 8u);
  EXPECT_LT(zip.neighbours[0].distance_km.value(), 3);
  EXPECT_FALSE(zip.former);
  EXPECT_FALSE(zip.vintage);
  EXPECT_TRUE(profile("state-hi").neighbours.empty());
}

TEST_F(RegionProfileTest, SaysOfADissolvedMetroWhatFollowedIt) {
  const RegionProfile cleveland = profile("metro-17460");
  EXPECT_TRUE(cleveland.former);
  EXPECT_EQ(cleveland.vintage, 2020);
  ASSERT_EQ(cleveland.succeeded_by.size(), 1u);
  EXPECT_EQ(cleveland.succeeded_by[0].id.text(), "metro-17410");
  const auto before = profile("metro-17410").preceded_by;
  EXPECT_TRUE(std::ranges::any_of(before, [](const auto& each) { return each.id.text() == "metro-17460"; }));
}

TEST(RegionProfiles, OfCensusPlacesHaveTheirState) {
  testing::ImportedWorld imported;
  imported.import_one(
      {"2023_Gaz_place_national.txt",
       "USPS\tGEOID\tANSICODE\tNAME\tLSAD\tFUNCSTAT\tALAND\tAWATER\tALAND_SQMI\tAWATER_SQMI\tINTPTLAT\t"
       "INTPTLONG\nCA\t0667000\t02411786\tSan Francisco city\t25\tA\t121000000\t0\t46.9\t0\t37.7\t-123.0\n"});
  const auto world = imported.world();
  const auto profile = answer_region(*world, "place-0667000");
  ASSERT_TRUE(profile.has_value()) << profile.error().detail;
  EXPECT_EQ(profile->region.name, "San Francisco city");
  EXPECT_EQ(profile->region.label, "San Francisco city, CA");
  ASSERT_FALSE(profile->parents.empty());
  EXPECT_EQ(profile->parents.front().id.text(), "state-ca");
  EXPECT_EQ(profile->parents.back().id.text(), "us");
}

}  // namespace
}  // namespace housing::app
