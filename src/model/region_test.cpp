#include "model/region.hpp"

#include <gtest/gtest.h>

#include <unordered_set>

#include "model/release.hpp"

namespace housing::model {
namespace {

TEST(RegionId, EveryKind) {
  struct Known {
    const char* text;
    RegionType type;
    const char* code;
  };
  for (const Known& known :
       {Known{"us", RegionType::kUs, ""}, Known{"region-4", RegionType::kRegion, "4"},
        Known{"division-9", RegionType::kDivision, "9"}, Known{"state-ca", RegionType::kState, "ca"},
        Known{"metro-41860", RegionType::kMetro, "41860"}, Known{"metrodiv-41884", RegionType::kMetroDivision, "41884"},
        Known{"nonmetro-ca", RegionType::kNonmetro, "ca"}, Known{"county-06075", RegionType::kCounty, "06075"},
        Known{"place-0667000", RegionType::kPlace, "0667000"},
        Known{"town-2502507000", RegionType::kTown, "2502507000"}, Known{"zip-94110", RegionType::kZip, "94110"},
        Known{"x-zillow-395057", RegionType::kUnresolved, "zillow-395057"}}) {
    const auto id = RegionId::parse(known.text);
    ASSERT_TRUE(id.has_value()) << known.text;
    EXPECT_EQ(id->text(), known.text);
    EXPECT_EQ(id->type(), known.type);
    EXPECT_EQ(id->code(), known.code);
  }
}

TEST(RegionId, TextThatIsNone) {
  for (const char* text : {"",
                           "-",
                           "us-",
                           "us-1",
                           "US",
                           "region",
                           "region-0",
                           "region-5",
                           "region-12",
                           "division-0",
                           "state-CA",
                           "state-c",
                           "state-cal",
                           "state-c1",
                           "metro-4186",
                           "metro-418600",
                           "metro-4186a",
                           "metro",
                           "metro-",
                           "county-6075",
                           "zip-9411",
                           "zip-94110-1",
                           " zip-94110",
                           "zip-94110 ",
                           "place-667000",
                           "town-250250700",
                           "x-zillow",
                           "x-zillow-",
                           "x--1",
                           "x-Zillow-1",
                           "x-zillow-1_2",
                           "planet-3",
                           "x-zillow-1234567890123456789012345"})
    EXPECT_FALSE(RegionId::parse(text).has_value()) << text;
}

TEST(RegionId, DefaultIsTheNation) {
  EXPECT_EQ(RegionId().text(), "us");
  EXPECT_EQ(RegionId(), RegionId::us());
  EXPECT_EQ(RegionId(), RegionId::parse("us"));
}

TEST(RegionId, Unresolved) {
  EXPECT_EQ(RegionId::unresolved("zillow", "395057").text(), "x-zillow-395057");
  EXPECT_EQ(RegionId::unresolved("fhfa", "99999").type(), RegionType::kUnresolved);
}

TEST(RegionId, OrderAndHash) {
  const auto id = [](const char* text) { return *RegionId::parse(text); };
  EXPECT_LT(id("metro-10180"), id("metro-41860"));
  EXPECT_LT(id("county-06075"), id("zip-00501"));
  EXPECT_NE(id("metro-41860"), id("metrodiv-41860"));
  const std::unordered_set<RegionId> ids = {id("zip-94110"), id("zip-94111"), id("zip-94110")};
  EXPECT_EQ(ids.size(), 2U);
}

TEST(RegionType, NamesGoThereAndBack) {
  for (std::size_t i = 0; i < kRegionTypes; ++i) {
    const auto type = static_cast<RegionType>(i);
    EXPECT_EQ(parse_region_type(to_string(type)), type);
  }
  EXPECT_FALSE(parse_region_type("Metro").has_value());
  EXPECT_FALSE(parse_region_type("").has_value());
}

TEST(RegionIdDeathTest, APublishersIdMustBeFit) {
  EXPECT_DEATH(static_cast<void>(RegionId::unresolved("zillow", "")), "assertion failed");
}

TEST(Release, NamesGoThereAndBack) {
  for (const ReleaseFrom from :
       {ReleaseFrom::kOperator, ReleaseFrom::kStamp, ReleaseFrom::kLastModified, ReleaseFrom::kInferred})
    EXPECT_EQ(parse_release_from(to_string(from)), from);
  EXPECT_EQ(to_string(ReleaseFrom::kLastModified), "last-modified");
  EXPECT_FALSE(parse_release_from("guessed").has_value());
}

}  // namespace
}  // namespace housing::model
