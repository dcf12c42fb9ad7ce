#include "places/gazetteer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "places/embedded.hpp"
#include "places/gazetteer_format.hpp"
#include "places/nearest.hpp"

namespace housing::places {
namespace {

using model::RegionId;
using model::RegionType;

RegionId id(std::string_view text) { return RegionId::parse(text).value(); }

std::vector<std::string> ids(const PlaceList& places) {
  std::vector<std::string> texts;
  for (const Place place : places) texts.emplace_back(place.id().text());
  return texts;
}

bool contains(const PlaceList& places, const Place& wanted) {
  return std::ranges::any_of(places, [&](const Place& place) { return place == wanted; });
}

using Ids = std::vector<std::string>;

class GazetteerTest : public testing::Test {
 protected:
  Place get(std::string_view text) const { return gazetteer_.find(id(text)).value(); }
  const Gazetteer gazetteer_ = embedded_gazetteer();
};

TEST_F(GazetteerTest, HasEveryKindOfPlace) {
  EXPECT_EQ(gazetteer_.of_type(RegionType::kUs).size(), 1u);
  EXPECT_EQ(gazetteer_.of_type(RegionType::kRegion).size(), 4u);
  EXPECT_EQ(gazetteer_.of_type(RegionType::kDivision).size(), 9u);
  EXPECT_EQ(gazetteer_.of_type(RegionType::kState).size(), 56u);     // 50, DC, AS, GU, MP, PR, VI
  EXPECT_EQ(gazetteer_.of_type(RegionType::kNonmetro).size(), 48u);  // not NJ, not RI
  EXPECT_EQ(gazetteer_.of_type(RegionType::kZip).size(), 41637u);
  EXPECT_EQ(gazetteer_.of_type(RegionType::kPlace).size(), 0u);
  const auto current = [&](RegionType type) {
    const PlaceRange range = gazetteer_.of_type(type);
    return std::ranges::count_if(range.begin(), range.end(), [](const Place& place) { return !place.is_former(); });
  };
  EXPECT_EQ(current(RegionType::kMetro), 935);
  EXPECT_EQ(current(RegionType::kMetroDivision), 37);
  EXPECT_EQ(current(RegionType::kCounty), 3144 + 89);  // states and DC with planning regions; territories
}

TEST_F(GazetteerTest, TellsAboutAMetro) {
  const Place metro = get("metro-41860");
  EXPECT_EQ(metro.name(), "San Francisco-Oakland-Fremont, CA");
  EXPECT_EQ(metro.label(), metro.name());
  EXPECT_EQ(metro.type(), RegionType::kMetro);
  EXPECT_EQ(metro.vintage(), 2023);
  EXPECT_TRUE(metro.is_metropolitan());
  EXPECT_FALSE(metro.is_former());
  EXPECT_EQ(ids(metro.parents()), (Ids{"state-ca", "us"}));
  EXPECT_EQ(ids(metro.children()), (Ids{"metrodiv-36084", "metrodiv-41884", "metrodiv-42034", "county-06001",
                                        "county-06013", "county-06075", "county-06081", "county-06041"}));
  EXPECT_EQ(metro.aliases()[0], "San Francisco, CA");
  EXPECT_EQ(metro.aliases()[2], "San Francisco-Oakland-Berkeley, CA");
  EXPECT_NEAR(metro.location()->latitude, 37.7, 0.3);
  EXPECT_NEAR(metro.location()->longitude, -122.2, 0.3);
  EXPECT_EQ(ids(get("metro-47900").parents()), (Ids{"state-dc", "state-va", "state-md", "state-wv", "us"}));
}

TEST_F(GazetteerTest, TellsAboutOtherPlaces) {
  EXPECT_EQ(get("county-17031").label(), "Cook County, IL");
  EXPECT_EQ(ids(get("county-17031").parents()), (Ids{"metro-16980", "state-il", "us"}));
  EXPECT_EQ(get("county-17031").population(), 5182617u);
  EXPECT_EQ(get("zip-94110").label(), "94110, San Francisco, CA");
  EXPECT_EQ(ids(get("zip-94110").parents()), (Ids{"county-06075", "metro-41860", "state-ca", "us"}));
  EXPECT_EQ(get("zip-00601").label(), "00601, Adjuntas, PR");
  EXPECT_EQ(get("zip-09001").label(), "09001, APO AA");  // a military post office lies in no state
  EXPECT_EQ(get("state-ca").label(), "California");
  EXPECT_EQ(ids(get("state-ca").parents()), (Ids{"division-9", "region-4", "us"}));
  EXPECT_EQ(ids(get("state-gu").parents()), (Ids{"us"}));
  EXPECT_EQ(get("division-9").label(), "Pacific division");
  EXPECT_EQ(get("metrodiv-41884").label(), "San Francisco-San Mateo-Redwood City, CA (division)");
  EXPECT_EQ(get("nonmetro-ca").name(), "Nonmetropolitan California");
  EXPECT_EQ(get("us").population(), 340110988u);
  EXPECT_EQ(get("us").children()[0].id().text(), "region-3");  // the South is the largest
  EXPECT_FALSE(gazetteer_.find(id("metro-99999")));
  EXPECT_FALSE(gazetteer_.find(id("x-zillow-1")));
  EXPECT_FALSE(gazetteer_.find(id("place-0667000")));
}

TEST_F(GazetteerTest, KnowsTheStateOfACensusPlaceByItsCode) {
  const auto state = [&](std::string_view text) {
    const auto found = gazetteer_.state_of_code(id(text));
    return found ? std::string(found->id().text()) : std::string("none");
  };
  EXPECT_EQ(state("place-0667000"), "state-ca");
  EXPECT_EQ(state("town-2502507000"), "state-ma");
  EXPECT_EQ(state("place-0100124"), "state-al");
  EXPECT_EQ(state("place-7206593"), "state-pr");
  EXPECT_EQ(state("place-0300000"), "none") << "no state has this code";
  EXPECT_EQ(state("place-9900000"), "none");
  EXPECT_EQ(state("county-06075"), "none") << "the table itself tells of counties";
}

TEST_F(GazetteerTest, MarksWhatIsNoLongerInUse) {
  const Place cleveland = get("metro-17460");
  EXPECT_TRUE(cleveland.is_former());
  EXPECT_TRUE(cleveland.is_metropolitan());
  EXPECT_EQ(cleveland.vintage(), 2020);
  EXPECT_EQ(ids(cleveland.links()), (Ids{"metro-17410"}));
  EXPECT_TRUE(contains(get("metro-17410").links(), cleveland));
  EXPECT_EQ(get("county-39035").parents()[0].id().text(), "metro-17410");
  EXPECT_EQ(ids(get("county-46113").links()), (Ids{"county-46102"}));
  EXPECT_TRUE(get("metrodiv-23844").is_former());
}

TEST_F(GazetteerTest, HasBothConnecticuts) {
  std::size_t old = 0;
  std::size_t regions = 0;
  for (const Place county : get("state-ct").children()) {
    if (county.type() != RegionType::kCounty) continue;
    county.is_former() ? ++old : ++regions;
    EXPECT_FALSE(county.links().empty()) << county.label();
    for (const Place link : county.links()) {
      EXPECT_NE(link.is_former(), county.is_former());
      EXPECT_TRUE(contains(link.links(), county)) << link.label();
    }
  }
  EXPECT_EQ(old, 8u);
  EXPECT_EQ(regions, 9u);
  EXPECT_EQ(get("county-09001").label(), "Fairfield County, CT");
  EXPECT_EQ(get("county-09190").label(), "Western Connecticut Planning Region, CT");
  EXPECT_TRUE(get("county-09190").location());
}

TEST_F(GazetteerTest, EveryPlaceRoundTripsAndEndsInTheNation) {
  for (const Place place : gazetteer_.all()) {
    const RegionId own = place.id();
    ASSERT_EQ(gazetteer_.find(own)->number(), place.number()) << own.text();
    ASSERT_EQ(RegionId::parse(own.text()), own);
    ASSERT_FALSE(place.name().empty());
    if (place.type() == RegionType::kUs) continue;
    ASSERT_FALSE(place.parents().empty()) << own.text();
    ASSERT_EQ(place.parents()[place.parents().size() - 1].id(), RegionId::us()) << own.text();
  }
}

TEST_F(GazetteerTest, CountiesOfAMetroHaveItAsParentAndAddUp) {
  for (const Place metro : gazetteer_.of_type(RegionType::kMetro)) {
    std::uint32_t sum = 0;
    std::size_t counties = 0;
    for (const Place child : metro.children()) {
      if (child.type() != RegionType::kCounty) continue;
      ++counties;
      sum += child.population();
      EXPECT_TRUE(metro.is_former() || child.parents()[0] == metro) << child.label();
    }
    EXPECT_GT(counties, 0u) << metro.name();
    EXPECT_EQ(sum, metro.population()) << metro.name();
  }
}

TEST_F(GazetteerTest, CountiesAddUpToStatesAndStatesToTheNation) {
  std::uint32_t nation = 0;
  for (const Place state : gazetteer_.of_type(RegionType::kState)) {
    std::uint32_t sum = 0;
    for (const Place child : state.children())
      if (child.type() == RegionType::kCounty) sum += child.population();
    EXPECT_EQ(sum, state.population()) << state.name();
    nation += sum;
  }
  EXPECT_EQ(nation, get("us").population());
}

TEST_F(GazetteerTest, ZipsAreChildrenOfTheirCounties) {
  std::size_t in_counties = 0;
  for (const Place zip : gazetteer_.of_type(RegionType::kZip)) {
    const Place parent = zip.parents()[0];
    if (parent.type() != RegionType::kCounty) continue;
    ++in_counties;
    ASSERT_TRUE(contains(parent.children(), zip)) << zip.label();
    ASSERT_FALSE(zip.city().empty());
  }
  EXPECT_GT(in_counties, 41000u);
}

TEST_F(GazetteerTest, RefusesBrokenBytes) {
  const auto whole = embedded_bytes();
  const auto refused = [](std::vector<std::byte> bytes) { return !Gazetteer::open(bytes).has_value(); };
  const std::vector<std::byte> good(whole.begin(), whole.end());
  EXPECT_FALSE(refused(good));
  EXPECT_TRUE(refused({}));
  for (const std::size_t size : {8u, 95u, 96u, 104u, 4096u}) EXPECT_TRUE(refused({good.begin(), good.begin() + size}));
  std::mt19937 random(20250331);
  for (int round = 0; round < 200; ++round) {
    auto broken = good;
    broken[random() % broken.size()] ^= std::byte{1} << random() % 8;
    EXPECT_TRUE(refused(broken));
  }
}

// With a right checksum every single field must still hold: no byte may send a reader outside.
TEST_F(GazetteerTest, RefusesLiesUnderARightChecksum) {
  const auto whole = embedded_bytes();
  const auto set = [&](std::size_t at, std::uint32_t value) {
    std::vector<std::byte> bytes(whole.begin(), whole.end());
    std::memcpy(bytes.data() + at, &value, sizeof value);
    const std::uint64_t sum = format::checksum(std::span(bytes).subspan(format::kHashedFrom));
    std::memcpy(bytes.data() + offsetof(format::Header, checksum), &sum, sizeof sum);
    return Gazetteer::open(bytes);
  };
  using format::Header;
  using format::PlaceRecord;
  constexpr std::size_t kPlace = sizeof(Header) + 2000 * sizeof(PlaceRecord);
  const auto count = format::load<std::uint32_t>(whole.data() + kPlace + offsetof(PlaceRecord, population));
  EXPECT_TRUE(set(kPlace + offsetof(PlaceRecord, population), count + 1).has_value());
  for (const std::size_t field : {offsetof(PlaceRecord, key), offsetof(PlaceRecord, name), offsetof(PlaceRecord, city),
                                  offsetof(PlaceRecord, references), offsetof(PlaceRecord, children)}) {
    const auto opened = set(kPlace + field, 0x7FFFFFFF);
    ASSERT_FALSE(opened.has_value()) << field;
    EXPECT_EQ(opened.error().code, base::ErrorCode::kCorrupt);
  }
  EXPECT_FALSE(set(offsetof(Header, places), 1u << 30).has_value());
  EXPECT_FALSE(set(offsetof(Header, references), 0).has_value());
  EXPECT_FALSE(set(offsetof(Header, type_begin) + 8, 1u << 30).has_value());
  const auto references =
      format::load<std::uint32_t>(whole.data() + offsetof(Header, places)) * sizeof(PlaceRecord) + sizeof(Header);
  EXPECT_FALSE(set(references, 1u << 30).has_value());
}

TEST_F(GazetteerTest, NearestIds) {
  const auto nearest = [&](std::string_view text) {
    Ids texts;
    for (const RegionId& each : nearest_ids(gazetteer_, text)) texts.emplace_back(each.text());
    return texts;
  };
  EXPECT_EQ(nearest("metro-4186"), (Ids{"metro-41860"}));
  EXPECT_EQ(nearest("METRO-41861").front(), "metro-41860");
  EXPECT_EQ(nearest("stat-ca"), (Ids{"state-ca"}));
  EXPECT_EQ(nearest("94110"), (Ids{"zip-94110"}));
  EXPECT_EQ(nearest("ca"), (Ids{"state-ca", "nonmetro-ca"}));
  EXPECT_EQ(nearest("county-6075").front(), "county-06075");
  EXPECT_EQ(nearest("something else entirely and long"), Ids{});
  EXPECT_EQ(nearest(""), Ids{});
}

}  // namespace
}  // namespace housing::places
