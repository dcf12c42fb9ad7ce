#include "api/prometheus.hpp"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "base/text.hpp"
#include "testing/imported_world.hpp"

namespace housing::api {
namespace {

// Dashboards and alarms are written against these; whoever changes one changes them too.
const std::set<std::string> kNames = {"housing_build_info",
                                      "housing_http_connections_accepted_total",
                                      "housing_http_connections_open",
                                      "housing_http_connections_refused_total",
                                      "housing_http_received_bytes_total",
                                      "housing_http_request_duration_seconds",
                                      "housing_http_requests_in_flight",
                                      "housing_http_requests_total",
                                      "housing_http_sent_bytes_total",
                                      "housing_http_timeouts_total",
                                      "housing_metric_regions",
                                      "housing_releases",
                                      "housing_source_last_release_timestamp_seconds"};

struct Exposition {
  std::map<std::string, std::string> types;  // by name
  std::map<std::string, double> samples;     // by name and labels
  std::vector<std::string> order;            // of samples
};

// The text format 0.0.4, strictly: HELP, TYPE, then the samples of that name and no other.
Exposition parse(const std::string& text) {
  static const std::regex head(R"(# (HELP|TYPE) ([a-z_]+) (.+))");
  static const std::regex sample(R"(([a-z_]+)(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? ([0-9.e+-]+))");
  Exposition exposition;
  std::string name;
  EXPECT_TRUE(text.ends_with('\n'));
  for (const std::string_view view : base::split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
    const std::string line(view);
    std::smatch match;
    if (std::regex_match(line, match, head)) {
      if (match[1] == "HELP") {
        name = match[2];
        EXPECT_FALSE(exposition.types.contains(name)) << "twice: " << line;
      } else {
        EXPECT_EQ(match[2], name);
        exposition.types[name] = match[3];
      }
    } else if (std::regex_match(line, match, sample)) {
      std::string base_name = match[1];
      if (exposition.types[name] == "histogram" || exposition.types[name] == "summary")
        for (const std::string_view suffix : {"_bucket", "_sum", "_count"})
          if (base_name.ends_with(suffix)) base_name.resize(base_name.size() - suffix.size());
      EXPECT_EQ(base_name, name) << line;
      const std::string key = match[1].str() + match[2].str();
      EXPECT_FALSE(exposition.samples.contains(key)) << "twice: " << line;
      exposition.samples[key] = std::stod(match[4]);
      exposition.order.push_back(key);
    } else {
      ADD_FAILURE() << "not of the format: " << line;
    }
  }
  return exposition;
}

http::Stats some_stats() {
  http::Stats stats;
  stats.requests_by_class = {0, 0, 10, 2, 3, 1};
  stats.latency_buckets = {4, 3, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7};
  stats.latency_sum_us = 1'500'000;
  stats.bytes_sent = 12'345'678'901;
  stats.connections_open = 5;
  return stats;
}

class PrometheusTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    imported_ = new testing::ImportedWorld;
    imported_->import_one(testing::fred_file("MORTGAGE30US", {{"2024-01-04", "6.62"}}), model::Date::of(2024, 1, 5));
    world_ = imported_->world();
  }
  static void TearDownTestSuite() {
    world_.reset();
    delete imported_;
  }
  static inline testing::ImportedWorld* imported_ = nullptr;
  static inline std::shared_ptr<const app::World> world_;
};

TEST_F(PrometheusTest, HasTheNamesThatDashboardsKnow) {
  std::set<std::string> names;
  for (const auto& [name, type] : parse(prometheus_text(some_stats(), world_.get(), "1.2.3")).types) names.insert(name);
  EXPECT_EQ(names, kNames);
}

