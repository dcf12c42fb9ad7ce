#include "fred/series_id.hpp"

#include <gtest/gtest.h>

#include <set>

#include "sources/fred_series.hpp"

namespace housing::fred {
namespace {

model::RegionId region(std::string_view text) { return *model::RegionId::parse(text); }

TEST(SeriesId, EveryMetricsIdReadsBackAndNeedsNoEscaping) {
  std::set<std::string> ids;
  for (const model::MetricInfo& metric : model::all_metrics()) {
    for (const char* place : {"us", "metro-41860", "zip-94110", "x-zillow-395057"}) {
      const std::string id = series_id(metric, region(place));
      EXPECT_TRUE(ids.insert(id).second) << id;
      EXPECT_EQ(id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"), std::string::npos) << id;
      const auto key = parse_series_id(id);
      ASSERT_TRUE(key.has_value()) << id;
      EXPECT_EQ(key->metric, &metric) << id;
      EXPECT_EQ(key->region.text(), place);
    }
  }
}

TEST(SeriesId, HasTheDocumentedForm) {
  EXPECT_EQ(series_id(*model::find_metric("home_value"), region("metro-41860")), "HOME_VALUE.METRO-41860");
  EXPECT_EQ(series_id(*model::find_metric("hpi.purchase@fhfa"), region("us")), "HPI.PURCHASE~FHFA.US");
  for (const char* text : {"home_value.metro-41860", "Home_Value.Metro-41860", "home_value@zillow.METRO-41860"}) {
    const auto key = parse_series_id(text);
    ASSERT_TRUE(key.has_value()) << text;
    EXPECT_EQ(key->metric->id, "home_value");
  }
}

TEST(SeriesId, FredsOwnIdsStand) {
  for (const std::string& id : sources::fred_series_ids()) {
    const auto key = parse_series_id(id);
    ASSERT_TRUE(key.has_value()) << id;
    EXPECT_EQ(series_id(*key->metric, key->region), id);
  }
  const auto longer = parse_series_id("mortgage_rate.us");
  ASSERT_TRUE(longer.has_value());
  EXPECT_EQ(series_id(*longer->metric, longer->region), "MORTGAGE30US");
}

TEST(SeriesId, WhatIsNoneIsNone) {
  for (const std::string& text :
       {std::string(), std::string("."), std::string("GDP"), std::string("home_value"), std::string("home_value."),
        std::string("home_vlaue.us"), std::string("home_value.metro-4186"), std::string("home_value.us.us"),
        std::string(200, 'a'), std::string("home_value\0.us", 14)})
    EXPECT_FALSE(parse_series_id(text).has_value()) << text;
}

}  // namespace
}  // namespace housing::fred
