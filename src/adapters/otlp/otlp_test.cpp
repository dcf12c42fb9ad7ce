#include "adapters/otlp/otlp_exporter.hpp"

#include <mutex>
#include <regex>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "http/server.hpp"
#include "telemetry/tracer.hpp"

namespace housing::otlp {
namespace {

using base::Json;
using telemetry::FinishedSpan;
using telemetry::SpanKind;
using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

std::set<std::string> names_of(const Json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.members()) EXPECT_TRUE(names.insert(name).second) << "twice: " << name;
  return names;
}

void expect_some_of(const Json& object, const std::set<std::string>& needed, const std::set<std::string>& allowed) {
  const auto names = names_of(object);
  for (const std::string& name : needed) EXPECT_TRUE(names.contains(name)) << name << " is missing";
  for (const std::string& name : names) EXPECT_TRUE(needed.contains(name) || allowed.contains(name)) << name;
}

void expect_match(std::string_view text, const char* pattern) {
  EXPECT_TRUE(std::regex_match(std::string(text), std::regex(pattern))) << text << " is not " << pattern;
}

void expect_attributes(const Json& attributes) {
  ASSERT_TRUE(attributes.is_array());
  for (const Json& attribute : attributes.items()) {
    expect_some_of(attribute, {"key", "value"}, {});
    EXPECT_FALSE(attribute.text("key").empty());
    ASSERT_EQ(attribute.find("value")->members().size(), 1U) << "one value of one kind";
    const auto& [kind, value] = attribute.find("value")->members()[0];
    if (kind == "stringValue") {
      EXPECT_TRUE(value.is_text());
    } else if (kind == "intValue") {
      ASSERT_TRUE(value.is_text()) << "64-bit numbers are texts";
      expect_match(value.text_or(""), "-?[0-9]+");
    } else {
      EXPECT_EQ(kind, "boolValue");
      EXPECT_TRUE(std::holds_alternative<bool>(value.value_));
    }
  }
}

// A request as the protocol's schema has it, and nothing besides.
void expect_request(const Json& root) {
  expect_some_of(root, {"resourceSpans"}, {});
  for (const Json& of_resource : root.array("resourceSpans")) {
    expect_some_of(of_resource, {"resource", "scopeSpans"}, {"schemaUrl"});
    expect_some_of(*of_resource.find("resource"), {"attributes"}, {});
    expect_attributes(*of_resource.find("resource")->find("attributes"));
    for (const Json& of_scope : of_resource.array("scopeSpans")) {
      expect_some_of(of_scope, {"scope", "spans"}, {"schemaUrl"});
      expect_some_of(*of_scope.find("scope"), {"name"}, {"version"});
      for (const Json& span : of_scope.array("spans")) {
        expect_some_of(span, {"traceId", "spanId", "name", "kind", "startTimeUnixNano", "endTimeUnixNano"},
                       {"parentSpanId", "attributes", "status"});
        expect_match(span.text("traceId"), "[0-9a-f]{32}");
        expect_match(span.text("spanId"), "[0-9a-f]{16}");
        if (span.find("parentSpanId") != nullptr) expect_match(span.text("parentSpanId"), "[0-9a-f]{16}");
        EXPECT_GE(span.integer("kind"), 1);
        EXPECT_LE(span.integer("kind"), 5);
        expect_match(span.text("startTimeUnixNano"), "[0-9]{19}");
        expect_match(span.text("endTimeUnixNano"), "[0-9]{19}");
        EXPECT_LE(span.text("startTimeUnixNano"), span.text("endTimeUnixNano"));
        expect_attributes(*span.find("attributes"));
        if (const Json* status = span.find("status")) {
          expect_some_of(*status, {"code"}, {"message"});
          EXPECT_EQ(status->integer("code"), 2);
        }
      }
    }
  }
}

// A collector that takes down what it is sent, and answers what it is told to.
class Collector {
 public:
  Collector() {
    http::ServerConfig config;
    config.threads = 1;
    auto started = http::Server::start(
        config, [this](const http::Request& request, http::Reply reply) { take(request, std::move(reply)); }, clock_,
        log_);
    EXPECT_TRUE(started.has_value());
    server_ = std::move(*started);
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/v1/traces"; }
  void answer(std::vector<int> statuses, std::string body = "{\"partialSuccess\":{}}") {
    const std::scoped_lock lock(mutex_);
    statuses_ = std::move(statuses);
    body_ = std::move(body);
  }
  std::vector<Json> requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
  }

 private:
  void take(const http::Request& request, http::Reply reply) {
    const std::scoped_lock lock(mutex_);
    EXPECT_EQ(request.method, http::Method::kPost);
    EXPECT_EQ(request.path, "/v1/traces");
    EXPECT_EQ(request.header("Content-Type"), "application/json");
    const auto body = Json::parse(request.body);
    EXPECT_TRUE(body.has_value());
    expect_request(*body);
    requests_.push_back(*body);
    http::Response response;
    response.status = statuses_.empty() ? 200 : statuses_.front();
    if (!statuses_.empty()) statuses_.erase(statuses_.begin());
    response.content_type = "application/json";
    response.body = http::Body(body_);
    reply.send(std::move(response));
  }

