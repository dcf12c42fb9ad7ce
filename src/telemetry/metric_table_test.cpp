#include "telemetry/metric_table.hpp"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "base/json.hpp"

namespace housing::telemetry {
namespace {

// The same both ways: nothing that dashboards wait for is missing, nothing is written that nobody declared.
TEST(MetricTable, IsTheContract) {
  std::ifstream file(HOUSING_SOURCE_DIR "/contract/telemetry.json");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto contract = base::Json::parse(text);
  ASSERT_TRUE(contract.has_value());
  EXPECT_EQ(contract->text("namespace"), kNamespace);
  ASSERT_EQ(contract->array("dimensions").size(), 1U);
  EXPECT_EQ(contract->array("dimensions")[0].text_or(""), kEnvironmentDimension);

  const auto& declared = contract->array("metrics");
  ASSERT_EQ(declared.size(), all_metrics().size());
  for (std::size_t i = 0; i < declared.size(); ++i) {
    const MetricInfo& ours = all_metrics()[i];
    SCOPED_TRACE(ours.name);
    EXPECT_EQ(declared[i].text("name"), ours.name);
    EXPECT_EQ(declared[i].text("unit"), ours.unit);
    EXPECT_EQ(declared[i].text("means"), ours.means);
    const auto& by = declared[i].array("by");
    ASSERT_LE(by.size(), 1U) << "a metric counted by two things needs another table";
    EXPECT_EQ(by.empty() ? "" : by[0].text_or(""), ours.label);
    EXPECT_EQ(&info_of(ours.metric), &ours);
  }
}

TEST(MetricTable, KnowsWhatKindAUnitIs) {
  for (const MetricInfo& info : all_metrics()) {
    if (info.kind == MetricKind::kDistribution) {
      EXPECT_EQ(info.unit, "Milliseconds") << info.name;
    }
    if (info.kind == MetricKind::kCounter) {
      EXPECT_EQ(info.unit, "Count") << info.name;
    }
  }
}

}  // namespace
}  // namespace housing::telemetry
