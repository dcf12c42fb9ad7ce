#include "app/shard_sink.hpp"

#include <gtest/gtest.h>

#include "testing/made_shard.hpp"
#include "testing/temp_folder.hpp"

namespace housing::app {
namespace {

using base::ErrorCode;
using model::kGap;
using testing::region;
using Cells = std::vector<model::Cell>;
using Ordinals = std::vector<std::int32_t>;

constexpr std::int32_t kMonth0 = 2020 * 12;

class ShardSinkTest : public ::testing::Test {
 protected:
  ShardSinkTest() {
    sources::Table table;
    table.dataset = "zillow/test";
    table.source = "zillow";
    table.metrics = {model::find_metric("home_value"), model::find_metric("rent")};
    EXPECT_TRUE(sink_.begin(table).has_value());
  }
  static sources::Place place(std::string_view id, std::string publisher_id = "1") {
    return {region(id), std::move(publisher_id), "Name of " + std::string(id), 3};
  }
  base::Status run(std::string_view id, const Ordinals& ordinals, const Cells& cells, std::size_t metric = 0) {
    return sink_.run(place(id), metric, ordinals, cells);
  }
  series::ShardReader written() {
    EXPECT_TRUE(sink_.write(folder_.path() / "shard").has_value());
    return series::ShardReader::open(folder_.path() / "shard").value();
  }
  static Cells row(const series::ShardReader& shard, std::size_t table, std::string_view id) {
    const auto& read = shard.tables().at(table);
    for (std::size_t i = 0; i < read.places.size(); ++i)
      if (shard.places()[read.places[i]].id == region(id)) {
        const auto cells = read.row(i).narrow();
        return {cells.begin(), cells.end()};
      }
    return {};
  }
  static Ordinals axis(const series::ShardReader& shard, std::size_t table) {
    const auto& read = shard.tables().at(table);
    return {read.ordinals.begin(), read.ordinals.end()};
  }

  testing::TempFolder folder_;
  ShardSink sink_{folder_.path() / "scratch"};
};

TEST_F(ShardSinkTest, KeepsRowsOverOneAxisAsTheyCome) {
  const Ordinals months = {kMonth0, kMonth0 + 1, kMonth0 + 5};
  ASSERT_TRUE(run("us", months, {1, kGap, 3}));
  ASSERT_TRUE(run("state-ca", months, {4, 5, 6}));
  const auto shard = written();
  ASSERT_EQ(shard.tables().size(), 1u);
  EXPECT_EQ(axis(shard, 0), months);
  EXPECT_EQ(row(shard, 0, "us"), (Cells{1, kGap, 3}));
  EXPECT_EQ(row(shard, 0, "state-ca"), (Cells{4, 5, 6}));
  EXPECT_EQ(shard.places()[0].name, "Name of us");
  EXPECT_EQ(shard.places()[0].size_rank, 3);
  EXPECT_EQ(sink_.regions(), 2u);
  EXPECT_EQ(sink_.first_period().to_string(), "2020-01");
  EXPECT_EQ(sink_.last_period().to_string(), "2020-06");
}

TEST_F(ShardSinkTest, GivesRowsOfDifferentAxesTheirUnion) {
  ASSERT_TRUE(run("us", {kMonth0 + 1, kMonth0 + 2}, {1, 2}));
  ASSERT_TRUE(run("state-ca", {kMonth0}, {10}));
  ASSERT_TRUE(run("state-ny", {kMonth0 + 2, kMonth0 + 9}, {21, 22}));
  ASSERT_TRUE(run("state-tx", {kMonth0 + 1, kMonth0 + 2}, {31, kGap}));
  const auto shard = written();
  EXPECT_EQ(axis(shard, 0), (Ordinals{kMonth0, kMonth0 + 1, kMonth0 + 2, kMonth0 + 9}));
  EXPECT_EQ(row(shard, 0, "us"), (Cells{kGap, 1, 2, kGap}));
  EXPECT_EQ(row(shard, 0, "state-ca"), (Cells{10, kGap, kGap, kGap}));
  EXPECT_EQ(row(shard, 0, "state-ny"), (Cells{kGap, kGap, 21, 22}));
  EXPECT_EQ(row(shard, 0, "state-tx"), (Cells{kGap, 31, kGap, kGap}));
  EXPECT_EQ(sink_.first_period().to_string(), "2020-01");
  EXPECT_EQ(sink_.last_period().to_string(), "2020-10");
}

TEST_F(ShardSinkTest, JoinsTheRunsOfOneRegion) {
  ASSERT_TRUE(run("us", {kMonth0 + 1}, {1}));
  ASSERT_TRUE(run("us", {kMonth0}, {0}));
  const auto shard = written();
  EXPECT_EQ(row(shard, 0, "us"), (Cells{0, 1}));
  EXPECT_EQ(sink_.regions(), 1u);
}

// A format may keep its ordinals in one buffer and fill it anew for each region.
TEST_F(ShardSinkTest, LooksAtTheAxisNotAtWhereItLies) {
  Ordinals buffer = {kMonth0, kMonth0 + 1};
  ASSERT_TRUE(run("us", buffer, {1, 2}));
  buffer = {kMonth0 + 7, kMonth0 + 8};
  ASSERT_TRUE(run("state-ca", buffer, {3, 4}));
  const auto shard = written();
  EXPECT_EQ(axis(shard, 0), (Ordinals{kMonth0, kMonth0 + 1, kMonth0 + 7, kMonth0 + 8}));
  EXPECT_EQ(row(shard, 0, "state-ca"), (Cells{kGap, kGap, 3, 4}));
}

TEST_F(ShardSinkTest, RefusesACellThatIsThereAlready) {
  ASSERT_TRUE(run("us", {kMonth0, kMonth0 + 1}, {1, 2}));
  const auto again = run("us", {kMonth0 + 1, kMonth0 + 2}, {9, 9});
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, ErrorCode::kConflict);
  EXPECT_NE(again.error().message.find("us"), std::string::npos);
  EXPECT_TRUE(run("us", {kMonth0 + 1, kMonth0 + 2}, {5, 6}, 1)) << "another metric is no conflict";
  const auto shard = written();
  EXPECT_EQ(row(shard, 0, "us"), (Cells{1, 2})) << "nothing of the refused run is kept";
}

TEST_F(ShardSinkTest, RefusesARegionUnderTwoNamesOfOnePublisher) {
  ASSERT_TRUE(sink_.run(place("us", "1"), 0, Ordinals{kMonth0}, Cells{1}));
  const auto other = sink_.run(place("us", "2"), 0, Ordinals{kMonth0 + 1}, Cells{2});
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, ErrorCode::kConflict);
  EXPECT_NE(other.error().message.find("(1)"), std::string::npos) << other.error().message;
  EXPECT_NE(other.error().message.find("(2)"), std::string::npos) << other.error().message;
  EXPECT_EQ(axis(written(), 0), Ordinals{kMonth0});
}