  base::SystemClock clock_;
  base::Log log_{clock_, 2, base::LogLevel::kError};
  mutable std::mutex mutex_;
  std::vector<int> statuses_;
  std::string body_ = "{}";
  std::vector<Json> requests_;
  std::unique_ptr<http::Server> server_;
};

class OtlpTest : public ::testing::Test {
 protected:
  std::unique_ptr<OtlpExporter> exporter(const std::string& url) {
    auto opened = OtlpExporter::open(
        {.url = url,
         .resource = {{"service.name", "housing-trends-dev-api-service"}, {"deployment.environment.name", "dev"}},
         .ca_file = {}},
        clock_);
    EXPECT_TRUE(opened.has_value());
    return std::move(*opened);
  }
  static FinishedSpan span() {
    FinishedSpan span;
    span.context = *base::TraceContext::from_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    span.kind = SpanKind::kServer;
    span.name = "GET /api/v1/series";
    span.start_ns = 1'768'910'400'000'000'001;
    span.end_ns = 1'768'910'400'012'345'678;
    return span;
  }

  base::SystemClock clock_;
  Collector collector_;
};

TEST_F(OtlpTest, SendsSpansAsTheProtocolWants) {
  FinishedSpan failed = span();
  failed.parent = {1, 2, 3, 4, 5, 6, 7, 8};
  failed.set("http.request.method", std::string("GET"));
  failed.set("http.response.status_code", std::int64_t{503});
  failed.set("made", true);
  failed.failed = true;
  failed.failure = "no \"answer\"";
  const auto taken = exporter(collector_.url())->export_spans(std::vector{span(), failed}, 5s);
  ASSERT_TRUE(taken.has_value()) << taken.error().message;
  EXPECT_EQ(*taken, 2U);
  const auto requests = collector_.requests();
  ASSERT_EQ(requests.size(), 1U);
  const Json& of_resource = requests[0].array("resourceSpans").at(0);
  const Json& name = of_resource.find("resource")->array("attributes").at(0);
  EXPECT_EQ(name.text("key"), "service.name");
  EXPECT_EQ(name.find("value")->text("stringValue"), "housing-trends-dev-api-service");
  const auto& spans = of_resource.array("scopeSpans").at(0).array("spans");
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].text("traceId"), "4bf92f3577b34da6a3ce929d0e0e4736");
  EXPECT_EQ(spans[0].text("spanId"), "00f067aa0ba902b7");
  EXPECT_EQ(spans[0].find("parentSpanId"), nullptr);
  EXPECT_EQ(spans[0].integer("kind"), 2);
  EXPECT_EQ(spans[0].text("startTimeUnixNano"), "1768910400000000001");
  EXPECT_EQ(spans[0].find("status"), nullptr);
  EXPECT_EQ(spans[1].text("parentSpanId"), "0102030405060708");
  EXPECT_EQ(spans[1].array("attributes")[1].find("value")->text("intValue"), "503");
  EXPECT_EQ(spans[1].find("status")->text("message"), "no \"answer\"");
}

TEST_F(OtlpTest, AsksABusyCollectorOnceMore) {
  collector_.answer({503});
  EXPECT_TRUE(exporter(collector_.url())->export_spans(std::vector{span()}, 5s).has_value());
  EXPECT_EQ(collector_.requests().size(), 2U);
  collector_.answer({503, 429, 200});
  const auto taken = exporter(collector_.url())->export_spans(std::vector{span()}, 5s);
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code, base::ErrorCode::kUnavailable);
  EXPECT_EQ(collector_.requests().size(), 4U);
}

TEST_F(OtlpTest, DoesNotRepeatWhatIsRefused) {
  collector_.answer({400}, "bad span");
  const auto taken = exporter(collector_.url())->export_spans(std::vector{span()}, 5s);
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code, base::ErrorCode::kInvalidInput);
  EXPECT_NE(taken.error().message.find("400: bad span"), std::string::npos) << taken.error().message;
  EXPECT_EQ(collector_.requests().size(), 1U);
}

TEST_F(OtlpTest, CountsWhatWasTakenInPart) {
  const auto one = exporter(collector_.url());
  for (const char* rejected : {"\"1\"", "1"}) {
    collector_.answer({}, std::string("{\"partialSuccess\":{\"rejectedSpans\":") + rejected + "}}");
    EXPECT_EQ(one->export_spans(std::vector{span(), span(), span()}, 5s).value_or(99), 2U);
  }
  collector_.answer({}, "");
  EXPECT_EQ(one->export_spans(std::vector{span()}, 5s).value_or(99), 1U);
}

TEST_F(OtlpTest, EndsInTimeWhereNobodyAnswers) {
  const auto began = clock_.monotonic();
  const auto taken = exporter("http://127.0.0.1:1/v1/traces")->export_spans(std::vector{span()}, 3s);
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code, base::ErrorCode::kUnavailable);
  EXPECT_LT(clock_.monotonic() - began, 4s);
  EXPECT_FALSE(exporter(collector_.url())->export_spans(std::vector{span()}, 0s).has_value());
  EXPECT_FALSE(OtlpExporter::open({.url = "collector:4318", .resource = {}, .ca_file = {}}, clock_).has_value());
}

// All of it together: spans of this thread arrive at the collector within seconds, without anybody waiting.
TEST_F(OtlpTest, TakesATracersSpansToTheCollector) {
  const auto one = exporter(collector_.url());
  base::Log log(clock_, 2, base::LogLevel::kError);
  telemetry::SpanBuffer buffer(*one, clock_, log, 20ms);
  telemetry::Tracer tracer({.ratio = 1}, clock_, &buffer);
  {
    const telemetry::Span outer = tracer.root("job", SpanKind::kConsumer);
    const telemetry::Span inner = tracer.child("SELECT", SpanKind::kClient);
  }
  for (int i = 0; i < 500 && buffer.counts().exported < 2; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(buffer.counts().exported, 2U);
  EXPECT_EQ(buffer.counts().dropped, 0U);
  EXPECT_FALSE(collector_.requests().empty());
}

}  // namespace
}  // namespace housing::otlp
