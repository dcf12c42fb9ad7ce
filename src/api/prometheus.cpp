#include "api/prometheus.hpp"

#include <numeric>

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

// "AnswerCacheHits" is "answer_cache_hits".
std::string snake_case(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !text.empty()) text.push_back('_');
    text.push_back(capital ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return text;
}

std::string escaped(std::string_view label) {
  std::string text;
  for (const char c : label) {
    if (c == '\\' || c == '"') text.push_back('\\');
    text.push_back(c == '\n' ? ' ' : c);
  }
  return text;
}

// Samples of one metric stand together, as Metrics::samples() sorts them.
void write_metrics(Text& text, const telemetry::Metrics& metrics) {
  const telemetry::MetricInfo* last = nullptr;
  for (const telemetry::Sample& sample : metrics.samples()) {
    const telemetry::MetricInfo& info = telemetry::info_of(sample.metric);
    const std::string labels = info.label.empty() ? "" : snake_case(info.label) + "=\"" + escaped(sample.label) + "\"";
    std::string name = "housing_" + snake_case(info.name);
    const bool first = last != &info;
    last = &info;
    switch (info.kind) {
      case telemetry::MetricKind::kCounter:
        name += "_total";
        if (first) text.head(name, "counter", info.means);
        text.sample(name, labels, std::to_string(sample.total));
        break;
      case telemetry::MetricKind::kGauge:
        if (info.unit == "Seconds") name += "_seconds";
        if (first) text.head(name, "gauge", info.means);
        text.sample(name, labels, std::to_string(sample.value));
        break;
      case telemetry::MetricKind::kDistribution:
        name += "_seconds";
        if (first) text.head(name, "summary", info.means);
        text.sample(name + "_sum", labels, seconds(static_cast<std::int64_t>(sample.sum_us)));
        text.sample(name + "_count", labels,
                    std::to_string(std::reduce(sample.counts.begin(), sample.counts.end(), std::uint64_t{0})));
        break;
    }
  }
}

}  // namespace

std::string prometheus_text(const http::Stats& stats, const app::World* world, std::string_view program_version,
                            const telemetry::Metrics* metrics) {
  Text text;
  text.head("housing_build_info", "gauge", "The program's version.");
  text.sample("housing_build_info", "version=\"" + std::string(program_version) + "\"", "1");
  write_server(text, stats);
  if (world != nullptr) write_data(text, *world);
  if (metrics != nullptr) write_metrics(text, *metrics);
  return text.take();
}

}  // namespace housing::api
