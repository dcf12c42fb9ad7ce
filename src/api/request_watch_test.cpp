// What is noted of requests: their group, their route, their span.
#include "api/request_watch.hpp"

#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "api/contract_data.hpp"
#include "api/server_samples.hpp"
#include "base/json.hpp"
#include "telemetry/testing_spans.hpp"
#include "testing/imported_world.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::api {
namespace {

using base::TraceContext;
using telemetry::attribute;
using telemetry::FinishedSpan;
using telemetry::Metric;
using telemetry::Metrics;
using telemetry::RecordingTracer;
using telemetry::Sample;
using std::chrono_literals::operator""ms;

TEST(RouteTable, KnowsTheGroupsOfTheContract) {
  std::ifstream file(HOUSING_SOURCE_DIR "/contract/telemetry.json");
  const auto contract = base::Json::parse(std::string((std::istreambuf_iterator<char>(file)), {}));
  ASSERT_TRUE(contract.has_value());
  const auto& declared = contract->find("labels")->array("RouteGroup");
  ASSERT_EQ(declared.size(), kRouteGroupNames.size());
  for (std::size_t i = 0; i < declared.size(); ++i) EXPECT_EQ(declared[i].text_or(""), kRouteGroupNames[i]);
}

TEST(RouteTable, TellsWhatIsAskedFor) {
  const RouteTable routes(openapi_json());
  struct Case {
    std::string_view path;
    std::string_view pattern;
    RouteGroup group;
  };
  for (const auto& [path, pattern, group] : {
           Case{"/api/v1/series", "/api/v1/series", RouteGroup::kSeries},
           Case{"/api/v1/regions", "/api/v1/regions", RouteGroup::kRegions},
           Case{"/api/v1/regions/metro-41860", "/api/v1/regions/{id}", RouteGroup::kRegions},
           Case{"/api/v1/regions/", "", RouteGroup::kRegions},
           Case{"/api/v1/metrics", "/api/v1/metrics", RouteGroup::kCatalogue},
           Case{"/api/v1/auth/login", "/api/v1/auth/login", RouteGroup::kAccount},
           Case{"/api/v1/alerts/rehearse", "/api/v1/alerts/rehearse", RouteGroup::kAccount},
           Case{"/api/v1/alerts/7", "/api/v1/alerts/{id}", RouteGroup::kAccount},
           Case{"/api/v1/admin/jobs/mail/7/retry", "/api/v1/admin/jobs/{queue}/{id}/retry", RouteGroup::kAdmin},
           Case{"/api/v1/no-such-thing/1", "", RouteGroup::kOther},
           Case{"/api/v1/", "", RouteGroup::kOther},
           Case{"/api/v2/series", "", RouteGroup::kOther},
           Case{"/health/ready", "/health/ready", RouteGroup::kOther},
           Case{"/", "", RouteGroup::kFiles},
           Case{"/region/us", "", RouteGroup::kFiles},
       }) {
    EXPECT_EQ(routes.pattern_of(path), pattern) << path;
    EXPECT_EQ(routes.group_of(path), group) << path;
  }
}

// Every route of the contract is in a group of its own kind, and is found by its own pattern.
TEST(RouteTable, FindsEveryRouteOfTheContract) {
  const RouteTable routes(openapi_json());
  const auto contract = base::Json::parse(openapi_json());
  for (const auto& [pattern, operations] : contract->find("paths")->members()) {
    EXPECT_EQ(routes.pattern_of(pattern), pattern);
    if (pattern.starts_with("/api/")) {
      EXPECT_NE(routes.group_of(pattern), RouteGroup::kOther) << pattern;
    }
    EXPECT_NE(routes.group_of(pattern), RouteGroup::kFiles) << pattern;
  }
}

class RequestWatchTest : public ::testing::Test {
 protected:
  TraceContext answer(std::string_view path, int status, const std::optional<TraceContext>& caller = std::nullopt) {
    const TraceContext trace = watch_.begin({.method = http::Method::kGet, .path = path, .caller = caller});
    const auto began = clock_.monotonic();
    clock_.advance(8ms);
    watch_.end({.method = http::Method::kGet,
                .path = path,
                .status = status,
                .bytes = 100,
                .began = began,
                .ended = clock_.monotonic(),
                .request_id = "r1",
                .remote_address = "192.0.2.1",
                .trace = trace,
                .caller = caller.value_or(TraceContext{})});
    return trace;
  }
  std::uint64_t times(std::string_view group) {
    std::uint64_t count = 0;
    for (const std::uint64_t each : metrics_.distribution(Metric::kRequestDuration, group).counts()) count += each;
    return count;
  }

