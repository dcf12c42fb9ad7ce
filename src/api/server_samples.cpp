#include "api/server_samples.hpp"

#include <algorithm>

#include "app/catalogue_view.hpp"

namespace housing::api {
namespace {

using telemetry::Metric;
using telemetry::Sample;

Sample sample(Metric metric, std::string label) {
  Sample made;
  made.metric = metric;
  made.label = std::move(label);
  return made;
}

}  // namespace

std::vector<Sample> server_samples(const http::Stats& stats, const app::World* world, base::WallTime now) {
  std::vector<Sample> samples;
  for (std::size_t digit = 2; digit < stats.requests_by_class.size(); ++digit) {
    Sample requests = sample(Metric::kRequests, std::to_string(digit) + "xx");
    requests.total = stats.requests_by_class[digit];
    samples.push_back(std::move(requests));
  }
  Sample in_flight = sample(Metric::kRequestsInFlight, {});
  in_flight.value = static_cast<double>(stats.requests_in_flight);
  samples.push_back(std::move(in_flight));
  if (world == nullptr) return samples;
  const auto seconds_now = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch());
  for (const app::SourceCoverage& coverage : app::source_coverage(*world)) {
    if (coverage.newest == nullptr) continue;
    Sample age = sample(Metric::kDataAge, std::string(coverage.source->id));
    const std::chrono::seconds released = std::chrono::days(coverage.newest->release.date.days);
    age.value = static_cast<double>(std::max<std::int64_t>((seconds_now - released).count(), 0));
    samples.push_back(std::move(age));
  }
  return samples;
}

}  // namespace housing::api
