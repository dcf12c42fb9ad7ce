#include "fred/vintages.hpp"

#include <gtest/gtest.h>

#include "testing/imported_world.hpp"

namespace housing::fred {
namespace {

using model::Date;
using testing::month_ends;
using Texts = std::vector<std::string>;

// Three releases of the nation's home values: the second revises 2024-02 and adds 2024-04; the third says the same for
// the nation and is another's only; the fourth withdraws 2024-01.
class VintagesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    import("2024-04-16", 3, {"100", "101", "102"}, {"7", "7", "7"});
    import("2024-05-16", 4, {"100", "101.5", "102", "103"}, {"7", "7", "7", "7"});
    import("2024-06-16", 4, {"100", "101.5", "102", "103"}, {"8", "8", "8", "8"});
    import("2024-07-16", 4, {"", "101.5", "102", "103"}, {"8", "8", "8", "8"});
  }

  void import(const char* released, int months, Texts nation, Texts boston) {
    imported_.import_one(
        testing::zillow_file(testing::kMetroHomeValue, month_ends(2024, months),
                             {testing::united_states(std::move(nation)), testing::boston(std::move(boston))}),
        Date::parse(released));
  }

  testing::ImportedWorld imported_;
};

TEST_F(VintagesTest, AreTheDaysOnWhichTheSeriesChanged) {
  const auto key = parse_series_id("home_value.us");
  const auto vintages = vintages_of(*imported_.world(), imported_.store(), *key);
  ASSERT_TRUE(vintages.has_value()) << vintages.error().message;
  ASSERT_EQ(vintages->size(), 3U);
  EXPECT_EQ((*vintages)[0].date.to_string(), "2024-04-16");
  EXPECT_EQ((*vintages)[1].date.to_string(), "2024-05-16");
  EXPECT_EQ((*vintages)[2].date.to_string(), "2024-07-16");
  EXPECT_EQ((*vintages)[0].row.values, (std::vector<model::WideCell>{10000, 10100, 10200}));
  EXPECT_EQ((*vintages)[2].row.values, (std::vector<model::WideCell>{model::kWideGap, 10150, 10200, 10300}));
}

// What is put together from releases is what the world of that day has.
TEST_F(VintagesTest, AgreeWithTheWorldOfTheirDay) {
  for (const char* id : {"home_value.us", "home_value.metro-14460"}) {
    const auto key = parse_series_id(id);
    const auto vintages = vintages_of(*imported_.world(), imported_.store(), *key);
    ASSERT_TRUE(vintages.has_value());
    for (const Vintage& vintage : *vintages) {
      const auto world = imported_.holder().at(vintage.date);
      ASSERT_TRUE(world.has_value());
      const auto row = present_row(**world, *key);
      ASSERT_TRUE(row.has_value());
      EXPECT_EQ(row->ordinals, vintage.row.ordinals) << id << " " << vintage.date.to_string();
      EXPECT_EQ(row->values, vintage.row.values) << id << " " << vintage.date.to_string();
    }
    EXPECT_EQ(present_row(*imported_.world(), *key)->values, vintages->back().row.values);
  }
}

TEST_F(VintagesTest, OfNothingAreNone) {
  const auto key = parse_series_id("rent.us");
  EXPECT_FALSE(present_row(*imported_.world(), *key).has_value());
  const auto vintages = vintages_of(*imported_.world(), imported_.store(), *key);
  ASSERT_TRUE(vintages.has_value());
  EXPECT_TRUE(vintages->empty());
}

}  // namespace
}  // namespace housing::fred
