// The contract of ports::Cache as tests that every adapter runs. A `Provider` is default-constructible and has
//   std::string missing() const                  why it cannot run here and what to install; empty: it can
//   std::unique_ptr<ports::Cache> open()         a handle on the one cache, as another process would have
//   void pass(std::chrono::milliseconds)         lets that much time go by for the cache
// Keys of two tests never meet, so that a provider may keep one server for all of them.
// Not this: faults of one technology and the order in which entries are forgotten, which stand beside the adapter.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "ports/cache.hpp"

namespace housing::testing {

template <class Provider>
class CacheContract : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const std::string missing = provider_.missing(); !missing.empty()) GTEST_SKIP() << missing;
    cache_ = provider_.open();
    ASSERT_NE(cache_, nullptr);
  }
  std::string key(std::string_view name) const { return prefix_ + std::string(name); }
  std::string value_of(const std::string& key) {
    const auto value = cache_->get(key);
    EXPECT_TRUE(value.has_value()) << value.error().message;
    return value ? value->value_or("(absent)") : "(error)";
  }
  ports::Tokens take(const std::string& key, const ports::Bucket& bucket, std::int64_t cost) {
    const auto tokens = cache_->take(key, bucket, cost);
    EXPECT_TRUE(tokens.has_value()) << tokens.error().message;
    return tokens.value_or(ports::Tokens{});
  }
  template <class T>
  static void expect_error(const base::Result<T>& result, base::ErrorCode code) {
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, code) << result.error().message;
    EXPECT_FALSE(result.error().message.empty());
  }

  static std::string next_prefix() {
    static std::atomic<int> tests = 0;
    return "contract" + std::to_string(++tests) + ":";
  }
  static constexpr std::chrono::milliseconds kLong{60'000};
  // Of this nothing flows in while a test runs.
  static constexpr std::chrono::milliseconds kForever = ports::kMaxBucketPeriod;

  Provider provider_;
  std::unique_ptr<ports::Cache> cache_;
  std::string prefix_ = next_prefix();
};

TYPED_TEST_SUITE_P(CacheContract);

TYPED_TEST_P(CacheContract, GivesBackWhatWasSet) {
  const std::string key = this->key("a");
  EXPECT_EQ(this->value_of(key), "(absent)");
  ASSERT_TRUE(this->cache_->set(key, "first", this->kLong));
  EXPECT_EQ(this->value_of(key), "first");
  ASSERT_TRUE(this->cache_->set(key, "second", this->kLong));
  EXPECT_EQ(this->value_of(key), "second");
  EXPECT_EQ(this->value_of(this->key("b")), "(absent)");
  EXPECT_TRUE(this->cache_->ping());
}

TYPED_TEST_P(CacheContract, TakesAnyBytes) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  const std::string key = this->key("\r\n{}\0 \xff *$");
  ASSERT_TRUE(this->cache_->set(key, bytes, this->kLong));
  EXPECT_EQ(this->value_of(key), bytes);
  ASSERT_TRUE(this->cache_->set(key, "", this->kLong));
  EXPECT_EQ(this->value_of(key), "");
  const std::string large(ports::kMaxCacheValueBytes, 'v');
  const std::string longest = this->prefix_ + std::string(ports::kMaxCacheKeyBytes - this->prefix_.size(), 'k');
  ASSERT_TRUE(this->cache_->set(longest, large, this->kLong));
  EXPECT_EQ(this->value_of(longest), large);
}

TYPED_TEST_P(CacheContract, ForgetsWhenTheLifetimeIsOver) {
  const std::string key = this->key("short");
  ASSERT_TRUE(this->cache_->set(key, "x", std::chrono::milliseconds(80)));
  ASSERT_TRUE(this->cache_->set(this->key("long"), "y", this->kLong));
  EXPECT_EQ(this->value_of(key), "x");
  this->provider_.pass(std::chrono::milliseconds(81));
  EXPECT_EQ(this->value_of(key), "(absent)");
  EXPECT_EQ(this->value_of(this->key("long")), "y");
}

TYPED_TEST_P(CacheContract, ANewValueHasANewLifetime) {
  const std::string key = this->key("renewed");
  ASSERT_TRUE(this->cache_->set(key, "x", std::chrono::milliseconds(80)));
  ASSERT_TRUE(this->cache_->set(key, "y", this->kLong));
  this->provider_.pass(std::chrono::milliseconds(81));
  EXPECT_EQ(this->value_of(key), "y");
}

