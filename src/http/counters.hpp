// Counters: one I/O thread's part of Stats. Written by that thread alone, read by any.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "http/stats.hpp"

namespace housing::http {

// An atomic with one writer: no locked instruction is needed to count.
class Counter {
 public:
  void add(std::uint64_t amount = 1) { value_.store(get() + amount, std::memory_order_relaxed); }
  void subtract(std::uint64_t amount = 1) { value_.store(get() - amount, std::memory_order_relaxed); }
  std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

struct Counters {
  std::array<Counter, 6> requests_by_class;
  std::array<Counter, kLatencyBoundsUs.size() + 1> latency_buckets;
  Counter latency_sum_us;
  Counter bytes_received;
  Counter bytes_sent;
  Counter connections_accepted;
  Counter connections_refused;
  Counter connections_open;
  Counter requests_in_flight;
  Counter timeouts;

  void count_request(int status, std::int64_t duration_us);
  Stats snapshot() const;
};

}  // namespace housing::http
