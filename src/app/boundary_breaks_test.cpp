#include "app/boundary_breaks.hpp"

#include <gtest/gtest.h>

#include "app/region_profile.hpp"
#include "app/series_query.hpp"
#include "testing/imported_world.hpp"

namespace housing::app {
namespace {

// An index by the old counties up to 2021 and by the planning regions from 2022 on, as a publisher that went over has
// it.
class BoundaryBreaksTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    imported_->import_one({"HPI_AT_BDL_county.csv",
                           "State,County,FIPS code,Year,Annual Change (%),HPI,HPI with 1990 base,HPI with 2000 base\n"
                           "CT,Fairfield,09001,2020,.,100.00,95.40,71.03\n"
                           "CT,Fairfield,09001,2021,5.00,105.00,95.40,71.03\n"
                           "CT,Western Connecticut,09190,2022,.,110.00,95.40,71.03\n"
                           "CT,Western Connecticut,09190,2023,1.00,111.00,95.40,71.03\n"
                           "IL,Cook,17031,2020,.,100.00,95.40,71.03\n"
                           "IL,Cook,17031,2023,.,100.00,95.40,71.03\n"});
    world_ = imported_->world();
  }
  static void TearDownTestSuite() {
    world_.reset();
    delete imported_;
  }
  static std::vector<std::string> notes(const char* region, const char* metric = "hpi.annual@fhfa") {
    SeriesQuestion question;
    question.regions = {region};
    question.metrics = {metric};
    const auto answer = answer_series(*world_, question);
    EXPECT_TRUE(answer.has_value()) << region << ": " << answer.error().detail;
    return answer ? answer->notes : std::vector<std::string>();
  }

  static inline testing::ImportedWorld* imported_ = nullptr;
  static inline std::shared_ptr<const World> world_;
};

TEST_F(BoundaryBreaksTest, AFormerCountysSeriesSaysWhereItGoesOn) {
  const auto told = notes("county-09001");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_NE(told[0].find("ends 2021"), std::string::npos) << told[0];
  EXPECT_NE(told[0].find("county-09190) 2022 to 2023"), std::string::npos) << told[0];
}

TEST_F(BoundaryBreaksTest, ItsSuccessorsSeriesSaysWhatWasBefore) {
  const auto told = notes("county-09190");
  ASSERT_EQ(told.size(), 1u);
  EXPECT_NE(told[0].find("begins 2022"), std::string::npos) << told[0];
  EXPECT_NE(told[0].find("county-09001) 2020 to 2021"), std::string::npos) << told[0];
}

TEST_F(BoundaryBreaksTest, APlaceWithoutValuesPointsToThoseLinkedWithIt) {
  const auto told = notes("county-09120");  // Greater Bridgeport, a part of Fairfield
  ASSERT_EQ(told.size(), 2u);
  EXPECT_NE(told[0].find("No hpi"), std::string::npos) << told[0];
  EXPECT_NE(told[1].find("county-09001"), std::string::npos) << told[1];
}

TEST_F(BoundaryBreaksTest, OthersHaveNothingToSay) {
  EXPECT_TRUE(notes("county-17031").empty());
  EXPECT_EQ(notes("county-09003").size(), 1u) << "no value there, and none in its successors";
  EXPECT_EQ(notes("zip-06830").size(), 1u);
}

TEST_F(BoundaryBreaksTest, ProfilesLinkBothConnecticuts) {
  const auto old = answer_region(*world_, "county-09001");
  const auto present = answer_region(*world_, "county-09190");
  ASSERT_TRUE(old && present);
  EXPECT_TRUE(old->former);
  EXPECT_EQ(old->vintage, 2021);
  EXPECT_EQ(old->succeeded_by.size(), 3u);
  EXPECT_TRUE(old->preceded_by.empty());
  ASSERT_EQ(old->breaks.size(), 1u);
  EXPECT_EQ(old->breaks[0].year, 2022);
  EXPECT_FALSE(present->former);
  EXPECT_EQ(present->preceded_by.size(), 2u);  // Fairfield and Litchfield
  EXPECT_EQ(present->breaks.at(0).year, 2022);
  EXPECT_NE(present->breaks.at(0).note.find("county-09001"), std::string::npos);
  EXPECT_TRUE(answer_region(*world_, "county-17031")->breaks.empty());
}

TEST_F(BoundaryBreaksTest, ATabulationAreaIsNamedButNotTakenForItsZip) {
  testing::ImportedWorld imported;
  imported.import_one({"2025_Gaz_zcta_national.txt",
                       "GEOID|GEOIDFQ|ALAND|AWATER|ALAND_SQMI|AWATER_SQMI|INTPTLAT|INTPTLONG\n"
                       "94110|860Z200US94110|5970000|0|2.305|0|37.75|-122.41\n"});
  const auto world = imported.world();
  const auto note = boundary_note(*world, *model::RegionId::parse("zip-94110"), *model::find_metric("land_area"));
  ASSERT_TRUE(note);
  EXPECT_NE(note->find("x-census-zcta-94110"), std::string::npos) << *note;
  EXPECT_FALSE(boundary_note(*world, *model::RegionId::parse("zip-94112"), *model::find_metric("land_area")));
  EXPECT_EQ(world->metric_count(*model::RegionId::parse("zip-94110")), 0);
}

}  // namespace
}  // namespace housing::app