  testing::SimulatedClock clock_;
  RecordingTracer recording_{clock_};
  Metrics metrics_;
  RequestWatch watch_{{.tracer = recording_.tracer, .metrics = metrics_}};
};

TEST_F(RequestWatchTest, MakesASpanOfARequest) {
  const TraceContext caller =
      *TraceContext::from_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  const TraceContext trace = answer("/api/v1/regions/us", 503, caller);
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 1U);
  const FinishedSpan& span = spans[0];
  EXPECT_EQ(span.context, trace);
  EXPECT_EQ(span.context.trace, caller.trace);
  EXPECT_EQ(span.parent, caller.span);
  EXPECT_EQ(span.kind, telemetry::SpanKind::kServer);
  EXPECT_EQ(span.name, "GET /api/v1/regions/{id}");
  EXPECT_EQ(span.end_ns - span.start_ns, 8'000'000);
  EXPECT_EQ(attribute(span, "http.request.method"), "GET");
  EXPECT_EQ(attribute(span, "http.route"), "/api/v1/regions/{id}");
  EXPECT_EQ(attribute(span, "url.path"), "/api/v1/regions/us");
  EXPECT_EQ(attribute(span, "http.response.status_code"), "503");
  EXPECT_EQ(attribute(span, "error.type"), "503");
  EXPECT_TRUE(span.failed);
  for (const auto& each : span.attributes) EXPECT_NE(each.value, decltype(each.value)("192.0.2.1")) << "a reader's";
}

TEST_F(RequestWatchTest, RecordsNoHealthChecksUnlessAsked) {
  EXPECT_TRUE(answer("/health/ready", 200).valid()) << "for log lines";
  EXPECT_TRUE(recording_.spans().empty());
  answer("/health/ready", 200,
         TraceContext::from_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
  answer("/api/v1/series", 404);
  const auto spans = recording_.spans();
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_FALSE(spans[1].failed) << "the caller's fault is no failure of the server";
}

TEST_F(RequestWatchTest, TimesEveryRequestByItsGroup) {
  answer("/api/v1/series", 200);
  answer("/api/v1/series", 422);
  answer("/styles.css", 200);
  EXPECT_EQ(times("series"), 2U);
  EXPECT_EQ(times("files"), 1U);
  EXPECT_EQ(times("account"), 0U);
  EXPECT_EQ(metrics_.distribution(Metric::kRequestDuration, "series").sum_us(), 16'000U);
}

TEST(ServerSamples, AreTheServersAndTheDatas) {
  testing::ImportedWorld imported;
  imported.import({testing::fred_file("MORTGAGE30US", {{"2024-01-04", "6.62"}})});
  imported.import_one(testing::fred_file("MORTGAGE30US", {{"2024-01-11", "6.66"}}), model::Date::of(2024, 1, 11));
  const auto world = imported.world();
  http::Stats stats;
  stats.requests_by_class = {0, 0, 200, 300, 400, 500};
  stats.requests_in_flight = 7;
  const base::WallTime now(std::chrono::sys_days(std::chrono::January / 13 / 2024) + std::chrono::hours(12));
  std::map<std::pair<Metric, std::string>, Sample> samples;
  for (const Sample& sample : server_samples(stats, world.get(), now)) samples[{sample.metric, sample.label}] = sample;
  EXPECT_EQ((samples[{Metric::kRequests, "2xx"}].total), 200U);
  EXPECT_EQ((samples[{Metric::kRequests, "5xx"}].total), 500U);
  EXPECT_EQ((samples.count({Metric::kRequests, "1xx"})), 0U);
  EXPECT_EQ((samples[{Metric::kRequestsInFlight, ""}].value), 7);
  EXPECT_EQ((samples[{Metric::kDataAge, "fred"}].value), 2.5 * 86'400);
  EXPECT_EQ(samples.size(), 6U) << "a source without data has no age";
  EXPECT_EQ(server_samples(stats, nullptr, now).size(), 5U);
}

}  // namespace
}  // namespace housing::api
