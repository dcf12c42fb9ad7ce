#include "adapters/memory/lru_map.hpp"

#include <gtest/gtest.h>

namespace housing::memory {
namespace {

TEST(LruMap, ForgetsWhatWasNotUsedForLongest) {
  LruMap<int> map(3, 10'000);
  for (const char* key : {"a", "b", "c"}) EXPECT_TRUE(map.put(key, key[0], 0));
  EXPECT_NE(map.find("a"), nullptr);  // used: "b" is the oldest now
  EXPECT_TRUE(map.put("d", 'd', 0));
  EXPECT_EQ(map.find("b"), nullptr);
  EXPECT_NE(map.find("a"), nullptr);
  EXPECT_NE(map.find("c"), nullptr);
  EXPECT_EQ(*map.find("d"), 'd');
  EXPECT_EQ(map.entries(), 3u);
}

TEST(LruMap, NeverHoldsMoreBytesThanItMay) {
  constexpr std::size_t kRoom = 4 * (kEntryOverheadBytes + 1 + 100);
  LruMap<std::string> map(100, kRoom);
  for (char key = 'a'; key <= 'z'; ++key) {
    EXPECT_TRUE(map.put(std::string(1, key), std::string(100, key), 100));
    EXPECT_LE(map.bytes(), kRoom);
  }
  EXPECT_EQ(map.entries(), 4u);
  EXPECT_TRUE(map.put("large", std::string(600, 'x'), 600)) << "several go for one";
  EXPECT_LE(map.bytes(), kRoom);
  EXPECT_NE(map.find("large"), nullptr);
}

TEST(LruMap, AnEntryTooLargeIsRefusedAndCostsNobodyElse) {
  LruMap<std::string> map(10, 1000);
  EXPECT_TRUE(map.put("a", "x", 1));
  EXPECT_TRUE(map.put("b", "x", 1));
  EXPECT_FALSE(map.put("a", std::string(1000, 'y'), 1000));
  EXPECT_EQ(map.find("a"), nullptr) << "the value before it would be a wrong answer";
  EXPECT_NE(map.find("b"), nullptr);
}

TEST(LruMap, CountsBackWhatIsErasedOrReplaced) {
  LruMap<std::string> map(10, 10'000);
  map.put("a", "x", 100);
  const std::size_t before = map.bytes();
  map.put("a", "y", 100);
  EXPECT_EQ(map.bytes(), before);
  map.erase("a");
  map.erase("a");
  EXPECT_EQ(map.bytes(), 0u);
  EXPECT_EQ(map.entries(), 0u);
}

}  // namespace
}  // namespace housing::memory
