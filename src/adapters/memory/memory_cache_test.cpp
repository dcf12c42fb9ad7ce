#include "adapters/memory/memory_cache.hpp"

#include "testing/cache_contract.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::memory {
namespace {

using std::chrono::milliseconds;

// One process has one cache: a handle here passes everything on to it.
class Handle final : public ports::Cache {
 public:
  explicit Handle(ports::Cache& cache) : cache_(cache) {}
  base::Result<std::optional<std::string>> get(std::string_view key) override { return cache_.get(key); }
  base::Status set(std::string_view key, std::string_view value, milliseconds lifetime) override {
    return cache_.set(key, value, lifetime);
  }
  base::Result<bool> set_if_absent(std::string_view key, std::string_view value, milliseconds lifetime) override {
    return cache_.set_if_absent(key, value, lifetime);
  }
  base::Status remove(std::string_view key) override { return cache_.remove(key); }
  base::Result<ports::Tokens> take(std::string_view key, const ports::Bucket& bucket, std::int64_t cost) override {
    return cache_.take(key, bucket, cost);
  }
  base::Status ping() override { return cache_.ping(); }

 private:
  ports::Cache& cache_;
};

class InMemory {
 public:
  static std::string missing() { return ""; }
  std::unique_ptr<ports::Cache> open() { return std::make_unique<Handle>(cache_); }
  void pass(milliseconds time) { clock_.advance(time); }

 private:
  housing::testing::SimulatedClock clock_;
  MemoryCache cache_{clock_};
};

}  // namespace
}  // namespace housing::memory

namespace housing::testing {
INSTANTIATE_TYPED_TEST_SUITE_P(Memory, CacheContract, memory::InMemory);
}

namespace housing::memory {
namespace {

constexpr milliseconds kLong{60'000};

TEST(MemoryCache, StaysWithinItsLimits) {
  const housing::testing::SimulatedClock clock;
  MemoryCache cache(clock, {.max_entries = 64, .max_bytes = 64 * 1024, .max_buckets = 64, .parts = 4});
  for (int i = 0; i < 2000; ++i) {
    ASSERT_TRUE(cache.set("key" + std::to_string(i), std::string(static_cast<std::size_t>(i), 'v'), kLong));
    ASSERT_LE(cache.entries(), 64u);
    ASSERT_LE(cache.bytes(), 64u * 1024);
  }
  EXPECT_EQ(cache.get("key1999").value()->size(), 1999u) << "what was set last is there";
  EXPECT_EQ(cache.get("key0").value(), std::nullopt);
  const auto too_large = cache.set("large", std::string(17 * 1024, 'v'), kLong);
  ASSERT_FALSE(too_large);
  EXPECT_EQ(too_large.error().code, base::ErrorCode::kLimitExceeded);
}

TEST(MemoryCache, AFloodOfValuesFillsNoBucketAgain) {
  const housing::testing::SimulatedClock clock;
  MemoryCache cache(clock, {.max_entries = 8, .max_bytes = 64 * 1024, .max_buckets = 8, .parts = 1});
  EXPECT_TRUE(cache.take("visitor", {1, kLong}, 1)->granted);
  for (int i = 0; i < 1000; ++i) ASSERT_TRUE(cache.set("key" + std::to_string(i), "v", kLong));
  EXPECT_FALSE(cache.take("visitor", {1, kLong}, 1)->granted);
}

TEST(MemoryCache, WhatIsOverMakesRoomWhenItIsAskedFor) {
  housing::testing::SimulatedClock clock;
  MemoryCache cache(clock);
  ASSERT_TRUE(cache.set("key", "value", milliseconds(10)));
  clock.advance(milliseconds(9));
  EXPECT_TRUE(cache.get("key").value().has_value());
  clock.advance(milliseconds(1));
  EXPECT_FALSE(cache.get("key").value().has_value());
  EXPECT_EQ(cache.bytes(), 0u);
}

}  // namespace
}  // namespace housing::memory
