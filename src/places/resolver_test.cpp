#include "places/resolver.hpp"

#include <gtest/gtest.h>

#include <string>

#include "places/embedded.hpp"
#include "places/fold.hpp"

namespace housing::places {
namespace {

std::string text(const std::optional<model::RegionId>& id) { return id ? std::string(id->text()) : "none"; }

class ResolverTest : public testing::Test {
 protected:
  std::string metro(std::string_view name, std::string_view state = {}) const {
    return text(resolver_.zillow_metro(name, state));
  }
  const Resolver resolver_{embedded_gazetteer()};
};

TEST_F(ResolverTest, MetrosByFirstCityAndState) {
  EXPECT_EQ(metro("San Francisco, CA"), "metro-41860");
  EXPECT_EQ(metro("Washington, DC", "VA"), "metro-47900");
  EXPECT_EQ(metro("Chicago", "IL"), "metro-16980");
  EXPECT_EQ(metro("Winston-Salem, NC"), "metro-49180");
  EXPECT_EQ(metro("Nashville, TN"), "metro-34980");
  EXPECT_EQ(metro("Louisville, KY"), "metro-31140");
  EXPECT_EQ(metro("Houston-The Woodlands-Sugar Land, TX"), "metro-26420");
  EXPECT_EQ(metro("Springfield, MO"), "metro-44180");
  EXPECT_EQ(metro("Springfield, MA"), "metro-44140");
  EXPECT_EQ(metro("Springfield, NV"), "none");
  EXPECT_EQ(metro("Springfield"), "none");
  EXPECT_EQ(metro(""), "none");
  EXPECT_EQ(metro(", CA"), "none");
}

TEST_F(ResolverTest, MetrosOfEarlierDelineations) {
  EXPECT_EQ(metro("Cleveland, OH"), "metro-17410");  // 2023 has it under another code than 2020
  EXPECT_EQ(metro("Madera, CA"), "metro-31460");
  EXPECT_EQ(metro("Poughkeepsie, NY"), "metro-39100");  // not the present one that has it as its second city
  EXPECT_EQ(metro("Dayton, TN"), "metro-19420");
  EXPECT_EQ(metro("Logan, WV"), "metro-30880");
  EXPECT_EQ(metro("Greenfield Town, MA"), "metro-24640");
}

TEST_F(ResolverTest, MetrosByOtherStatesAndCities) {
  EXPECT_EQ(metro("Hagerstown, WV"), "metro-25180");
  EXPECT_EQ(metro("Ventura, CA"), "metro-37100");
  EXPECT_EQ(metro("De Ridder, LA"), "metro-19760");
  EXPECT_EQ(metro("Cape Cod, MA"), "metro-12700");
}

TEST_F(ResolverTest, MetrosWithBrokenLetters) {
  EXPECT_EQ(metro("Cañon City, CO"), "metro-15860");
  EXPECT_EQ(metro("Canon City, CO"), "metro-15860");
  EXPECT_EQ(metro("Ca-\xC2\xA6on City, CO"), "metro-15860");
  EXPECT_EQ(metro("Ca\xC2\xB1on City, CO"), "metro-15860");
  EXPECT_EQ(metro("Espa-\xC2\xA6ola, NM"), "metro-21580");
  EXPECT_EQ(metro("Espa\xF1ola, NM"), "metro-21580");  // Latin-1 read as UTF-8
  EXPECT_EQ(metro("\xC2\xA6, NM"), "none");
}

TEST_F(ResolverTest, OtherPublishersCodes) {
  EXPECT_EQ(text(resolver_.fhfa_area("10180", "Abilene, TX")), "metro-10180");
  EXPECT_EQ(text(resolver_.fhfa_area("11244", "Anaheim-Santa Ana-Irvine, CA  (MSAD)")), "metrodiv-11244");
  EXPECT_EQ(text(resolver_.fhfa_area("23844", "Gary, IN  (MSAD)")), "metrodiv-23844");
  EXPECT_EQ(text(resolver_.fhfa_area("17460", "Cleveland-Elyria, OH")), "metro-17460");
  EXPECT_EQ(text(resolver_.fhfa_area("99999", "Nowhere, ZZ")), "none");
  EXPECT_EQ(text(resolver_.fhfa_area("geocode", "MSA")), "none");
  EXPECT_EQ(text(resolver_.cbsa("35614")), "metrodiv-35614");
  EXPECT_EQ(text(resolver_.county("06", "075")), "county-06075");
  EXPECT_EQ(text(resolver_.county("6", "75")), "county-06075");
  EXPECT_EQ(text(resolver_.county("09", "110")), "county-09110");
  EXPECT_EQ(text(resolver_.county("09", "001")), "county-09001");
  EXPECT_EQ(text(resolver_.county("06", "000")), "none");
  EXPECT_EQ(text(resolver_.county("", "075")), "none");
  EXPECT_EQ(text(resolver_.county("006", "075")), "none");
  EXPECT_EQ(text(resolver_.county("06", "x75")), "none");
}

TEST_F(ResolverTest, StatesAndDivisions) {
  EXPECT_EQ(text(resolver_.state_by_name("New York")), "state-ny");
  EXPECT_EQ(text(resolver_.state_by_name("DISTRICT OF COLUMBIA")), "state-dc");
  EXPECT_EQ(text(resolver_.state_by_name("Atlantis")), "none");
  EXPECT_EQ(text(resolver_.state_by_postal("pr")), "state-pr");
  EXPECT_EQ(text(resolver_.state_by_postal("ZZ")), "none");
  EXPECT_EQ(text(resolver_.state_by_postal("")), "none");
  EXPECT_EQ(text(resolver_.division("East North Central")), "division-3");
  EXPECT_EQ(text(resolver_.division("DV_ENC")), "division-3");
  EXPECT_EQ(text(resolver_.division("DV_XX")), "none");
}

TEST_F(ResolverTest, ZipsAreExactlyFiveDigits) {
  EXPECT_EQ(resolver_.zip("02138")->text(), "zip-02138");
  EXPECT_EQ(resolver_.zip("99999")->text(), "zip-99999");  // unknown here, still a code
  for (const char* bad : {"2138", "021380", "0213a", " 02138", "", "02138-1234"}) {
    const auto id = resolver_.zip(bad);
    ASSERT_FALSE(id.has_value()) << bad;
    EXPECT_EQ(id.error().code, base::ErrorCode::kInvalidInput);
    EXPECT_NE(id.error().message.find("exactly five digits"), std::string::npos);
  }
}

TEST(Fold, MakesNamesComparable) {
  EXPECT_EQ(fold("St. Louis"), "saint louis");
  EXPECT_EQ(fold("ST LOUIS "), "saint louis");
  EXPECT_EQ(fold("St. Louis", false), "st louis");
  EXPECT_EQ(fold("Cañon City, CO"), "canon city co");
  EXPECT_EQ(fold("Coeur d'Alene"), "coeur dalene");
  EXPECT_EQ(fold("Coeur d\u2019Alene"), "coeur dalene");
  EXPECT_EQ(fold("Scranton--Wilkes-Barre, PA"), "scranton wilkes barre pa");
  EXPECT_EQ(fold("Louisville/Jefferson County"), "louisville jefferson county");
  EXPECT_EQ(fold("Mayag\u00FCez"), "mayaguez");
  EXPECT_EQ(fold("Stockton"), "stockton");
  EXPECT_EQ(fold("Ft. Worth"), "fort worth");
  EXPECT_EQ(fold("D.C."), "dc");
  EXPECT_EQ(fold("\xFF\xFE, - "), "");
}

}  // namespace
}  // namespace housing::places
