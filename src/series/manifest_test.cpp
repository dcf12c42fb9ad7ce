#include "series/manifest.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/json.hpp"

namespace housing::series {
namespace {

using model::Date;

ShardEntry full_entry() {
  ShardEntry entry;
  entry.id = "zillow/zhvi/metro@3f2a9c01d4e5";
  entry.dataset = "zillow/zhvi/metro";
  entry.source = "zillow";
  entry.file = "Metro \"zhvi\" \xc3\xa9.csv";
  entry.url = "https://example.org/a?b=c";
  entry.sha256 = std::string(64, 'a');
  entry.raw_key = "raw/zillow/x";
  entry.shard_key = "shards/x";
  entry.retrieved = "2025-04-17T08:00:00Z";
  entry.release = {Date::of(2025, 4, 16), model::ReleaseFrom::kOperator};
  entry.metrics = {"home_value", "rent"};
  entry.first_period = "2000-01";
  entry.last_period = "2025-03";
  entry.last_day = Date::of(2025, 3, 31);
  entry.regions = 895;
  entry.kept = 894;
  entry.refused = 1;
  entry.cells_refused = 4'000'000'000;
  return entry;
}

Manifest full_manifest() {
  Manifest manifest;
  manifest.kind = "real";
  manifest.created = "2025-04-17T08:00:01Z";
  manifest.blocks = {{"home_value", "blocks/a"}, {"rent", "blocks/b"}};
  manifest.places_key = "places/p.json";
  manifest.shards = {full_entry(), full_entry()};
  manifest.shards[1].id = "second";
  manifest.shards[1].release.from = model::ReleaseFrom::kInferred;
  manifest.shards[1].judgement = {.at = "2025-04-18T09:00:00Z", .reason = "a \"hundred\" times", .withdrawn = true};
  return manifest;
}

TEST(Manifest, ReadsWhatItWrote) {
  const Manifest written = full_manifest();
  const auto read = Manifest::parse(written.to_json());
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->to_json(), written.to_json());
  EXPECT_EQ(read->kind, "real");
  EXPECT_FALSE(read->synthetic());
  EXPECT_EQ(read->created, written.created);
  EXPECT_EQ(read->blocks, written.blocks);
  EXPECT_EQ(read->places_key, written.places_key);
  ASSERT_EQ(read->shards.size(), 2u);
  const ShardEntry& entry = read->shards[0];
  EXPECT_EQ(entry.judgement.at, "");
  EXPECT_FALSE(entry.judgement.withdrawn);
  EXPECT_TRUE(read->shards[1].judgement.withdrawn);
  EXPECT_EQ(read->shards[1].judgement.reason, "a \"hundred\" times");
  const ShardEntry expected = full_entry();
  EXPECT_EQ(entry.id, expected.id);
  EXPECT_EQ(entry.dataset, expected.dataset);
  EXPECT_EQ(entry.source, expected.source);
  EXPECT_EQ(entry.file, expected.file);
  EXPECT_EQ(entry.url, expected.url);
  EXPECT_EQ(entry.sha256, expected.sha256);
  EXPECT_EQ(entry.raw_key, expected.raw_key);
  EXPECT_EQ(entry.shard_key, expected.shard_key);
  EXPECT_EQ(entry.retrieved, expected.retrieved);
  EXPECT_EQ(entry.release, expected.release);
  EXPECT_EQ(entry.metrics, expected.metrics);
  EXPECT_EQ(entry.first_period, expected.first_period);
  EXPECT_EQ(entry.last_period, expected.last_period);
  EXPECT_EQ(entry.last_day, expected.last_day);
  EXPECT_EQ(entry.regions, expected.regions);
  EXPECT_EQ(entry.kept, expected.kept);
  EXPECT_EQ(entry.refused, expected.refused);
  EXPECT_EQ(entry.cells_refused, expected.cells_refused);
}

TEST(Manifest, FindsAnEntryById) {
  const Manifest manifest = full_manifest();
  EXPECT_EQ(manifest.find("second"), &manifest.shards[1]);
  EXPECT_EQ(manifest.find("third"), nullptr);
}

TEST(Manifest, ThatIsNotOneOfOursIsCorrupt) {
  const std::string good = full_manifest().to_json();
  const auto without = [&](std::string_view text) {
    std::string changed = good;
    const std::size_t at = changed.find(text);
    EXPECT_NE(at, std::string::npos) << text;
    return changed.erase(at, text.size());
  };
  for (const std::string& text :
       {std::string(), std::string("{}"), std::string("[]"), std::string("null"), std::string("{\"version\":2}"),
        good.substr(0, good.size() / 2), without("\"version\":1,"), without("2025-04-16"), without("inferred"),
        without("2025-03-31")}) {
    const auto manifest = Manifest::parse(text);
    ASSERT_FALSE(manifest.has_value()) << text;
    EXPECT_EQ(manifest.error().code, base::ErrorCode::kCorrupt) << manifest.error().message;
  }
}

TEST(Manifest, CutShortAnywhereIsNeverTakenForWhole) {
  const std::string good = full_manifest().to_json();
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(Manifest::parse(good.substr(0, size)).has_value()) << size;
}

// Each entry beats the one before by a weightier reason, although every lighter one speaks for the other.
TEST(WinsOver, WeighsReleaseThenLastDayThenRetrievalThenDigest) {
  const auto entry = [](Date release, Date last_day, std::string retrieved, std::string digest) {
    ShardEntry made;
    made.release.date = release;
    made.last_day = last_day;
    made.retrieved = std::move(retrieved);
    made.sha256 = std::move(digest);
    return made;
  };
  const Date early = Date::of(2025, 1, 1);
  const Date late = Date::of(2025, 1, 2);
  const std::vector<ShardEntry> weak_to_strong = {
      entry(early, early, "2025-01-01", "a"), entry(early, early, "2025-01-01", "b"),
      entry(early, early, "2025-01-02", "a"), entry(early, late, "2025-01-01", "a"),
      entry(late, early, "2025-01-01", "a")};
  for (std::size_t i = 0; i < weak_to_strong.size(); ++i)
    for (std::size_t j = 0; j < weak_to_strong.size(); ++j)
      EXPECT_EQ(wins_over(weak_to_strong[i], weak_to_strong[j]), i > j) << i << " over " << j;
}

TEST(WinsOver, DoesNotAskHowTheDateIsKnown) {
  ShardEntry stated;
  stated.release = {Date::of(2025, 1, 1), model::ReleaseFrom::kOperator};
  ShardEntry inferred = stated;
  inferred.release.from = model::ReleaseFrom::kInferred;
  EXPECT_FALSE(wins_over(stated, inferred));
  EXPECT_FALSE(wins_over(inferred, stated));
}

}  // namespace
}  // namespace housing::series
