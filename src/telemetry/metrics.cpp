#include "telemetry/metrics.hpp"

#include <algorithm>

#include "base/assert.hpp"

namespace housing::telemetry {
namespace {

// Below kLinear microseconds a bucket each; above, every doubling has kSteps of them.
constexpr std::uint64_t kLinear = 16;
constexpr int kFirstOctave = 4;  // 2^4 = kLinear
constexpr int kStepBits = 3;
constexpr std::size_t kSteps = 1U << kStepBits;

}  // namespace

std::size_t Distribution::bucket_of(std::uint64_t microseconds) {
  if (microseconds < kLinear) return static_cast<std::size_t>(microseconds);
  const int octave = static_cast<int>(std::bit_width(microseconds)) - 1;
  const auto step = static_cast<std::size_t>(microseconds >> (octave - kStepBits)) & (kSteps - 1);
  const std::size_t bucket = kLinear + static_cast<std::size_t>(octave - kFirstOctave) * kSteps + step;
  return std::min(bucket, kBuckets - 1);
}

double Distribution::milliseconds_of(std::size_t bucket) {
  if (bucket < kLinear) return static_cast<double>(bucket) / 1e3;
  const std::size_t above = bucket - kLinear;
  const std::uint64_t width = std::uint64_t{1} << (above / kSteps + kFirstOctave - kStepBits);
  const std::uint64_t low = width * (kSteps + above % kSteps);
  return (static_cast<double>(low) + static_cast<double>(width) / 2) / 1e3;
}

void Distribution::record(std::chrono::nanoseconds time) {
  const auto microseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(time.count(), 0) / 1000);
  counts_[bucket_of(microseconds)].fetch_add(1, std::memory_order_relaxed);
  sum_us_.fetch_add(microseconds, std::memory_order_relaxed);
}

Distribution::Counts Distribution::counts() const {
  Counts counts{};
  for (std::size_t i = 0; i < kBuckets; ++i) counts[i] = counts_[i].load(std::memory_order_relaxed);
  return counts;
}

Metrics::Series& Metrics::find(Metric metric, std::string_view label, MetricKind kind) {
  const MetricInfo& info = info_of(metric);
  HT_ASSERT(info.kind == kind);
  HT_ASSERT(info.label.empty() == label.empty());
  const std::scoped_lock lock(mutex_);
  auto found = series_.find(std::pair(metric, std::string(label)));
  if (found == series_.end()) {
    const bool full = series_.size() >= kMaxSeries && !label.empty();
    found = series_.try_emplace(std::pair(metric, std::string(full ? kOtherLabel : label))).first;
    if (kind == MetricKind::kDistribution && !found->second.distribution)
      found->second.distribution = std::make_unique<Distribution>();
  }
  return found->second;
}

Counter& Metrics::counter(Metric metric, std::string_view label) {
  return find(metric, label, MetricKind::kCounter).counter;
}

Gauge& Metrics::gauge(Metric metric, std::string_view label) { return find(metric, label, MetricKind::kGauge).gauge; }

Distribution& Metrics::distribution(Metric metric, std::string_view label) {
  return *find(metric, label, MetricKind::kDistribution).distribution;
}

std::vector<Sample> Metrics::samples() const {
  std::vector<Sample> samples;
  const std::scoped_lock lock(mutex_);
  for (const auto& [key, series] : series_) {
    Sample sample{.metric = key.first, .label = key.second};
    sample.total = series.counter.total();
    sample.value = series.gauge.value();
    if (series.distribution) {
      sample.counts = series.distribution->counts();
      sample.sum_us = series.distribution->sum_us();
    }
    samples.push_back(std::move(sample));
  }
  return samples;
}

}  // namespace housing::telemetry