TYPED_TEST_P(CacheContract, RemovesAndIsContentWithNothingToRemove) {
  const std::string key = this->key("a");
  ASSERT_TRUE(this->cache_->set(key, "x", this->kLong));
  EXPECT_TRUE(this->cache_->remove(key));
  EXPECT_EQ(this->value_of(key), "(absent)");
  EXPECT_TRUE(this->cache_->remove(key));
}

TYPED_TEST_P(CacheContract, SetsOnlyWhatIsAbsent) {
  const std::string key = this->key("mark");
  EXPECT_TRUE(this->cache_->set_if_absent(key, "mine", std::chrono::milliseconds(80)).value());
  EXPECT_FALSE(this->provider_.open()->set_if_absent(key, "theirs", this->kLong).value());
  EXPECT_EQ(this->value_of(key), "mine");
  this->provider_.pass(std::chrono::milliseconds(81));
  EXPECT_TRUE(this->cache_->set_if_absent(key, "theirs", this->kLong).value());
  EXPECT_EQ(this->value_of(key), "theirs");
}

TYPED_TEST_P(CacheContract, RefusesWhatBreaksTheRules) {
  using base::ErrorCode;
  using std::chrono::milliseconds;
  const std::string key = this->key("a");
  const std::string long_key(ports::kMaxCacheKeyBytes + 1, 'k');
  this->expect_error(this->cache_->get(""), ErrorCode::kInvalidInput);
  this->expect_error(this->cache_->get(long_key), ErrorCode::kLimitExceeded);
  this->expect_error(this->cache_->set(long_key, "x", this->kLong), ErrorCode::kLimitExceeded);
  this->expect_error(this->cache_->remove(long_key), ErrorCode::kLimitExceeded);
  this->expect_error(this->cache_->take(long_key, {1, this->kLong}, 1), ErrorCode::kLimitExceeded);
  const std::string large(ports::kMaxCacheValueBytes + 1, 'v');
  this->expect_error(this->cache_->set(key, large, this->kLong), ErrorCode::kLimitExceeded);
  this->expect_error(this->cache_->set_if_absent(key, large, this->kLong), ErrorCode::kLimitExceeded);
  this->expect_error(this->cache_->set(key, "x", milliseconds(0)), ErrorCode::kInvalidInput);
  this->expect_error(this->cache_->set_if_absent(key, "x", milliseconds(-1)), ErrorCode::kInvalidInput);
  this->expect_error(this->cache_->take(key, {0, this->kLong}, 0), ErrorCode::kInvalidInput);
  this->expect_error(this->cache_->take(key, {1, milliseconds(0)}, 1), ErrorCode::kInvalidInput);
  this->expect_error(this->cache_->take(key, {ports::kMaxBucketCapacity + 1, this->kLong}, 1),
                     ErrorCode::kInvalidInput);
  this->expect_error(this->cache_->take(key, {1, ports::kMaxBucketPeriod + milliseconds(1)}, 1),
                     ErrorCode::kInvalidInput);
  this->expect_error(this->cache_->take(key, {5, this->kLong}, 6), ErrorCode::kInvalidInput);
  this->expect_error(this->cache_->take(key, {5, this->kLong}, -1), ErrorCode::kInvalidInput);
  EXPECT_EQ(this->value_of(key), "(absent)");
}

TYPED_TEST_P(CacheContract, ABucketGivesWhatItHolds) {
  const std::string key = this->key("bucket");
  const ports::Bucket bucket{10, this->kForever};
  EXPECT_EQ(this->take(key, bucket, 0).remaining, 10);
  const ports::Tokens first = this->take(key, bucket, 7);
  EXPECT_TRUE(first.granted);
  EXPECT_EQ(first.remaining, 3);
  EXPECT_EQ(first.retry_in.count(), 0);
  EXPECT_GT(first.full_in, this->kForever * 7 / 10 - this->kLong);
  EXPECT_LE(first.full_in, this->kForever * 7 / 10);
  const ports::Tokens second = this->take(key, bucket, 4);
  EXPECT_FALSE(second.granted);
  EXPECT_EQ(second.remaining, 3);
  EXPECT_GT(second.retry_in, this->kForever / 10 - this->kLong);
  EXPECT_LE(second.retry_in, this->kForever / 10);
  EXPECT_TRUE(this->take(key, bucket, 3).granted);
  EXPECT_TRUE(this->take(key, bucket, 0).granted);
  EXPECT_EQ(this->take(key, bucket, 0).remaining, 0);
}

