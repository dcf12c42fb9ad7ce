#include "app/region_coverage.hpp"

#include <gtest/gtest.h>

#include "testing/imported_world.hpp"

namespace housing::app {
namespace {

using testing::month_ends;

TEST(RegionCoverage, CountsValuesAndGapsBetweenTheFirstAndTheLast) {
  testing::ImportedWorld imported;
  imported.import_one(
      testing::zillow_file(testing::kMetroHomeValue, month_ends(2024, 6),
                           {testing::boston({"", "2", "", "", "5", ""}), testing::chicago({"", "", "", "", "", ""}),
                            testing::denver({"1", "2", "3", "4", "5", "6"})}),
      model::Date::of(2024, 7, 16));
  imported.import_one(testing::zillow_file(testing::kMetroRent, month_ends(2024, 2), {testing::denver({"1", "3"})}));
  const auto world = imported.world();
  const auto of = [&](const char* id) { return answer_region_coverage(*world, id).value().metrics; };

  const auto boston = of("metro-14460");
  ASSERT_EQ(boston.size(), 1u);
  EXPECT_EQ(boston[0].metric->id, "home_value");
  EXPECT_EQ(boston[0].from.to_string(), "2024-02");
  EXPECT_EQ(boston[0].to.to_string(), "2024-05");
  EXPECT_EQ(boston[0].values, 2u);
  EXPECT_EQ(boston[0].gaps, 2u);
  EXPECT_EQ(boston[0].newest->release.date, model::Date::of(2024, 7, 16));
  EXPECT_TRUE(of("metro-16980").empty()) << "covered, but no value";
  ASSERT_EQ(of("metro-19740").size(), 2u);
  EXPECT_EQ(of("metro-19740")[0].gaps, 0u);
  EXPECT_EQ(of("metro-19740")[1].values, 2u);
  EXPECT_TRUE(of("state-ca").empty());
}

TEST(RegionCoverage, PeriodsNobodyCoversAreNoGaps) {
  testing::ImportedWorld imported;
  imported.import_one(testing::zillow_file(testing::kMetroHomeValue, {"2023-01-31"}, {testing::denver({"1"})}),
                      model::Date::of(2023, 2, 16));
  imported.import_one(testing::zillow_file(testing::kMetroHomeValue, {"2024-01-31"}, {testing::denver({"2"})}),
                      model::Date::of(2024, 2, 16));
  const auto coverage = answer_region_coverage(*imported.world(), "metro-19740").value().metrics.at(0);
  EXPECT_EQ(coverage.values, 2u);
  EXPECT_EQ(coverage.gaps, 0u);
  EXPECT_EQ(coverage.newest->release.date, model::Date::of(2024, 2, 16));
}

TEST(RegionCoverage, AnUnknownRegionIsRefused) {
  testing::ImportedWorld imported;
  const auto answer = answer_region_coverage(*imported.world(), "metro-1");
  ASSERT_FALSE(answer.has_value());
  EXPECT_EQ(answer.error().kind, "unknown-region");
}

}  // namespace
}  // namespace housing::app
