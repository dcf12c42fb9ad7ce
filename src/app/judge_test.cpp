// Releases that an operator withdraws and restores.
#include <gtest/gtest.h>

#include "app/publish.hpp"
#include "testing/imported_world.hpp"
#include "testing/store_double.hpp"

namespace housing::app {
namespace {

using base::ErrorCode;
using model::Date;
using testing::ImportedWorld;
using testing::month_ends;

testing::PublisherFile rents(const std::vector<std::string>& values) {
  return testing::zillow_file(testing::kMetroRent, month_ends(2024, static_cast<int>(values.size())),
                              {testing::united_states(values)});
}

class JudgeTest : public ::testing::Test {
 protected:
  JudgeTest() {
    imported_.import_one(rents({"1000", "1100"}), Date::of(2024, 3, 16));
    imported_.import_one(rents({"9000", "9100", "9200"}), Date::of(2024, 4, 16));
    good_ = manifest().shards[0].id, bad_ = manifest().shards[1].id;
  }
  series::Manifest manifest() { return current_manifest(imported_.store()).value(); }
  base::Result<std::string> withdraw(const std::string& id) {
    return judge(imported_.store(), imported_.clock(), id, true, "wrong");
  }
  base::Result<std::string> restore(const std::string& id) {
    return judge(imported_.store(), imported_.clock(), id, false, "right");
  }
  // Cells of the nation; a rent has no decimals beyond cents.
  static std::vector<std::int64_t> cells(const World& world) {
    const series::Block* block = world.block(*model::find_metric("rent"));
    if (block == nullptr) return {};
    const auto row = block->row(0);
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < row.size(); ++i) all.push_back(row[i] / 100);
    return all;
  }

  ImportedWorld imported_;
  std::string good_;
  std::string bad_;
};

TEST_F(JudgeTest, ShowsWhatTheReleasesBeforeSay) {
  EXPECT_EQ(cells(*imported_.world()), (std::vector<std::int64_t>{9000, 9100, 9200}));
  const auto objects = imported_.store().list("raw/").value().size();
  const auto publication = withdraw(bad_);
  ASSERT_TRUE(publication.has_value()) << publication.error().message;
  const auto world = imported_.world();
  EXPECT_EQ(world->version(), *publication);
  EXPECT_EQ(cells(*world), (std::vector<std::int64_t>{1000, 1100}));
  const series::ShardEntry* entry = world->manifest().find(bad_);
  ASSERT_NE(entry, nullptr) << "it stays on record";
  EXPECT_TRUE(entry->judgement.withdrawn);
  EXPECT_EQ(entry->judgement.reason, "wrong");
  EXPECT_EQ(imported_.store().list("raw/").value().size(), objects);
  const auto past = imported_.holder().at(Date::of(2024, 5, 1)).value();
  EXPECT_EQ(cells(*past), (std::vector<std::int64_t>{1000, 1100})) << "it was wrong on every day";
}

TEST_F(JudgeTest, StaysWithdrawnWhenTheSameBytesComeAgain) {
  ASSERT_TRUE(withdraw(bad_));
  const auto again = imported_.import_one(rents({"9000", "9100", "9200"}), Date::of(2024, 4, 16));
  EXPECT_TRUE(again.unchanged);
  EXPECT_TRUE(again.withdrawn);
  imported_.import_one(rents({"1000", "1100", "1200"}), Date::of(2024, 4, 20));
  EXPECT_EQ(cells(*imported_.world()), (std::vector<std::int64_t>{1000, 1100, 1200}));
  EXPECT_TRUE(manifest().find(bad_)->judgement.withdrawn);
}

TEST_F(JudgeTest, LeavesNothingOfAMetricThatHasNoOtherRelease) {
  ASSERT_TRUE(withdraw(bad_));
  ASSERT_TRUE(withdraw(good_));
  EXPECT_EQ(cells(*imported_.world()), std::vector<std::int64_t>());
  EXPECT_FALSE(manifest().blocks.contains("rent"));
  ASSERT_TRUE(restore(good_));
  EXPECT_EQ(cells(*imported_.world()), (std::vector<std::int64_t>{1000, 1100}));
}

TEST_F(JudgeTest, IsUndoneByRestoring) {
  ASSERT_TRUE(withdraw(bad_));
  ASSERT_TRUE(restore(bad_));
  EXPECT_EQ(cells(*imported_.world()), (std::vector<std::int64_t>{9000, 9100, 9200}));
  EXPECT_EQ(manifest().find(bad_)->judgement.reason, "right");
}

TEST_F(JudgeTest, ChangesNothingThatIsSoAlready) {
  EXPECT_EQ(restore(bad_).error().code, ErrorCode::kConflict);
  EXPECT_EQ(withdraw("zillow/zori/metro@000000000000").error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(withdraw(bad_));
  const std::string before = manifest().to_json();
  EXPECT_EQ(withdraw(bad_).error().code, ErrorCode::kConflict);
  EXPECT_EQ(manifest().to_json(), before);
}

TEST_F(JudgeTest, LosesNoImportThatWasFaster) {
  testing::StoreDouble store(imported_.store());
  bool raced = false;
  store.after_get_pointer = [&] {
    if (raced) return;
    raced = true;
    imported_.import_one(rents({"1000", "1100", "1200", "1300"}), Date::of(2024, 5, 16));
  };
  ASSERT_TRUE(judge(store, imported_.clock(), bad_, true, "wrong"));
  EXPECT_EQ(manifest().shards.size(), 3u);
  EXPECT_EQ(cells(*imported_.world()), (std::vector<std::int64_t>{1000, 1100, 1200, 1300}));
}

TEST_F(JudgeTest, IsToldByMetric) {
  EXPECT_EQ(imported_.world()->judgements("rent"), "");
  ASSERT_TRUE(withdraw(bad_));
  const std::string withdrawn = imported_.world()->judgements("rent");
  EXPECT_NE(withdrawn, "");
  EXPECT_EQ(imported_.world()->judgements("home_value"), "");
  ASSERT_TRUE(restore(bad_));
  EXPECT_NE(imported_.world()->judgements("rent"), withdrawn);
}

}  // namespace
}  // namespace housing::app
