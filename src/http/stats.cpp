#include "http/stats.hpp"

#include <numeric>

namespace housing::http {

std::uint64_t Stats::requests() const {
  return std::accumulate(requests_by_class.begin(), requests_by_class.end(), std::uint64_t{0});
}

Stats& Stats::operator+=(const Stats& other) {
  for (std::size_t i = 0; i < requests_by_class.size(); ++i) requests_by_class[i] += other.requests_by_class[i];
  for (std::size_t i = 0; i < latency_buckets.size(); ++i) latency_buckets[i] += other.latency_buckets[i];
  latency_sum_us += other.latency_sum_us;
  bytes_received += other.bytes_received;
  bytes_sent += other.bytes_sent;
  connections_accepted += other.connections_accepted;
  connections_refused += other.connections_refused;
  connections_open += other.connections_open;
  requests_in_flight += other.requests_in_flight;
  timeouts += other.timeouts;
  access_lines_dropped += other.access_lines_dropped;
  return *this;
}

}  // namespace housing::http
