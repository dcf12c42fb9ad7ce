#include "ports/token_bucket.hpp"

#include <gtest/gtest.h>

namespace housing::ports {
namespace {

using std::chrono::milliseconds;

TEST(TokenBucket, FlowsInEvenlyAndLosesNoFraction) {
  const Bucket bucket{3, milliseconds(1000)};  // a token every 333 1/3 ms
  TokenBucket tokens = TokenBucket::full(bucket, 0);
  EXPECT_TRUE(tokens.take(bucket, 3, 0).granted);
  std::int64_t granted = 0;
  for (std::int64_t now = 1; now <= 9000; ++now) granted += tokens.take(bucket, 1, now).granted ? 1 : 0;
  EXPECT_EQ(granted, 27) << "three a second for nine seconds";
}

TEST(TokenBucket, SaysToTheMillisecondWhenToComeBack) {
  const Bucket bucket{3, milliseconds(1000)};
  TokenBucket tokens = TokenBucket::full(bucket, 0);
  tokens.take(bucket, 3, 0);
  const Tokens denied = tokens.take(bucket, 1, 100);
  EXPECT_FALSE(denied.granted);
  EXPECT_EQ(denied.retry_in, milliseconds(234));
  EXPECT_EQ(denied.full_in, milliseconds(900));
  EXPECT_FALSE(tokens.take(bucket, 1, 333).granted);
  EXPECT_TRUE(tokens.take(bucket, 1, 334).granted);
}

TEST(TokenBucket, TimeThatGoesBackNeitherGivesNorTakes) {
  const Bucket bucket{2, milliseconds(1000)};
  TokenBucket tokens = TokenBucket::full(bucket, 1'000'000);
  tokens.take(bucket, 2, 1'000'000);
  EXPECT_FALSE(tokens.take(bucket, 1, 0).granted);
  EXPECT_TRUE(tokens.take(bucket, 1, 500).granted) << "it flows on from the time that is now";
}

TEST(TokenBucket, TheLargestAllowedBucketDoesNotOverflow) {
  const Bucket bucket{kMaxBucketCapacity, kMaxBucketPeriod};
  ASSERT_TRUE(check_take("k", bucket, kMaxBucketCapacity));
  TokenBucket tokens = TokenBucket::full(bucket, 0);
  EXPECT_LT(tokens.level, std::int64_t{1} << 53) << "exact in Lua's numbers too";
  EXPECT_TRUE(tokens.take(bucket, kMaxBucketCapacity, 0).granted);
  EXPECT_EQ(tokens.take(bucket, 0, std::int64_t{1} << 50).remaining, kMaxBucketCapacity);
}

}  // namespace
}  // namespace housing::ports
