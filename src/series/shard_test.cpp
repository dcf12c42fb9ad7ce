#include "series/shard.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "testing/made_shard.hpp"
#include "testing/temp_folder.hpp"

namespace housing::series {
namespace {

using base::ErrorCode;
using model::kGap;
using testing::make_shard;
using testing::TempFolder;
using Cells = std::vector<model::Cell>;

std::int32_t month(int year, int number) { return model::Period::month(year, number).ordinal; }

Cells cells_of(const ShardReader::Table& table, std::size_t row) {
  const auto cells = table.row(row).narrow();
  return {cells.begin(), cells.end()};
}

TEST(Shard, KeepsTablesAsTheyWereWritten) {
  TempFolder folder;
  const Cells extremes = {model::kMinCell, model::kMaxCell, kGap, 0, -1};
  const std::vector<std::int32_t> months = {month(1999, 12), month(2000, 1), month(2000, 2), month(2010, 7),
                                            month(2010, 8)};
  make_shard(folder.path() / "s", {{"home_value", months, {{"us", extremes}, {"zip-00501", {1, 2, 3, 4, 5}}}},
                                   {"hpi", {model::Period::quarter(2020, 4).ordinal}, {{"us", {kGap}}}},
                                   {"mortgage_rate", {19'000, 19'006, 19'014}, {{"us", {650, 0, 700}}}}});
  const auto shard = ShardReader::open(folder.path() / "s");
  ASSERT_TRUE(shard.has_value()) << shard.error().message;
  ASSERT_EQ(shard->tables().size(), 3u);
  const ShardReader::Table& values = shard->tables()[0];
  EXPECT_EQ(values.metric, "home_value");
  EXPECT_EQ(values.frequency, model::Frequency::kMonth);
  EXPECT_EQ(values.decimals, 2);
  EXPECT_EQ(std::vector(values.ordinals.begin(), values.ordinals.end()), months);
  EXPECT_EQ(cells_of(values, 0), extremes);
  EXPECT_EQ(cells_of(values, 1), (Cells{1, 2, 3, 4, 5}));
  EXPECT_EQ(shard->places()[values.places[1]].id.text(), "zip-00501");
  EXPECT_EQ(cells_of(shard->tables()[1], 0), Cells{kGap});
  EXPECT_EQ(shard->tables()[2].frequency, model::Frequency::kWeek);
  EXPECT_EQ(cells_of(shard->tables()[2], 0), (Cells{650, 0, 700}));
  ASSERT_EQ(shard->places().size(), 2u);
  EXPECT_EQ(shard->places()[0].name, "Name of us");
  EXPECT_EQ(shard->places()[0].publisher_id, "publisher's us");
  EXPECT_EQ(shard->places()[0].size_rank, 7);
}

TEST(Shard, KeepsNamesOfAnyLetters) {
  TempFolder folder;
  auto writer = ShardWriter::create(folder.path() / "s");
  ASSERT_TRUE(writer.has_value());
  ASSERT_TRUE(writer->begin_table(*model::find_metric("rent"), std::vector{month(2024, 1)}));
  ASSERT_TRUE(writer->row(0, Cells{5}));
  ASSERT_TRUE(
      writer->finish(std::vector{ShardPlace{testing::region("x-zillow-1"), "\"1\"", "Do\u00f1a Ana \\ \"\n", -1}}));
  const auto shard = ShardReader::open(folder.path() / "s");
  ASSERT_TRUE(shard.has_value());
  EXPECT_EQ(shard->places()[0].name, "Do\u00f1a Ana \\ \"\n");
  EXPECT_EQ(shard->places()[0].publisher_id, "\"1\"");
  EXPECT_EQ(shard->places()[0].size_rank, -1);
}

TEST(Shard, MayHoldATableWithoutRows) {
  TempFolder folder;
  const auto shard = make_shard(folder.path() / "s", {{"rent", {month(2024, 1)}, {}}});
  EXPECT_TRUE(shard.tables()[0].values.empty());
}

TEST(Shard, OfAnotherKindOrVersionIsRefused) {
  TempFolder folder;
  const auto path = folder.path() / "s";
  make_shard(path, {{"rent", {month(2024, 1)}, {{"us", {1}}}}});
  std::string bytes = testing::read_file(path);
  bytes[bytes.size() - kFooterSize + kMagicSize] = 2;
  const auto newer = ShardReader::open(folder.write("newer", bytes));
  ASSERT_FALSE(newer.has_value());
  EXPECT_EQ(newer.error().code, ErrorCode::kInvalidInput);
  EXPECT_NE(newer.error().message.find("version 2"), std::string::npos) << newer.error().message;
  const auto text = ShardReader::open(folder.write("text", std::string(500, 'x')));
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().code, ErrorCode::kCorrupt);
  EXPECT_NE(text.error().message.find((folder.path() / "text").string()), std::string::npos);
  const auto missing = ShardReader::open(folder.path() / "missing");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
}

// Whatever a reader offers, touched once.
void use(const ShardReader& shard) {
  std::int64_t sum = 0;
  for (const ShardReader::Table& table : shard.tables()) {
    for (const std::int32_t ordinal : table.ordinals) {
      const model::Period period{table.frequency, ordinal};
      sum += period.begin().days + period.end().days + static_cast<std::int64_t>(period.to_string().size());
    }
    for (std::size_t row = 0; row < table.places.size(); ++row) {
      sum += static_cast<std::int64_t>(shard.places()[table.places[row]].id.text().size());
      for (const model::WideCell cell : table.row(row)) sum += cell == model::kWideGap ? 1 : cell;
    }
  }
  EXPECT_NE(sum, std::numeric_limits<std::int64_t>::min());
}

class DamagedShard : public ::testing::Test {
 protected:
  DamagedShard() {
    make_shard(folder_.path() / "s",
               {{"rent", {month(2024, 1), month(2024, 2)}, {{"us", {1, kGap}}, {"zip-94110", {3, 4}}}},
                {"mortgage_rate", {19'000, 19'007}, {{"us", {650, 655}}}}});
    bytes_ = testing::read_file(folder_.path() / "s");
  }
  base::Result<ShardReader> open(const std::string& bytes) const {
    return ShardReader::open(folder_.write("damaged", bytes));
  }

  TempFolder folder_;
  std::string bytes_;
};

TEST_F(DamagedShard, CutShortIsRefused) {
  for (std::size_t size = 0; size < bytes_.size(); ++size) {
    const auto shard = open(bytes_.substr(0, size));
    ASSERT_FALSE(shard.has_value()) << size << " bytes";
    EXPECT_NE(shard.error().code, ErrorCode::kNotFound);
  }
}

TEST_F(DamagedShard, WithAFlippedBitIsRefusedOrHarmless) {
  std::uint64_t directory_at = 0;
  std::memcpy(&directory_at, bytes_.data() + bytes_.size() - kFooterSize + kMagicSize + 4, sizeof directory_at);
  const std::size_t padding_at = bytes_.size() - 4;
  for (std::size_t byte = 0; byte < bytes_.size(); ++byte) {
    for (const int bit : {0, 7}) {
      std::string damaged = bytes_;
      damaged[byte] = static_cast<char>(damaged[byte] ^ (1 << bit));
      const auto shard = open(damaged);
      if (shard) use(*shard);
      EXPECT_FALSE(shard.has_value() && byte >= directory_at && byte < padding_at) << "bit " << bit << " of " << byte;
    }
  }
}

}  // namespace
}  // namespace housing::series