TEST_F(ShardSinkTest, NamesOnlyMetricsThatHaveARow) {
  ASSERT_TRUE(run("us", {kMonth0}, {1}, 1));
  EXPECT_EQ(sink_.metrics(), std::vector<std::string>{"rent"});
  EXPECT_EQ(written().tables().at(0).metric, "rent");
}

TEST_F(ShardSinkTest, RefusesPeriodsOfImpossibleYears) {
  const auto status = run("us", {model::Period::month(2199, 12).ordinal}, {1});
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kInvalidInput);
}

TEST_F(ShardSinkTest, LimitsHowManyAxesAFileMayHave) {
  const auto zip = [](std::size_t i) { return "zip-" + std::to_string(10'000 + i); };
  for (std::size_t i = 0; i < kMaxBands; ++i)
    ASSERT_TRUE(run(
        zip(i), {kMonth0 + static_cast<std::int32_t>(i % 1000), kMonth0 + 1000 + static_cast<std::int32_t>(i / 1000)},
        {1, 2}));
  const auto status = run(zip(kMaxBands), {kMonth0 - 1}, {1});
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kLimitExceeded);
  EXPECT_NE(status.error().message.find(std::to_string(kMaxBands)), std::string::npos);
}

TEST_F(ShardSinkTest, CountsEveryRefusalAndListsTheFirst) {
  for (std::uint64_t i = 0; i < 15; ++i) sink_.row_refused({i + 2, 0, "row"});
  for (std::uint64_t i = 0; i < 15; ++i) sink_.cell_refused({i + 100, 4, "cell"});
  for (int i = 0; i < 7; ++i) sink_.row_kept();
  EXPECT_EQ(sink_.kept(), 7u);
  EXPECT_EQ(sink_.refused(), 15u);
  EXPECT_EQ(sink_.cells_refused(), 15u);
  ASSERT_EQ(sink_.first_refusals().size(), kMaxListedRefusals);
  EXPECT_EQ(sink_.first_refusals().front().line, 2u);
  EXPECT_EQ(sink_.first_refusals().back().line, 104u);
}

TEST_F(ShardSinkTest, HasNothingToWriteWithoutARow) {
  sink_.row_refused({7, 3, "'abc' is no number"});
  ASSERT_TRUE(run("us", {}, {})) << "a run without cells is nothing";
  const auto status = sink_.write(folder_.path() / "shard");
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kInvalidInput);
  EXPECT_NE(status.error().message.find("line 7, column 3: 'abc' is no number"), std::string::npos)
      << status.error().message;
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "shard"));
}

}  // namespace
}  // namespace housing::app
