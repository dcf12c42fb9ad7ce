#include "sources/long_rows.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>
#include <string>

#include "model/period.hpp"
#include "sources/testing_sink.hpp"

namespace housing::sources {
namespace {

namespace fs = std::filesystem;

Table table_of_two() {
  return {"any", "redfin", {model::find_metric("homes_sold"), model::find_metric("homes_sold.week@redfin")}, {}};
}

std::vector<Place> places_of(std::size_t count) {
  std::vector<Place> places;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string code = std::to_string(i);
    places.push_back({model::RegionId::unresolved("redfin", code), code, "place " + code, -1});
  }
  return places;
}

struct Written {
  RecordingSink sink;
  base::Status status;
};

// Many more rows than fit in `memory`, shuffled; the second cell is the ordinal again.
Written write_many(std::size_t memory, const std::optional<fs::path>& scratch) {
  constexpr std::uint32_t kPlaces = 700;
  constexpr std::int32_t kMonths = 40;
  std::vector<std::pair<std::uint32_t, std::int32_t>> keys;
  for (std::uint32_t place = 0; place < kPlaces; ++place)
    for (std::int32_t month = 0; month < kMonths; ++month) keys.emplace_back(place, 24000 + month);
  std::shuffle(keys.begin(), keys.end(), std::mt19937(7));
  Written written;
  LongRows rows(1, 2, scratch, memory);
  for (std::size_t i = 0; i < keys.size() && written.status; ++i) {
    const auto [place, month] = keys[i];
    const std::array<model::Cell, 2> cells = {static_cast<model::Cell>(place), month};
    written.status = rows.add(place, 0, month, i + 2, cells);
  }
  if (!written.status) return written;
  const Table table{"any", "redfin", {model::find_metric("homes_sold"), model::find_metric("pending_sales")}, {}};
  EXPECT_TRUE(written.sink.begin(table).has_value());
  const std::vector<std::vector<LongMetric>> metrics = {{{0, 0, 5}, {1, 1, 6}}};
  written.status = rows.write(table, places_of(kPlaces), metrics, written.sink);
  return written;
}

TEST(LongRows, PutAsideOrNotTheSameComesOut) {
  const fs::path scratch = fs::path(testing::TempDir()) / "long_rows_test-spill";
  const Written in_memory = write_many(kMaxRowBytes, std::nullopt);
  const Written aside = write_many(std::size_t{64} << 10, scratch);
  ASSERT_TRUE(in_memory.status.has_value());
  ASSERT_TRUE(aside.status.has_value()) << aside.status.error().message;
  EXPECT_EQ(in_memory.sink.kept, 28'000U);
  EXPECT_EQ(aside.sink.kept, 28'000U);
  EXPECT_EQ(in_memory.sink.series, aside.sink.series);
  EXPECT_EQ(aside.sink.cell_of("homes_sold", "x-redfin-699", "2000-02"), 699);
  EXPECT_EQ(aside.sink.cell_of("pending_sales", "x-redfin-3", "2000-02"), 24001);
  EXPECT_FALSE(fs::exists(scratch));
  EXPECT_FALSE(fs::exists(scratch.string() + "-rows"));
}

TEST(LongRows, WithoutAScratchFolderMoreThanMemoryIsRefused) {
  RowPartitions rows(1000, std::nullopt, 1);
  base::Status status;
  for (int i = 0; i < 100'000 && status; ++i) {
    const auto added = rows.add(static_cast<std::size_t>(i) % kRowPartitions);
    if (!added) status = std::unexpected(added.error());
  }
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, base::ErrorCode::kLimitExceeded);
}

TEST(LongRows, AScratchFolderThatIsNotThere) {
  const Written written = write_many(std::size_t{64} << 10, fs::path("/nowhere/at/all"));
  ASSERT_FALSE(written.status.has_value());
  EXPECT_EQ(written.status.error().code, base::ErrorCode::kIo);
  EXPECT_NE(written.status.error().message.find("/nowhere/at/all"), std::string::npos);
}

TEST(LongRows, VariantsHaveAxesOfTheirOwn) {
  LongRows rows(2, 1, std::nullopt);
  const auto add = [&](std::uint32_t place, std::uint32_t variant, std::int32_t ordinal, model::Cell cell) {
    return rows.add(place, variant, ordinal, 2, std::span(&cell, 1));
  };
  const auto month = model::Period::month(2024, 1).ordinal;
  const auto week = model::Period::week(model::Date::of(2024, 1, 7)).ordinal;
  ASSERT_TRUE(add(0, 0, month, 1) && add(1, 0, month + 2, 2) && add(1, 1, week, 3));
  EXPECT_TRUE(rows.has(0));
  EXPECT_TRUE(rows.has(1));
  RecordingSink sink;
  const Table table = table_of_two();
  ASSERT_TRUE(sink.begin(table).has_value());
  const std::vector<std::vector<LongMetric>> metrics = {{{0, 0, 1}}, {{0, 1, 1}}};
  ASSERT_TRUE(rows.write(table, places_of(2), metrics, sink).has_value());
  EXPECT_EQ(sink.cell_of("homes_sold", "x-redfin-0", "2024-01"), 1);
  EXPECT_EQ(sink.cell_of("homes_sold", "x-redfin-0", "2024-03"), model::kWideGap);
  EXPECT_EQ(sink.cell_of("homes_sold", "x-redfin-0", "2024-02"), std::nullopt);  // nobody has it
  EXPECT_EQ(sink.cell_of("homes_sold.week@redfin", "x-redfin-1", "2024-01-07"), 3);
  EXPECT_FALSE(sink.series.contains({"x-redfin-0", "homes_sold.week@redfin"}));
}

TEST(LongRows, LinesAndPeriodsBeyondAreErrors) {
  LongRows rows(1, 1, std::nullopt);
  const model::Cell cell = 0;
  EXPECT_FALSE(rows.add(0, 0, -1, 2, std::span(&cell, 1)).has_value());
  EXPECT_FALSE(rows.add(0, 0, kMaxLongOrdinal + 1, 2, std::span(&cell, 1)).has_value());
  EXPECT_FALSE(rows.add(0, 0, 1, kMaxLongRows + 1, std::span(&cell, 1)).has_value());
  EXPECT_FALSE(rows.has(0));
  const model::Date last = model::Date::of(model::kMaxYear, 12, 31);
  EXPECT_LE(model::Period::week(last).ordinal, kMaxLongOrdinal);
}

}  // namespace
}  // namespace housing::sources
