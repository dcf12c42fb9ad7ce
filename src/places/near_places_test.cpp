#include "places/near_places.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "places/embedded.hpp"

namespace housing::places {
namespace {

using model::RegionId;
using model::RegionType;
using Ids = std::vector<std::string>;

class NearPlacesTest : public testing::Test {
 protected:
  Place get(std::string_view text) const { return gazetteer_.find(RegionId::parse(text).value()).value(); }
  Ids near(std::string_view text) const {
    Ids ids;
    for (const NearPlace& each : near_places(gazetteer_, get(text))) ids.emplace_back(each.place.id().text());
    return ids;
  }
  std::set<std::string> near_set(std::string_view text) const {
    const Ids ids = near(text);
    return {ids.begin(), ids.end()};
  }
  const Gazetteer gazetteer_ = embedded_gazetteer();
};

using Set = std::set<std::string>;

TEST_F(NearPlacesTest, CountiesThatShareABoundary) {
  // DuPage, Lake, Will, Kane, McHenry and Lake in Indiana; the largest first.
  EXPECT_EQ(near("county-17031"),
            (Ids{"county-17043", "county-17097", "county-17197", "county-17089", "county-18089", "county-17111"}));
  EXPECT_EQ(near_set("county-06075"), (Set{"county-06081", "county-06001"})) << "Marin lies across the water";
  EXPECT_EQ(near("county-15003"), Ids{}) << "Honolulu is islands";
}

TEST_F(NearPlacesTest, StatesThatShareABoundary) {
  EXPECT_EQ(near("state-ca"), (Ids{"state-az", "state-or", "state-nv"}));
  EXPECT_EQ(near("state-me"), (Ids{"state-nh"}));
  EXPECT_EQ(near("state-dc"), (Ids{"state-va", "state-md"}));
  EXPECT_EQ(near("state-tn").size(), 8u);
  EXPECT_FALSE(near_set("state-az").contains("state-co")) << "they touch in a point";
  for (const char* island : {"state-hi", "state-ak", "state-pr", "state-gu"}) EXPECT_EQ(near(island), Ids{}) << island;
}

TEST_F(NearPlacesTest, MetrosThatShareABoundaryThroughTheirCounties) {
  EXPECT_TRUE(near_set("metro-41860").contains("metro-41940")) << "San Jose";
  EXPECT_TRUE(near_set("metro-16980").contains("metro-40420")) << "Rockford";
  EXPECT_FALSE(near_set("metro-16980").contains("metro-31080"));
  EXPECT_EQ(near("metro-46520"), Ids{}) << "Honolulu";
  EXPECT_EQ(near("metro-17460"), Ids{}) << "a dissolved one";
}

TEST_F(NearPlacesTest, BothConnecticutsHaveNeighbours) {
  EXPECT_EQ(near_set("county-09001"),
            (Set{"county-09009", "county-09005", "county-36119", "county-36079", "county-36027"}));
  EXPECT_EQ(near_set("county-09190"),
            (Set{"county-09120", "county-09140", "county-09160", "county-36119", "county-36079", "county-36027"}));
  const Ids westchester = near("county-36119");
  EXPECT_TRUE(std::ranges::count(westchester, "county-09190"));
  EXPECT_EQ(westchester.back(), "county-09001") << "the former county comes last";
  EXPECT_TRUE(near_set("metro-25540").contains("metro-44140")) << "Hartford and Springfield";
}

TEST_F(NearPlacesTest, NeighboursAreMutualOfOneTypeAndNeverTheirOwn) {
  std::size_t pairs = 0;
  for (const Place place : gazetteer_.all()) {
    std::set<std::size_t> seen;
    for (const Place beside : place.neighbours()) {
      ++pairs;
      ASSERT_NE(beside, place) << place.id().text();
      ASSERT_EQ(beside.type(), place.type()) << place.id().text();
      ASSERT_TRUE(seen.insert(beside.number()).second)
          << place.id().text() << " has " << beside.id().text() << " twice";
      const PlaceList back = beside.neighbours();
      ASSERT_TRUE(std::ranges::any_of(back, [&](const Place& each) { return each == place; }))
          << place.id().text() << " and " << beside.id().text();
    }
  }
  EXPECT_GT(pairs, 18'000u);
}

TEST_F(NearPlacesTest, EveryCountyOfTheMainlandHasOne) {
  std::string alone;
  for (const Place county : gazetteer_.of_type(RegionType::kCounty))
    if (!county.is_former() && county.neighbours().empty() && county.population() > 0)
      alone.append(county.id().text()).append(" ");
  // Hawaii's, Aleutians West, Nantucket; Puerto Rico's are in the survey without a population.
  EXPECT_EQ(alone, "county-02016 county-15001 county-15003 county-15007 county-25019 county-53055 ");
}

TEST_F(NearPlacesTest, ZipCodesByDistance) {
  const auto mission = near_places(gazetteer_, get("zip-94110"));
  ASSERT_EQ(mission.size(), kMaxNearZips);
  for (std::size_t i = 0; i < mission.size(); ++i) {
    EXPECT_EQ(mission[i].place.type(), RegionType::kZip);
    EXPECT_NE(mission[i].place, get("zip-94110"));
    EXPECT_LT(*mission[i].distance_km, 8);
    EXPECT_LE(*mission[i == 0 ? 0 : i - 1].distance_km, *mission[i].distance_km);
  }
  for (const NearPlace& each : near_places(gazetteer_, get("zip-99501"))) EXPECT_LE(*each.distance_km, kMaxNearKm);
}

// Against the plain way: every distance, sorted.
TEST_F(NearPlacesTest, ZipCodesAreTheNearestOfAll) {
  const PlaceRange zips = gazetteer_.of_type(RegionType::kZip);
  for (std::size_t i = 0; i < zips.size(); i += 4001) {
    const auto here = zips[i].location();
    if (!here) continue;
    std::vector<std::pair<double, std::size_t>> all;
    for (const Place zip : zips)
      if (zip != zips[i] && zip.location()) all.emplace_back(distance_km(*here, *zip.location()), zip.number());
    std::ranges::sort(all);
    const auto found = near_places(gazetteer_, zips[i]);
    for (std::size_t k = 0; k < found.size(); ++k) EXPECT_EQ(found[k].place.number(), all[k].second) << zips[i].name();
    EXPECT_TRUE(found.size() == kMaxNearZips || all[found.size()].first > kMaxNearKm) << zips[i].name();
  }
}

TEST(Distance, IsThatOfTheSphere) {
  EXPECT_NEAR(distance_km({.latitude = 0, .longitude = 0}, {.latitude = 1, .longitude = 0}), 111.195, 0.001);
  // San Francisco to New York.
  EXPECT_NEAR(distance_km({.latitude = 37.7749, .longitude = -122.4194}, {.latitude = 40.7128, .longitude = -74.0060}),
              4129, 2);
  EXPECT_EQ(distance_km({.latitude = 45, .longitude = 7}, {.latitude = 45, .longitude = 7}), 0);
  EXPECT_NEAR(distance_km({.latitude = 51.9, .longitude = 179.9}, {.latitude = 51.9, .longitude = -179.9}), 13.7, 0.1);
}

}  // namespace
}  // namespace housing::places
