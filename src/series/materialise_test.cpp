// materialise() and the Block it writes: who wins which cell, and that both layouts and the origins say so.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <random>

#include "series/block.hpp"
#include "series/manifest.hpp"
#include "testing/made_shard.hpp"
#include "testing/temp_folder.hpp"

namespace housing::series {
namespace {

using model::Cell;
using model::kGap;
using testing::MadeTable;
using testing::make_shard;
using testing::region;
using testing::TempFolder;
using Cells = std::vector<Cell>;

constexpr std::int32_t kMonth0 = 2020 * 12;

std::vector<std::int32_t> months(std::initializer_list<int> numbers) {
  std::vector<std::int32_t> ordinals;
  for (const int number : numbers) ordinals.push_back(kMonth0 + number);
  return ordinals;
}

// Lays releases, weakest first, named "0", "1" …
class Layers {
 public:
  void add(const MadeTable& table) {
    shards_.push_back(make_shard(folder_.path() / std::to_string(shards_.size()), {table}));
  }
  Block block() const {
    std::vector<BlockInput> inputs;
    for (std::size_t i = 0; i < shards_.size(); ++i)
      inputs.push_back({&shards_[i], &shards_[i].tables()[0], std::to_string(i)});
    EXPECT_TRUE(materialise(inputs, path()).has_value());
    return Block::open(path()).value();
  }
  std::filesystem::path path() const { return folder_.path() / "block"; }
  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
  std::vector<ShardReader> shards_;
};

Cells row_of(const Block& block, std::string_view id) {
  const auto row = block.find_row(region(id));
  if (!row) return {};
  const auto cells = block.row(*row).narrow();
  return {cells.begin(), cells.end()};
}

// The shard each column of the row comes from; "" where nobody covers it.
std::vector<std::string> owners_of(const Block& block, std::string_view id) {
  std::vector<std::string> owners(block.ordinals().size());
  const auto origins = block.origins(block.find_row(region(id)).value());
  for (std::size_t i = 0; i < origins.size(); ++i) {
    const std::size_t end = i + 1 < origins.size() ? origins[i + 1].first_column : owners.size();
    for (std::size_t column = origins[i].first_column; column < end; ++column)
      owners[column] = origins[i].shard == Block::kNoShard ? "" : block.shards()[origins[i].shard];
  }
  return owners;
}

TEST(Materialise, LaysANewerReleaseOverAnOlderWhereItCovers) {
  Layers layers;
  layers.add({"rent", months({0, 1, 2, 3}), {{"us", {10, 11, 12, 13}}, {"state-ca", {20, 21, 22, 23}}}});
  layers.add({"rent", months({2, 3, 4}), {{"us", {92, 93, 94}}}});
  const Block block = layers.block();
  EXPECT_EQ(block.metric(), "rent");
  EXPECT_EQ(block.decimals(), 2);
  EXPECT_EQ(row_of(block, "us"), (Cells{10, 11, 92, 93, 94}));
  EXPECT_EQ(row_of(block, "state-ca"), (Cells{20, 21, 22, 23, kGap}));
  EXPECT_EQ(owners_of(block, "us"), (std::vector<std::string>{"0", "0", "1", "1", "1"}));
  EXPECT_EQ(owners_of(block, "state-ca"), (std::vector<std::string>{"0", "0", "0", "0", ""}));
}

TEST(Materialise, WithdrawsWhatTheWinnerCoversAndLeavesEmpty) {
  Layers layers;
  layers.add({"rent", months({0, 1, 2}), {{"us", {10, 11, 12}}}});
  layers.add({"rent", months({1, 2}), {{"us", {kGap, 92}}}});
  const Block block = layers.block();
  EXPECT_EQ(row_of(block, "us"), (Cells{10, kGap, 92}));
  EXPECT_EQ(owners_of(block, "us"), (std::vector<std::string>{"0", "1", "1"})) << "a withdrawn cell is its winner's";
}

TEST(Materialise, KeepsWhatANewerReleaseWithHolesDoesNotCover) {
  Layers layers;
  layers.add({"rent", months({0, 1, 2, 3}), {{"us", {10, 11, 12, 13}}}});
  layers.add({"rent", months({0, 3}), {{"us", {90, 93}}}});
  const Block block = layers.block();
  EXPECT_EQ(row_of(block, "us"), (Cells{90, 11, 12, 93}));
  EXPECT_EQ(owners_of(block, "us"), (std::vector<std::string>{"1", "0", "0", "1"}));
}

TEST(Materialise, ListsOnlyPeriodsThatWereCovered) {
  Layers layers;
  layers.add({"rent", months({0, 1}), {{"us", {1, 2}}}});
  layers.add({"rent", months({5}), {{"us", {6}}}});
  const Block block = layers.block();
  EXPECT_EQ(std::vector(block.ordinals().begin(), block.ordinals().end()), months({0, 1, 5}));
  EXPECT_FALSE(block.find_column(kMonth0 + 3).has_value());
  EXPECT_EQ(block.find_column(kMonth0 + 5), 2u);
  EXPECT_FALSE(block.find_column(kMonth0 - 1).has_value());
  EXPECT_FALSE(block.find_column(kMonth0 + 6).has_value());
}

TEST(Materialise, KeepsWeeksOnTheDayTheirPublisherNames) {
  Layers layers;
  const std::int32_t saturday = model::Date::of(2025, 1, 4).days;
  layers.add({"mortgage_rate", {saturday, saturday + 7, saturday + 14}, {{"us", {1, 2, 3}}}});
  layers.add({"mortgage_rate", {saturday + 6, saturday + 14}, {{"us", {92, 93}}}});  // a holiday: a day earlier
  const Block block = layers.block();
  EXPECT_EQ(std::vector(block.ordinals().begin(), block.ordinals().end()),
            (std::vector{saturday, saturday + 6, saturday + 7, saturday + 14}));
  EXPECT_EQ(row_of(block, "us"), (Cells{1, 92, 2, 93}));
}

TEST(Materialise, OrdersRowsByTypeAndFindsEach) {
  Layers layers;
  layers.add({"rent",
              months({0}),
              {{"zip-94110", {1}}, {"us", {2}}, {"metro-41860", {3}}, {"metro-14460", {4}}, {"x-zillow-9", {5}}}});
  const Block block = layers.block();
  std::vector<std::string> ids;
  for (const model::RegionId& id : block.regions()) ids.emplace_back(id.text());
  EXPECT_EQ(ids, (std::vector<std::string>{"us", "metro-14460", "metro-41860", "zip-94110", "x-zillow-9"}));
  const auto metros = block.rows_of(model::RegionType::kMetro);
  EXPECT_EQ(metros.begin, 1u);
  EXPECT_EQ(metros.end, 3u);
  const auto counties = block.rows_of(model::RegionType::kCounty);
  EXPECT_EQ(counties.begin, counties.end);
  for (const char* id : {"us", "metro-14460", "metro-41860", "zip-94110", "x-zillow-9"})
    EXPECT_EQ(block.regions()[block.find_row(region(id)).value()], region(id));
  for (const char* id :
       {"metro-00000", "metro-30000", "metro-99999", "zip-94111", "zip-00000", "county-06075", "x-a-1"})
    EXPECT_FALSE(block.find_row(region(id)).has_value()) << id;
}

TEST(Materialise, RefusesReleasesThatDisagree) {
  Layers layers;
  layers.add({"rent", months({0}), {{"us", {1}}}});
  const auto week = make_shard(layers.folder().path() / "week", {{"mortgage_rate", {19'000}, {{"us", {1}}}}});
  const auto months_shard = make_shard(layers.folder().path() / "month", {{"rent", months({0}), {{"us", {1}}}}});
  const std::vector<BlockInput> inputs = {{&months_shard, &months_shard.tables()[0], "a"},
                                          {&week, &week.tables()[0], "b"}};
  const auto status = materialise(inputs, layers.path());
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::ErrorCode::kInvalidInput);
}

// Random releases against a model of a map from cell to the last release that covers it.
class Differential : public ::testing::TestWithParam<unsigned> {};

TEST_P(Differential, AgreesWithANaiveModel) {
  std::mt19937 random(GetParam());
  const auto up_to = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  struct Won {
    Cell cell;
    std::string shard;
  };
  std::map<std::pair<std::string, std::int32_t>, Won> model;  // covered cells
  std::vector<std::string> all_regions = {"us"};
  for (int i = 0; i < 80; ++i) all_regions.push_back("zip-" + std::to_string(10'000 + i * 37));
  for (int i = 0; i < 5; ++i) all_regions.push_back("x-zillow-" + std::to_string(i));

  Layers layers;
  const int releases = 1 + up_to(7);
  for (int release = 0; release < releases; ++release) {
    MadeTable table{"rent", {}, {}};
    const bool holes = up_to(2) == 0;
    const int first = up_to(40);
    for (int i = 0, at = first; i <= up_to(60); ++i, at += holes ? 1 + up_to(3) : 1)
      table.ordinals.push_back(kMonth0 + at);
    for (const std::string& id : all_regions) {
      if (up_to(2) == 0) continue;
      Cells& cells = table.rows[id];
      for (const std::int32_t ordinal : table.ordinals) {
        cells.push_back(up_to(4) == 0 ? kGap : static_cast<Cell>(random()) | 1);
        model[{id, ordinal}] = {cells.back(), std::to_string(release)};
      }
    }
    layers.add(table);
  }
  const Block block = layers.block();

  std::size_t covered = 0;
  for (std::uint32_t row = 0; row < block.regions().size(); ++row) {
    const std::string id(block.regions()[row].text());
    const auto owners = owners_of(block, id);
    for (std::uint32_t column = 0; column < block.ordinals().size(); ++column) {
      const auto expected = model.find({id, block.ordinals()[column]});
      const Cell cell = block.row(row).narrow()[column];
      EXPECT_EQ(cell, block.column(column).narrow()[row]) << "the layouts disagree";
      EXPECT_EQ(cell, expected == model.end() ? kGap : expected->second.cell) << id;
      EXPECT_EQ(owners[column], expected == model.end() ? "" : expected->second.shard) << id;
      covered += expected != model.end() ? 1 : 0;
    }
  }
  EXPECT_EQ(covered, model.size()) << "every covered cell has its place in the block";
}

INSTANTIATE_TEST_SUITE_P(Seeds, Differential, ::testing::Range(1u, 41u));

TEST(Materialise, MakesTheSameFileInWhateverOrderReleasesCame) {
  TempFolder folder;
  struct Release {
    ShardEntry entry;
    ShardReader shard;
  };
  std::vector<Release> releases;
  const auto add = [&](const char* id, model::Date date, model::Date last_day, const char* retrieved, Cell cell) {
    ShardEntry entry;
    entry.id = entry.sha256 = id;
    entry.release.date = date;
    entry.last_day = last_day;
    entry.retrieved = retrieved;
    releases.push_back(
        {entry, make_shard(folder.path() / id, {{"rent", months({cell % 3, 3}), {{"us", {cell, kGap}}}}})});
  };
  const model::Date january = model::Date::of(2025, 1, 1);
  const model::Date february = model::Date::of(2025, 2, 1);
  add("a", january, january, "1", 1);
  add("b", january, january, "1", 2);
  add("c", january, january, "2", 3);
  add("d", january, february, "1", 4);
  add("e", february, january, "1", 5);
  std::vector<std::size_t> order = {0, 1, 2, 3, 4};
  std::string first;
  do {
    std::vector<const Release*> sorted;
    for (const std::size_t i : order) sorted.push_back(&releases[i]);
    std::ranges::sort(sorted, [](const auto* x, const auto* y) { return wins_over(y->entry, x->entry); });
    std::vector<BlockInput> inputs;
    for (const Release* release : sorted)
      inputs.push_back({&release->shard, &release->shard.tables()[0], release->entry.id});
    ASSERT_TRUE(materialise(inputs, folder.path() / "block").has_value());
    const std::string bytes = testing::read_file(folder.path() / "block");
    if (first.empty()) first = bytes;
    ASSERT_EQ(bytes, first);
  } while (std::ranges::next_permutation(order).found);
  const Block block = Block::open(folder.path() / "block").value();
  EXPECT_EQ(row_of(block, "us"), (Cells{3, 4, 5, kGap}));
  EXPECT_EQ(owners_of(block, "us"), (std::vector<std::string>{"c", "d", "e", "e"}));
}

class DamagedBlock : public ::testing::Test {
 protected:
  DamagedBlock() {
    layers_.add({"rent", months({0, 1, 2}), {{"us", {1, kGap, 3}}, {"zip-94110", {4, 5, 6}}}});
    layers_.add({"rent", months({1}), {{"us", {9}}}});
    layers_.block();
    bytes_ = testing::read_file(layers_.path());
  }
  base::Result<Block> open(const std::string& bytes) const {
    return Block::open(layers_.folder().write("damaged", bytes));
  }

  Layers layers_;
  std::string bytes_;
};

// What answers ask of a block: origins lie inside the row, periods can be printed, ids are ids.
void use(const Block& block) {
  for (std::uint32_t row = 0; row < block.regions().size(); ++row) {
    const model::RegionId& id = block.regions()[row];
    EXPECT_LE(id.text().size(), model::RegionId::kMaxLength);
    EXPECT_LE(block.find_row(id).value_or(0), block.regions().size());
    for (const Block::Origin& origin : block.origins(row)) {
      EXPECT_LT(origin.first_column, block.ordinals().size());
      EXPECT_TRUE(origin.shard == Block::kNoShard || origin.shard < block.shards().size());
    }
    EXPECT_EQ(block.row(row).size(), block.ordinals().size());
  }
  for (std::uint32_t column = 0; column < block.ordinals().size(); ++column) {
    const model::Period period{block.frequency(), block.ordinals()[column]};
    EXPECT_LE(period.begin(), period.end());
    EXPECT_LE(period.to_string().size(), 10u);
    EXPECT_EQ(block.column(column).size(), block.regions().size());
  }
}

TEST_F(DamagedBlock, CutShortIsRefused) {
  for (std::size_t size = 0; size < bytes_.size(); ++size)
    EXPECT_FALSE(open(bytes_.substr(0, size)).has_value()) << size;
}

TEST_F(DamagedBlock, WithAFlippedBitIsRefusedOrHarmless) {
  std::uint64_t directory_at = 0;
  std::memcpy(&directory_at, bytes_.data() + bytes_.size() - kFooterSize + kMagicSize + 4, sizeof directory_at);
  for (std::size_t byte = 0; byte < bytes_.size(); ++byte) {
    for (const int bit : {0, 7}) {
      std::string damaged = bytes_;
      damaged[byte] = static_cast<char>(damaged[byte] ^ (1 << bit));
      const auto block = open(damaged);
      if (block) use(*block);
      EXPECT_FALSE(block.has_value() && byte >= directory_at && byte < bytes_.size() - 4) << bit << " of " << byte;
    }
  }
}

}  // namespace
}  // namespace housing::series