TYPED_TEST_P(CacheContract, ABucketIsRefilledByTime) {
  const std::string key = this->key("bucket");
  const ports::Bucket bucket{4, std::chrono::milliseconds(400)};
  EXPECT_TRUE(this->take(key, bucket, 4).granted);
  const ports::Tokens none = this->take(key, bucket, 1);
  EXPECT_FALSE(none.granted);
  EXPECT_GT(none.retry_in.count(), 0);
  EXPECT_LE(none.retry_in.count(), 100);
  this->provider_.pass(none.retry_in + std::chrono::milliseconds(1));
  EXPECT_TRUE(this->take(key, bucket, 1).granted);
  this->provider_.pass(std::chrono::milliseconds(1000));
  EXPECT_EQ(this->take(key, bucket, 0).remaining, 4) << "never more than the capacity";
  EXPECT_TRUE(this->take(key, bucket, 4).granted);
}

TYPED_TEST_P(CacheContract, BucketsAreKeptApart) {
  const std::string key = this->key("name");
  const ports::Bucket bucket{2, this->kForever};
  EXPECT_TRUE(this->take(key, bucket, 2).granted);
  EXPECT_TRUE(this->take(this->key("other"), bucket, 2).granted);
  EXPECT_TRUE(this->take(key, {3, this->kForever}, 3).granted) << "other numbers, another bucket";
  ASSERT_TRUE(this->cache_->set(key, "a value of the same name", this->kLong));
  EXPECT_FALSE(this->take(key, bucket, 1).granted);
  EXPECT_EQ(this->value_of(key), "a value of the same name");
  EXPECT_TRUE(this->cache_->remove(key));
  EXPECT_FALSE(this->take(key, bucket, 1).granted);
}

TYPED_TEST_P(CacheContract, LargestNumbersStayExact) {
  const ports::Bucket bucket{ports::kMaxBucketCapacity, ports::kMaxBucketPeriod};
  const std::string key = this->key("bucket");
  EXPECT_EQ(this->take(key, bucket, 1).remaining, ports::kMaxBucketCapacity - 1);
  const ports::Tokens rest = this->take(key, bucket, ports::kMaxBucketCapacity - 1);
  EXPECT_TRUE(rest.granted);
  EXPECT_EQ(rest.remaining, 0);
}

TYPED_TEST_P(CacheContract, ManyAtOnceGetExactlyWhatIsThere) {
  constexpr int kTakers = 8;
  constexpr int kTries = 50;
  constexpr std::int64_t kTokens = 150;
  const std::string key = this->key("bucket");
  std::atomic<std::int64_t> granted = 0;
  std::atomic<int> errors = 0;
  std::vector<std::thread> takers;
  for (int taker = 0; taker < kTakers; ++taker)
    takers.emplace_back([&] {
      for (int attempt = 0; attempt < kTries; ++attempt) {
        const auto tokens = this->cache_->take(key, {kTokens, this->kForever}, 1);
        if (!tokens) ++errors;
        if (tokens && tokens->granted) ++granted;
      }
    });
  for (std::thread& taker : takers) taker.join();
  EXPECT_EQ(errors, 0);
  EXPECT_EQ(granted, kTokens);
}

TYPED_TEST_P(CacheContract, OneOfManySetsTheMark) {
  constexpr int kRounds = 20;
  for (int round = 0; round < kRounds; ++round) {
    const std::string key = this->key("mark" + std::to_string(round));
    std::atomic<int> winners = 0;
    std::vector<std::thread> racers;
    for (int racer = 0; racer < 8; ++racer)
      racers.emplace_back([&, racer] {
        if (this->cache_->set_if_absent(key, std::to_string(racer), this->kLong).value_or(false)) ++winners;
      });
    for (std::thread& racer : racers) racer.join();
    EXPECT_EQ(winners, 1);
  }
}

REGISTER_TYPED_TEST_SUITE_P(CacheContract, GivesBackWhatWasSet, TakesAnyBytes, ForgetsWhenTheLifetimeIsOver,
                            ANewValueHasANewLifetime, RemovesAndIsContentWithNothingToRemove, SetsOnlyWhatIsAbsent,
                            RefusesWhatBreaksTheRules, ABucketGivesWhatItHolds, ABucketIsRefilledByTime,
                            BucketsAreKeptApart, LargestNumbersStayExact, ManyAtOnceGetExactlyWhatIsThere,
                            OneOfManySetsTheMark);

}  // namespace housing::testing
