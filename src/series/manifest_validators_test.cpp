// What a server called its edition of a file: kept with the entry, and absent from manifests of before.
#include <gtest/gtest.h>

#include "series/manifest.hpp"

namespace housing::series {
namespace {

Manifest downloaded() {
  Manifest manifest;
  manifest.kind = "real";
  ShardEntry& entry = manifest.shards.emplace_back();
  entry.url = "https://data.example/x.csv";
  entry.etag = "W/\"a\\b\"";
  entry.last_modified = "Wed, 16 Apr 2025 09:30:00 GMT";
  return manifest;
}

TEST(ManifestValidators, AreReadAsTheyWereWritten) {
  const auto read = Manifest::parse(downloaded().to_json());
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->shards[0].etag, "W/\"a\\b\"");
  EXPECT_EQ(read->shards[0].last_modified, "Wed, 16 Apr 2025 09:30:00 GMT");
}

TEST(ManifestValidators, AreEmptyInAManifestOfBefore) {
  std::string text = downloaded().to_json();
  const std::size_t begin = text.find("\"etag\"");
  const std::size_t end = text.find("\"sha256\"");
  ASSERT_TRUE(begin != std::string::npos && begin < end && end != std::string::npos) << text;
  text.erase(begin, end - begin);
  const auto read = Manifest::parse(text);
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->shards[0].url, "https://data.example/x.csv");
  EXPECT_EQ(read->shards[0].etag, "");
  EXPECT_EQ(read->shards[0].last_modified, "");
}

}  // namespace
}  // namespace housing::series
