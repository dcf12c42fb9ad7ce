#include "api/prometheus.hpp"

#include "app/catalogue_view.hpp"

namespace housing::api {
namespace {

class Text {
 public:
  void head(std::string_view name, std::string_view type, std::string_view help) {
    out_.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ");
    out_.append(type).append("\n");
  }
  void sample(std::string_view name, std::string_view labels, const std::string& value) {
    out_.append(name);
    if (!labels.empty()) out_.append("{").append(labels).append("}");
    out_.append(" ").append(value).append("\n");
  }
  void single(std::string_view name, std::string_view type, std::string_view help, std::uint64_t value) {
    head(name, type, help);
    sample(name, {}, std::to_string(value));
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

std::string seconds(std::int64_t microseconds) { return std::to_string(static_cast<double>(microseconds) / 1e6); }

void write_server(Text& text, const http::Stats& stats) {
  text.head("housing_http_requests_total", "counter", "Requests answered, by class of status.");
  for (std::size_t i = 1; i < stats.requests_by_class.size(); ++i)
    text.sample("housing_http_requests_total", "class=\"" + std::to_string(i) + "xx\"",
                std::to_string(stats.requests_by_class[i]));
  text.head("housing_http_request_duration_seconds", "histogram", "From the head read to the answer handed over.");
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < http::kLatencyBoundsUs.size(); ++i) {
    below += stats.latency_buckets[i];
    text.sample("housing_http_request_duration_seconds_bucket", "le=\"" + seconds(http::kLatencyBoundsUs[i]) + "\"",
                std::to_string(below));
  }
  below += stats.latency_buckets.back();
  text.sample("housing_http_request_duration_seconds_bucket", "le=\"+Inf\"", std::to_string(below));
  text.sample("housing_http_request_duration_seconds_sum", {},
              seconds(static_cast<std::int64_t>(stats.latency_sum_us)));
  text.sample("housing_http_request_duration_seconds_count", {}, std::to_string(below));
  text.single("housing_http_received_bytes_total", "counter", "Bytes read from clients.", stats.bytes_received);
  text.single("housing_http_sent_bytes_total", "counter", "Bytes written to clients.", stats.bytes_sent);
  text.single("housing_http_connections_accepted_total", "counter", "Connections taken.", stats.connections_accepted);
  text.single("housing_http_connections_refused_total", "counter", "Connections above the limit.",
              stats.connections_refused);
  text.single("housing_http_connections_open", "gauge", "Connections open now.", stats.connections_open);
  text.single("housing_http_requests_in_flight", "gauge", "Requests not answered yet.", stats.requests_in_flight);
  text.single("housing_http_timeouts_total", "counter", "Connections closed for slowness.", stats.timeouts);
}

void write_data(Text& text, const app::World& world) {
  text.single("housing_releases", "gauge", "Releases imported.", world.manifest().shards.size());
  text.head("housing_metric_regions", "gauge", "Regions that have the metric.");
  for (const app::MetricCoverage& coverage : app::metric_coverage(world))
    if (coverage.regions > 0)
      text.sample("housing_metric_regions", "metric=\"" + std::string(coverage.metric->id) + "\"",
                  std::to_string(coverage.regions));
  text.head("housing_source_last_release_timestamp_seconds", "gauge", "Date of the newest release imported.");
  constexpr std::int64_t kSecondsADay = 86'400;
  for (const app::SourceCoverage& coverage : app::source_coverage(world))
    if (coverage.newest != nullptr)
      text.sample("housing_source_last_release_timestamp_seconds",
                  "source=\"" + std::string(coverage.source->id) + "\"",
                  std::to_string(coverage.newest->release.date.days * kSecondsADay));
}

}  // namespace

std::string prometheus_text(const http::Stats& stats, const app::World* world, std::string_view program_version) {
  Text text;
  text.head("housing_build_info", "gauge", "The program's version.");
  text.sample("housing_build_info", "version=\"" + std::string(program_version) + "\"", "1");
  write_server(text, stats);
  if (world != nullptr) write_data(text, *world);
  return text.take();
}

}  // namespace housing::api
