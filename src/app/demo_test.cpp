#include "app/demo.hpp"

#include <gtest/gtest.h>

#include "adapters/filesystem/folder_store.hpp"
#include "app/catalogue_view.hpp"
#include "app/demo_series.hpp"
#include "app/publish.hpp"
#include "app/series_query.hpp"
#include "testing/imported_world.hpp"

namespace housing::app {
namespace {

constexpr std::uint64_t kMaxDemoBytes = 200'000'000;

class DemoTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    demo_ = new testing::ImportedWorld;
    const auto status = make_demo(demo_->store(), testing::known_places(), demo_->clock(), DemoSize::kSmall);
    ASSERT_TRUE(status.has_value()) << status.error().message;
    world_ = demo_->world();
  }
  static void TearDownTestSuite() {
    world_.reset();
    delete demo_;
  }

  static inline testing::ImportedWorld* demo_ = nullptr;
  static inline std::shared_ptr<const World> world_;
};

TEST_F(DemoTest, IsTheSameEveryTime) {
  testing::TempFolder folder;
  const auto again = filesystem::FolderStore::open(folder.path()).value();
  ASSERT_TRUE(make_demo(*again, testing::known_places(), demo_->clock(), DemoSize::kSmall).has_value());
  EXPECT_EQ(testing::contents_of(*again), testing::contents_of(demo_->store())) << "keys are digests of contents";
}

TEST_F(DemoTest, MadeTwiceChangesNothing) {
  const auto before = testing::contents_of(demo_->store());
  ASSERT_TRUE(make_demo(demo_->store(), testing::known_places(), demo_->clock(), DemoSize::kSmall).has_value());
  EXPECT_EQ(testing::contents_of(demo_->store()), before);
}

TEST_F(DemoTest, IsSmall) {
  std::uint64_t bytes = 0;
  const auto objects = demo_->store().list("");
  ASSERT_TRUE(objects.has_value());
  for (const ports::ObjectInfo& object : *objects) bytes += object.size;
  EXPECT_LT(bytes, kMaxDemoBytes);
}

TEST_F(DemoTest, HasEveryStateAndCountyAndTheNation) {
  const series::Block* block = world_->block(*model::find_metric("home_value"));
  ASSERT_NE(block, nullptr);
  EXPECT_TRUE(block->find_row(model::RegionId::us()).has_value());
  for (const auto type : {model::RegionType::kState, model::RegionType::kCounty})
    for (const places::Place& place : testing::known_places().of_type(type)) {
      if (!place.is_former()) {
        EXPECT_TRUE(block->find_row(place.id()).has_value()) << place.id().text();
      }
    }
  const auto zips = block->rows_of(model::RegionType::kZip);
  EXPECT_EQ(zips.end - zips.begin, kDemoZips);
  EXPECT_EQ((model::Period{block->frequency(), block->ordinals().back()}).to_string(), "2025-12");
}

TEST_F(DemoTest, SaysOfEverythingThatItIsSynthetic) {
  EXPECT_TRUE(world_->synthetic());
  for (const series::ShardEntry& entry : world_->manifest().shards) EXPECT_EQ(entry.source, "demo");
  for (const model::MetricInfo& metric : model::all_metrics()) EXPECT_EQ(source_of(*world_, metric).id, "demo");
  const auto sources = source_coverage(*world_);
  ASSERT_EQ(sources.size(), 1u);
  EXPECT_EQ(sources[0].source->id, "demo");
}

TEST_F(DemoTest, HasBelievableNumbers) {
  SeriesQuestion question;
  question.regions = {"us", "state-ca", "metro-41860", "zip-94110"};
  question.metrics = {"home_value", "rent", "mortgage_rate"};
  const auto answer = answer_series(*world_, question);
  ASSERT_TRUE(answer.has_value());
  for (const Series& series : answer->series)
    for (const std::int64_t value : series.values) {
      if (value == kGapValue) continue;
      EXPECT_GT(value, series.metric->unit == model::Unit::kUsd ? 10'000 : 200) << series.metric->id;
      EXPECT_LT(value, 2'000'000'000) << series.region.text();
    }
}

TEST_F(DemoTest, RefusesRealDataBesideIt) {
  const auto file = testing::fred_file("MORTGAGE30US", {{"2024-01-04", "6.62"}});
  const auto path = demo_->folder().write(file.name, file.text);
  Importer importer(demo_->store(), testing::known_names(), demo_->clock());
  ImportRequest request;
  request.paths = {path};
  const auto before = testing::contents_of(demo_->store());
  const auto summary = importer.run(request, [](const auto&) {});
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, base::ErrorCode::kConflict);
  EXPECT_NE(summary.error().message.find("demo"), std::string::npos);
  EXPECT_EQ(testing::contents_of(demo_->store()), before);
}

TEST(NamedRandom, IsFixedByItsName) {
  NamedRandom a("us:path");
  NamedRandom b("us:path");
  NamedRandom c("us:patH");
  bool differs = false;
  for (int i = 0; i < 1000; ++i) {
    const double value = a.uniform();
    EXPECT_EQ(value, b.uniform());
    differs = differs || value != c.uniform();
    EXPECT_GE(value, 0);
    EXPECT_LT(value, 1);
  }
  EXPECT_TRUE(differs);
}

}  // namespace
}  // namespace housing::app