// What is written for CloudWatch elsewhere, in Prometheus' words.
TEST_F(PrometheusTest, TellsTheProgramsOwnMetrics) {
  telemetry::Metrics metrics;
  metrics.count(telemetry::Metric::kAnswerCacheHits, {}, 3);
  metrics.count(telemetry::Metric::kDependencyErrors, "cache");
  metrics.count(telemetry::Metric::kDependencyErrors, "mail", 2);
  metrics.set(telemetry::Metric::kBackupAge, "database", 90);
  metrics.record(telemetry::Metric::kRequestDuration, "series", std::chrono::milliseconds(250));
  metrics.record(telemetry::Metric::kRequestDuration, "series", std::chrono::milliseconds(250));
  const auto [types, samples, order] = parse(prometheus_text(some_stats(), world_.get(), "1", &metrics));
  EXPECT_EQ(types.at("housing_answer_cache_hits_total"), "counter");
  EXPECT_EQ(samples.at("housing_answer_cache_hits_total"), 3);
  EXPECT_EQ(samples.at("housing_dependency_errors_total{dependency=\"mail\"}"), 2);
  EXPECT_EQ(types.at("housing_backup_age_seconds"), "gauge");
  EXPECT_EQ(samples.at("housing_backup_age_seconds{backup=\"database\"}"), 90);
  EXPECT_EQ(types.at("housing_request_duration_seconds"), "summary");
  EXPECT_EQ(samples.at("housing_request_duration_seconds_sum{route_group=\"series\"}"), 0.5);
  EXPECT_EQ(samples.at("housing_request_duration_seconds_count{route_group=\"series\"}"), 2);
}

TEST_F(PrometheusTest, TellsTheServersCounters) {
  const auto samples = parse(prometheus_text(some_stats(), world_.get(), "1.2.3")).samples;
  EXPECT_EQ(samples.at("housing_build_info{version=\"1.2.3\"}"), 1);
  EXPECT_EQ(samples.at("housing_http_requests_total{class=\"2xx\"}"), 10);
  EXPECT_EQ(samples.at("housing_http_requests_total{class=\"5xx\"}"), 1);
  EXPECT_EQ(samples.at("housing_http_sent_bytes_total"), 12'345'678'901.0);
  EXPECT_EQ(samples.at("housing_http_connections_open"), 5);
}

TEST_F(PrometheusTest, AddsUpTheHistogram) {
  const auto exposition = parse(prometheus_text(some_stats(), world_.get(), "1"));
  double before = 0;
  double bound_before = 0;
  std::size_t buckets = 0;
  for (const std::string& key : exposition.order) {
    const std::string prefix = "housing_http_request_duration_seconds_bucket{le=\"";
    if (!key.starts_with(prefix)) continue;
    ++buckets;
    EXPECT_GE(exposition.samples.at(key), before) << key;
    before = exposition.samples.at(key);
    if (key.find("+Inf") != std::string::npos) continue;
    const double bound = std::stod(key.substr(prefix.size()));
    EXPECT_GT(bound, bound_before);
    bound_before = bound;
  }
  EXPECT_EQ(buckets, http::kLatencyBoundsUs.size() + 1);
  EXPECT_EQ(exposition.samples.at("housing_http_request_duration_seconds_bucket{le=\"0.000100\"}"), 7);
  EXPECT_EQ(exposition.samples.at("housing_http_request_duration_seconds_bucket{le=\"+Inf\"}"), 16);
  EXPECT_EQ(exposition.samples.at("housing_http_request_duration_seconds_count"), 16);
  EXPECT_DOUBLE_EQ(exposition.samples.at("housing_http_request_duration_seconds_sum"), 1.5);
}

TEST_F(PrometheusTest, TellsHowOldTheDataIs) {
  const auto samples = parse(prometheus_text({}, world_.get(), "1")).samples;
  EXPECT_EQ(samples.at("housing_releases"), 1);
  EXPECT_EQ(samples.at("housing_metric_regions{metric=\"mortgage_rate\"}"), 1);
  EXPECT_EQ(samples.at("housing_source_last_release_timestamp_seconds{source=\"fred\"}"), 1'704'412'800);
}

TEST_F(PrometheusTest, SaysNothingOfDataThatIsNotLoaded) {
  const auto exposition = parse(prometheus_text({}, nullptr, "1"));
  EXPECT_FALSE(exposition.types.contains("housing_releases"));
  EXPECT_TRUE(exposition.types.contains("housing_http_requests_total"));
}

}  // namespace
}  // namespace housing::api
