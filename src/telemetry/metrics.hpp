// Metrics: what this process counted since it began, by name and label. It writes nothing: emf.hpp and /metrics do.
//
// Whoever counts often keeps the Counter or Distribution, which costs one atomic addition a time; count() and its like
// look it up. Thread-safety: any thread. Ownership: what is handed out lives as long as the Metrics.
// Limits: kMaxSeries names with labels; what comes after them is counted under kOtherLabel.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "telemetry/metric_table.hpp"

namespace housing::telemetry {

inline constexpr std::size_t kMaxSeries = 256;
inline constexpr std::string_view kOtherLabel = "other";

class Counter {
 public:
  void add(std::uint64_t amount = 1) { total_.fetch_add(amount, std::memory_order_relaxed); }
  std::uint64_t total() const { return total_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> total_{0};
};

class Gauge {
 public:
  void set(double value) { value_.store(value, std::memory_order_relaxed); }
  double value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<double> value_{0};
};

// Times in buckets an eighth of their value wide at most, from a microsecond to four hours.
class Distribution {
 public:
  static constexpr std::size_t kBuckets = 256;
  using Counts = std::array<std::uint64_t, kBuckets>;

  void record(std::chrono::nanoseconds time);
  Counts counts() const;
  std::uint64_t sum_us() const { return sum_us_.load(std::memory_order_relaxed); }

  static std::size_t bucket_of(std::uint64_t microseconds);
  // The time in the bucket's middle.
  static double milliseconds_of(std::size_t bucket);

 private:
  std::array<std::atomic<std::uint64_t>, kBuckets> counts_{};
  std::atomic<std::uint64_t> sum_us_{0};
};

// One name and label at one moment. Totals are since the process began.
struct Sample {
  Metric metric{};
  std::string label;
  std::uint64_t total = 0;        // of a counter
  double value = 0;               // of a gauge
  Distribution::Counts counts{};  // of a distribution
  std::uint64_t sum_us = 0;
};

class Metrics {
 public:
  // `label` is empty where the metric has none, and never otherwise. The kind must be the metric's.
  Counter& counter(Metric metric, std::string_view label = {});
  Gauge& gauge(Metric metric, std::string_view label = {});
  Distribution& distribution(Metric metric, std::string_view label = {});

  void count(Metric metric, std::string_view label = {}, std::uint64_t amount = 1) {
    counter(metric, label).add(amount);
  }
  void set(Metric metric, std::string_view label, double value) { gauge(metric, label).set(value); }
  void record(Metric metric, std::string_view label, std::chrono::nanoseconds time) {
    distribution(metric, label).record(time);
  }

  // Sorted by metric, then by label.
  std::vector<Sample> samples() const;

 private:
  struct Series {
    Counter counter;
    Gauge gauge;
    std::unique_ptr<Distribution> distribution;
  };
  Series& find(Metric metric, std::string_view label, MetricKind kind);

  mutable std::mutex mutex_;
  std::map<std::pair<Metric, std::string>, Series, std::less<>> series_;
};

}  // namespace housing::telemetry
