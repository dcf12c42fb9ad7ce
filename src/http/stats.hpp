// Stats: the server's counters at one moment, summed over its threads; the caller writes them as Prometheus text.
#pragma once

#include <array>
#include <cstdint>

namespace housing::http {

// Upper bounds of the latency histogram in microseconds; one more bucket holds what is slower.
inline constexpr std::array<std::int64_t, 14> kLatencyBoundsUs = {
    50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};

struct Stats {
  std::array<std::uint64_t, 6> requests_by_class{};                          // [2] = 2xx …; [0] is unused
  std::array<std::uint64_t, kLatencyBoundsUs.size() + 1> latency_buckets{};  // not cumulative
  std::uint64_t latency_sum_us = 0;
  std::uint64_t bytes_received = 0;
  std::uint64_t bytes_sent = 0;
  std::uint64_t connections_accepted = 0;
  std::uint64_t connections_refused = 0;  // above max_connections
  std::uint64_t connections_open = 0;
  std::uint64_t requests_in_flight = 0;    // given to the handler, not answered yet
  std::uint64_t timeouts = 0;              // head, body, write; not idle
  std::uint64_t access_lines_dropped = 0;  // the log's reader was too slow

  std::uint64_t requests() const;
  Stats& operator+=(const Stats& other);
};

}  // namespace housing::http
