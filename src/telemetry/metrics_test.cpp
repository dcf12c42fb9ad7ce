#include "telemetry/metrics.hpp"

#include <thread>

#include <gtest/gtest.h>

namespace housing::telemetry {
namespace {

using std::chrono_literals::operator""us;
using std::chrono_literals::operator""h;

TEST(Distribution, PutsEveryTimeIntoABucketNearIt) {
  std::size_t last = 0;
  for (std::uint64_t us = 0; us < 10'000'000; us += 1 + us / 50) {
    const std::size_t bucket = Distribution::bucket_of(us);
    ASSERT_GE(bucket, last);
    ASSERT_LE(bucket, last + 1) << "no bucket is left out at " << us;
    last = bucket;
    const double middle_us = Distribution::milliseconds_of(bucket) * 1e3;
    ASSERT_NEAR(middle_us, static_cast<double>(us), static_cast<double>(us) / 15) << us;
  }
  EXPECT_EQ(Distribution::bucket_of(~std::uint64_t{0}), Distribution::kBuckets - 1);
  EXPECT_GT(Distribution::milliseconds_of(Distribution::kBuckets - 1), 3'600'000) << "more than an hour";
}

TEST(Distribution, CountsAndSums) {
  Distribution times;
  times.record(5us);
  times.record(5us);
  times.record(1h);
  times.record(-1us);
  EXPECT_EQ(times.counts()[5], 2U);
  EXPECT_EQ(times.counts()[0], 1U) << "a clock that stepped back is no time";
  EXPECT_EQ(times.sum_us(), 10U + 3'600'000'000U);
}

TEST(Metrics, KeepsNamesAndLabelsApart) {
  Metrics metrics;
  metrics.count(Metric::kJobsDone, "mail");
  metrics.count(Metric::kJobsDone, "mail", 2);
  metrics.count(Metric::kJobsDone, "alerts");
  metrics.count(Metric::kMailsSent);
  metrics.set(Metric::kDataAge, "fred", 12.5);
  metrics.record(Metric::kJobDuration, "mail", 7us);
  const auto samples = metrics.samples();
  ASSERT_EQ(samples.size(), 5U);
  EXPECT_EQ(samples[0].metric, Metric::kDataAge);
  EXPECT_EQ(samples[0].value, 12.5);
  EXPECT_EQ(samples[1].label, "alerts");
  EXPECT_EQ(samples[1].total, 1U);
  EXPECT_EQ(samples[2].label, "mail");
  EXPECT_EQ(samples[2].total, 3U);
  EXPECT_EQ(samples[3].counts[7], 1U);
  EXPECT_EQ(samples[4].label, "");
}

TEST(Metrics, CountsFromManyThreads) {
  Metrics metrics;
  Counter& kept = metrics.counter(Metric::kAnswerCacheHits);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 1'000; ++n) {
        kept.add();
        metrics.count(Metric::kJobsDone, "job-" + std::to_string(n % 10));
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(kept.total(), 4'000U);
  for (const Sample& sample : metrics.samples()) {
    if (sample.metric == Metric::kJobsDone) {
      EXPECT_EQ(sample.total, 400U) << sample.label;
    }
  }
}

TEST(Metrics, HasALimit) {
  Metrics metrics;
  for (std::size_t i = 0; i < kMaxSeries + 10; ++i) metrics.count(Metric::kJobsDone, "job-" + std::to_string(i));
  metrics.count(Metric::kMailsSent);  // a name without label always finds room
  const auto samples = metrics.samples();
  EXPECT_EQ(samples.size(), kMaxSeries + 2);
  for (const Sample& sample : samples) {
    if (sample.label == kOtherLabel) {
      EXPECT_EQ(sample.total, 10U);
    }
  }
}

}  // namespace
}  // namespace housing::telemetry
