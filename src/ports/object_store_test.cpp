#include "ports/object_store.hpp"

#include <gtest/gtest.h>

namespace housing::ports {
namespace {

TEST(ObjectKey, IsAPathOfPlainCharacters) {
  for (const char* key : {"a", "current.json", "raw/fhfa/ab12/HPI_AT_metro.csv.gz",
                          "blocks/home_value.sfr=zillow/1.block", "raw/x/2025 file (1)+copy.csv", "a/.b", "a..b/c"})
    EXPECT_TRUE(is_valid_key(key)) << key;
}

TEST(ObjectKey, NeverLeavesTheStore) {
  for (const char* key : {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", "./a", "a/./b"})
    EXPECT_FALSE(is_valid_key(key)) << key;
}

TEST(ObjectKey, LeavesTheNamesThatBeginWithAPointToTheStore) {
  for (const char* key : {".lock", ".scratch/put-1", ".scratch"}) EXPECT_FALSE(is_valid_key(key)) << key;
}

TEST(ObjectKey, HasNoOtherCharacters) {
  for (int c = 0; c < 256; ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    const bool sign = std::string_view("/._-+=() ").find(static_cast<char>(c)) != std::string_view::npos;
    const std::string key = {'a', static_cast<char>(c), 'b'};
    EXPECT_EQ(is_valid_key(key), letter || sign) << c;
  }
}

TEST(ObjectKey, HasALongestLength) {
  EXPECT_TRUE(is_valid_key(std::string(kMaxKeyLength, 'k')));
  EXPECT_FALSE(is_valid_key(std::string(kMaxKeyLength + 1, 'k')));
}

}  // namespace
}  // namespace housing::ports
