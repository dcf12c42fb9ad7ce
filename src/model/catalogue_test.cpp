#include "model/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/utf8.hpp"

namespace housing::model {
namespace {

TEST(Catalogue, EveryMetricIsComplete) {
  std::set<std::string_view> ids;
  for (const MetricInfo& metric : all_metrics()) {
    EXPECT_TRUE(ids.insert(metric.id).second) << metric.id << " is there twice";
    EXPECT_NE(find_source(metric.source), nullptr) << metric.id;
    EXPECT_FALSE(metric.name.empty()) << metric.id;
    EXPECT_FALSE(metric.producer.empty()) << metric.id;
    EXPECT_TRUE(metric.definition.ends_with('.')) << metric.id;
    EXPECT_TRUE(base::is_valid_utf8(metric.definition)) << metric.id;
    EXPECT_GE(metric.decimals, 0) << metric.id;
    EXPECT_LE(metric.decimals, 6) << metric.id;  // more would leave no room before the point
    // Ahead of its period comes only what is set for a fiscal year.
    if (metric.frequency != Frequency::kFiscalYear) {
      EXPECT_GE(metric.release_lag_days, 0) << metric.id;
    }
    EXPECT_EQ(find_metric(metric.id), &metric);
  }
}

// A metric's id is name, name@source or name.variant@source, and its source the one it has. Where only one source has
// the variant it may go without: fair_market_rent.2br.
TEST(Catalogue, IdsSayTheSource) {
  for (const MetricInfo& metric : all_metrics()) {
    const std::size_t at = metric.id.find('@');
    if (at == std::string_view::npos) {
      const std::string in_full = std::string(metric.id) + "@" + std::string(metric.source);
      EXPECT_EQ(find_metric(in_full), &metric) << in_full;
      const bool has_variant = metric.id.find('.') != std::string_view::npos;
      for (const MetricInfo& other : all_metrics()) {
        EXPECT_FALSE(has_variant && other.id.starts_with(std::string(metric.id) + "@")) << other.id;
      }
    } else {
      EXPECT_EQ(metric.id.substr(at + 1), metric.source);
    }
    EXPECT_TRUE(std::ranges::all_of(metric.id, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '@' || c == '-';
    })) << metric.id;
  }
}

TEST(Catalogue, EverySourceIsComplete) {
  std::set<std::string_view> ids;
  for (const SourceInfo& source : all_sources()) {
    EXPECT_TRUE(ids.insert(source.id).second) << source.id;
    EXPECT_EQ(find_source(source.id), &source);
    for (const std::string_view text : {source.name, source.url, source.licence, source.attribution, source.cadence})
      EXPECT_FALSE(text.empty()) << source.id;
  }
}

// What a source forbids, none of its metrics allows.
TEST(Catalogue, MetricsAreNotFreerThanTheirSource) {
  for (const MetricInfo& metric : all_metrics())
    EXPECT_GE(static_cast<int>(metric.redistribution), static_cast<int>(find_source(metric.source)->redistribution))
        << metric.id;
}

TEST(Catalogue, FindMetric) {
  ASSERT_NE(find_metric("home_value"), nullptr);
  EXPECT_EQ(find_metric("home_value@zillow"), find_metric("home_value"));
  EXPECT_EQ(find_metric("inventory.week@zillow")->frequency, Frequency::kWeek);
  EXPECT_EQ(find_metric("home_value@redfin"), nullptr);
  EXPECT_EQ(find_metric("Home_Value"), nullptr);
  EXPECT_EQ(find_metric(""), nullptr);
  EXPECT_EQ(find_metric("@zillow"), nullptr);
  EXPECT_EQ(find_source("nobody"), nullptr);
}

// A price or index below zero is a mistake; a change or a balance is not.
TEST(Catalogue, OnlyChangesAndBalancesMayBeNegative) {
  std::set<std::string_view> negative;
  for (const MetricInfo& metric : all_metrics())
    if (metric.may_be_negative) negative.insert(metric.id);
  EXPECT_EQ(negative, (std::set<std::string_view>{"domestic_migration", "home_value_growth_forecast",
                                                  "international_migration", "market_heat", "rent_growth_forecast"}));
}

TEST(Catalogue, SimilarMetrics) {
  const auto first = [](std::string_view text) {
    const auto found = similar_metrics(text, 3);
    EXPECT_LE(found.size(), 3U);
    return found.empty() ? std::string() : found[0];
  };
  EXPECT_EQ(first("home_valeu"), "home_value");
  EXPECT_EQ(first("homevalue"), "home_value");
  EXPECT_EQ(first("HOME_VALUE"), "home_value");
  EXPECT_EQ(first("rnet"), "rent");
  EXPECT_EQ(first("mortgage"), "mortgage_rate");
  EXPECT_EQ(first("case-shiller"), "hpi@case-shiller");
  EXPECT_EQ(first("xqzwvkjy"), "");
  EXPECT_TRUE(similar_metrics("rent", 0).empty());
}

TEST(Catalogue, WordsOfEnumerations) {
  EXPECT_EQ(to_string(Unit::kUsd), "usd");
  EXPECT_EQ(to_string(Unit::kThousands), "thousands");
  EXPECT_EQ(to_string(Unit::kSquareMiles), "sq-miles");
  EXPECT_EQ(to_string(SeasonalAdjustment::kNone), "nsa");
  EXPECT_EQ(to_string(SeasonalAdjustment::kAdjustedAndSmoothed), "sa-smoothed");
  EXPECT_EQ(to_string(SeasonalAdjustment::kSmoothed), "smoothed");
  EXPECT_EQ(to_string(Aggregation::kMean), "mean");
  EXPECT_EQ(to_string(Redistribution::kDisplayOnly), "display-only");
}

}  // namespace
}  // namespace housing::model
