#include "app/next_due.hpp"

#include <gtest/gtest.h>

namespace housing::app {
namespace {

using model::Date;

void hold(series::Manifest& manifest, std::string dataset, std::string metric, Date release,
          Date last_day = Date::of(2025, 1, 31)) {
  series::ShardEntry entry;
  entry.id = dataset + "@" + std::to_string(manifest.shards.size());
  entry.source = dataset.substr(0, dataset.find('/'));
  entry.dataset = std::move(dataset);
  entry.metrics = {std::move(metric)};
  entry.release.date = release;
  entry.last_day = last_day;
  manifest.shards.push_back(std::move(entry));
}

TEST(NextDue, FollowsTheDatasetReleasedLast) {
  series::Manifest manifest;
  EXPECT_EQ(next_due(manifest, "zillow"), std::nullopt);
  hold(manifest, "zillow/zhvi/metro", "home_value", Date::of(2025, 1, 16));
  hold(manifest, "zillow/zhvi/metro", "home_value", Date::of(2025, 2, 16));
  EXPECT_EQ(next_due(manifest, "zillow"), Date::of(2025, 3, 16)) << "28 days from the newest of its releases";
  hold(manifest, "zillow/invt_fs/metro-week", "inventory.week@zillow", Date::of(2025, 2, 20));
  EXPECT_EQ(next_due(manifest, "zillow"), Date::of(2025, 2, 27));
  hold(manifest, "zillow/zori/metro", "rent", Date::of(2025, 2, 20));
  EXPECT_EQ(next_due(manifest, "zillow"), Date::of(2025, 2, 27)) << "of two of one day the one that comes earlier";
  hold(manifest, "zillow/zhvf/metro", "home_value_growth_forecast", Date::of(2025, 2, 21));
  EXPECT_EQ(next_due(manifest, "zillow"), Date::of(2025, 3, 21));
  hold(manifest, "zillow/zhvi/county", "home_value", Date::of(2022, 2, 16));
  EXPECT_EQ(next_due(manifest, "zillow"), Date::of(2025, 3, 21)) << "an old one that nobody renewed says nothing";
  EXPECT_EQ(next_due(manifest, "fhfa"), std::nullopt);
}

TEST(NextDue, OfFilesNamedAfterTheirTimeIsTheNextPeriods) {
  series::Manifest manifest;
  hold(manifest, "census/bps/county-month", "permits_units", Date::of(2025, 4, 1), Date::of(2025, 2, 28));
  const auto due = next_due(manifest, "census");
  ASSERT_TRUE(due);
  EXPECT_GT(*due, Date::of(2025, 3, 31)) << "after the end of March";
  EXPECT_LT(*due, Date::of(2025, 5, 31));
}

TEST(NextDue, GoesByWhoseMetricsAreHeldNotByWhoPassesThemOn) {
  series::Manifest manifest;
  hold(manifest, "fred/csushpinsa", "hpi@case-shiller", Date::of(2025, 2, 25));
  EXPECT_EQ(next_due(manifest, "case-shiller"), Date::of(2025, 3, 25));
  EXPECT_EQ(next_due(manifest, "fred"), std::nullopt);
}

TEST(NextDue, NothingOfWhatComesNoMore) {
  series::Manifest manifest;
  hold(manifest, "zillow/zri-allhomes/metro", "rent.zri2018@zillow", Date::of(2018, 1, 16));
  EXPECT_EQ(next_due(manifest, "zillow"), std::nullopt);
}

}  // namespace
}  // namespace housing::app
