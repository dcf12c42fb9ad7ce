#include "telemetry/emf.hpp"

#include <unistd.h>

#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "base/text.hpp"
#include "testing/simulated_clock.hpp"

namespace housing::telemetry {
namespace {

using std::chrono_literals::operator""us;
using std::chrono_literals::operator""ms;
using base::Json;

const std::set<std::string, std::less<>> kUnits = {"Seconds", "Milliseconds", "Count"};  // of CloudWatch's, ours

std::set<std::string> names_of(const Json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.members()) EXPECT_TRUE(names.insert(name).second) << "twice: " << name;
  return names;
}

// The published schema's rules for a metric's target member: a number, or a number's list with counts of equal length.
void expect_metric_value(const Json& value) {
  if (!value.is_object()) {
    EXPECT_TRUE(std::holds_alternative<std::int64_t>(value.value_) || std::holds_alternative<double>(value.value_));
    return;
  }
  EXPECT_EQ(names_of(value), (std::set<std::string>{"Values", "Counts"}));
  const auto& values = value.array("Values");
  EXPECT_FALSE(values.empty());
  EXPECT_LE(values.size(), 100U);
  EXPECT_EQ(values.size(), value.array("Counts").size());
  for (const Json& count : value.array("Counts")) EXPECT_GT(count.integer_or(0), 0);
  for (const Json& time : values) EXPECT_GE(time.number_or(-1), 0);
}

// The published schema: root has _aws with Timestamp and CloudWatchMetrics; each directive a Namespace of 1 to 1024
// characters, Dimensions as lists of at most 30 names, Metrics of at most 100 with Name and Unit; every name is a
// member of the root; a dimension's value is text of 1 to 1024 characters. A line is at most 1 MB.
void expect_emf(const std::string& line) {
  SCOPED_TRACE(line);
  EXPECT_LE(line.size(), 1'048'576U);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto root = Json::parse(line);
  ASSERT_TRUE(root.has_value());
  names_of(*root);
  const Json* aws = root->find("_aws");
  ASSERT_NE(aws, nullptr);
  EXPECT_EQ(names_of(*aws), (std::set<std::string>{"Timestamp", "CloudWatchMetrics"}));
  EXPECT_GT(aws->integer("Timestamp"), 1'600'000'000'000) << "milliseconds";
  ASSERT_EQ(aws->array("CloudWatchMetrics").size(), 1U);
  const Json& directive = aws->array("CloudWatchMetrics")[0];
  EXPECT_EQ(names_of(directive), (std::set<std::string>{"Namespace", "Dimensions", "Metrics"}));
  EXPECT_EQ(directive.text("Namespace"), "HousingTrends");
  ASSERT_EQ(directive.array("Dimensions").size(), 1U);
  for (const Json& dimension : directive.array("Dimensions")[0].items()) {
    const Json* value = root->find(dimension.text_or(""));
    ASSERT_NE(value, nullptr) << dimension.text_or("");
    ASSERT_TRUE(value->is_text());
    EXPECT_GE(value->text_or("").size(), 1U);
    EXPECT_LE(value->text_or("").size(), 1024U);
  }
  EXPECT_EQ(directive.array("Dimensions")[0].items()[0].text_or(""), "Environment");
  EXPECT_GE(directive.array("Metrics").size(), 1U);
  EXPECT_LE(directive.array("Metrics").size(), 100U);
  for (const Json& metric : directive.array("Metrics")) {
    EXPECT_EQ(names_of(metric), (std::set<std::string>{"Name", "Unit"}));
    EXPECT_TRUE(kUnits.contains(metric.text("Unit")));
    const Json* value = root->find(metric.text("Name"));
    ASSERT_NE(value, nullptr) << metric.text("Name");
    expect_metric_value(*value);
  }
}

Json parsed(const std::string& line) { return *Json::parse(line); }

TEST(Emf, WritesOneLineForEachLabel) {
  Metrics metrics;
  metrics.count(Metric::kJobsDone, "mail", 3);
  metrics.count(Metric::kJobsFailed, "mail");
  metrics.record(Metric::kJobDuration, "mail", 2ms);
  metrics.count(Metric::kJobsDone, "alerts");
  metrics.count(Metric::kMailsSent, {}, 2);
  metrics.count(Metric::kSignInFailures, {}, 0);
  metrics.set(Metric::kDataAge, "fred", 1.5);
  const auto lines = emf_lines(metrics.samples(), "prod", base::WallTime(1'768'910'400'123ms));
  ASSERT_EQ(lines.size(), 4U);
  for (const std::string& line : lines) expect_emf(line);
  EXPECT_EQ(lines[0],
            R"({"time":"2026-01-20T12:00:00Z","level":"info","msg":"metrics","_aws":{"Timestamp":1768910400123,)"
            R"("CloudWatchMetrics":[{"Namespace":"HousingTrends","Dimensions":[["Environment"]],"Metrics":[)"
            R"({"Name":"MailsSent","Unit":"Count"},{"Name":"SignInFailures","Unit":"Count"}]}]},)"
            R"("Environment":"prod","MailsSent":2,"SignInFailures":0})");
  const Json mail = parsed(lines[2]);
  EXPECT_EQ(mail.text("Job"), "mail");
  EXPECT_EQ(mail.integer("JobsDone"), 3);
  EXPECT_EQ(mail.integer("JobsFailed"), 1);
  ASSERT_EQ(mail.find("JobDuration")->array("Values").size(), 1U);
  EXPECT_NEAR(mail.find("JobDuration")->array("Values")[0].number_or(0), 2, 0.25);
  EXPECT_EQ(parsed(lines[3]).text("Source"), "fred");
}

// Every metric of the contract, and times in every bucket there is.
TEST(Emf, KeepsToTheSchemaWithEverything) {
  Metrics metrics;
  for (const MetricInfo& info : all_metrics()) {
    const std::string_view label = info.label.empty() ? "" : "a \"label\"";
    switch (info.kind) {
      case MetricKind::kCounter: metrics.count(info.metric, label, ~std::uint64_t{0} >> 1); break;
      case MetricKind::kGauge: metrics.set(info.metric, label, 1e9); break;
      case MetricKind::kDistribution:
        for (std::size_t bucket = 0; bucket < Distribution::kBuckets; ++bucket)
          metrics.record(info.metric, label,
                         std::chrono::nanoseconds(std::llround(Distribution::milliseconds_of(bucket) * 1e6)));
    }
  }
  std::set<std::string> seen;
  std::size_t times = 0;
  for (const std::string& line : emf_lines(metrics.samples(), "staging", base::WallTime(1'768'910'400'123ms))) {
    expect_emf(line);
    EXPECT_LE(line.size(), 4'000U) << "whole in a pipe that several write to";
    const Json root = parsed(line);
    for (const MetricInfo& info : all_metrics()) {
      if (root.find(info.name) == nullptr) continue;
      seen.emplace(info.name);
      if (info.kind == MetricKind::kDistribution) times += root.find(info.name)->array("Values").size();
    }
  }
  EXPECT_EQ(seen.size(), all_metrics().size());
  EXPECT_EQ(times, 2 * Distribution::kBuckets) << "nothing is lost where a second line is needed";
}

class EmfWriterTest : public ::testing::Test {
 protected:
  ~EmfWriterTest() override {
    for (const int end : ends_) ::close(end);
  }
  std::vector<Json> written() {
    writer_.write();
    log_.info("end");
    std::array<char, 65536> text{};
    const ssize_t count = ::read(ends_[0], text.data(), text.size());
    std::vector<Json> lines;
    for (const std::string_view line :
         base::split(std::string_view(text.data(), static_cast<std::size_t>(count)), '\n')) {
      if (line.empty() || line.find("\"end\"") != std::string_view::npos) continue;
      expect_emf(std::string(line));
      lines.push_back(parsed(std::string(line)));
    }
    return lines;
  }

  static std::array<int, 2> open_pipe() {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    return ends;
  }

  std::array<int, 2> ends_ = open_pipe();
  testing::SimulatedClock clock_;
  base::Log log_{clock_, ends_[1], base::LogLevel::kInfo};
  Metrics metrics_;
  std::uint64_t elsewhere_ = 100;
  EmfWriter writer_{
      metrics_, "dev",
      [this] { return std::vector<Sample>{{.metric = Metric::kRequests, .label = "2xx", .total = elsewhere_}}; },
      clock_, log_};
};

TEST_F(EmfWriterTest, WritesWhatCameSinceTheLastTime) {
  metrics_.count(Metric::kMailsSent, {}, 5);
  metrics_.record(Metric::kRequestDuration, "series", 5us);
  auto lines = written();
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].integer("MailsSent"), 5);
  EXPECT_EQ(lines[2].integer("Requests"), 100);

  metrics_.count(Metric::kMailsSent);
  elsewhere_ = 107;
  lines = written();
  ASSERT_EQ(lines.size(), 2U) << "times that nothing took are not written";
  EXPECT_EQ(lines[0].integer("MailsSent"), 1);
  EXPECT_EQ(lines[1].integer("Requests"), 7);

  lines = written();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].integer("MailsSent", -1), 0) << "a graph without holes";
}

}  // namespace
}  // namespace housing::telemetry
