#include "http/counters.hpp"

#include <algorithm>

namespace housing::http {

void Counters::count_request(int status, std::int64_t duration_us) {
  requests_by_class[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))].add();
  const auto* bound = std::ranges::lower_bound(kLatencyBoundsUs, duration_us);
  latency_buckets[static_cast<std::size_t>(bound - kLatencyBoundsUs.begin())].add();
  latency_sum_us.add(static_cast<std::uint64_t>(std::max<std::int64_t>(duration_us, 0)));
}

Stats Counters::snapshot() const {
  Stats stats;
  for (std::size_t i = 0; i < requests_by_class.size(); ++i) stats.requests_by_class[i] = requests_by_class[i].get();
  for (std::size_t i = 0; i < latency_buckets.size(); ++i) stats.latency_buckets[i] = latency_buckets[i].get();
  stats.latency_sum_us = latency_sum_us.get();
  stats.bytes_received = bytes_received.get();
  stats.bytes_sent = bytes_sent.get();
  stats.connections_accepted = connections_accepted.get();
  stats.connections_refused = connections_refused.get();
  stats.connections_open = connections_open.get();
  stats.requests_in_flight = requests_in_flight.get();
  stats.timeouts = timeouts.get();
  return stats;
}

}  // namespace housing::http
