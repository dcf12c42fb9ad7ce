#include "main/telemetry_parts.hpp"

#include <gtest/gtest.h>

namespace housing::main {
namespace {

class TelemetryPartsTest : public ::testing::Test {
 protected:
  // The message of its refusal, or nothing.
  std::string refusal(const TelemetrySettings& settings) {
    const auto parts = TelemetryParts::open(settings, clock_, log_);
    return parts ? "" : parts.error().message;
  }
  base::SystemClock clock_;
  base::Log log_{clock_, -1, base::LogLevel::kError};
};

TEST_F(TelemetryPartsTest, NeedsNothing) {
  const auto parts = TelemetryParts::open({}, clock_, log_);
  ASSERT_TRUE(parts.has_value());
  EXPECT_FALSE((*parts)->tracer().records());
  (*parts)->metrics().count(telemetry::Metric::kMailsSent);
  (*parts)->start_writing();
  (*parts)->flush(std::chrono::seconds(1));
  (*parts)->stop_writing();
}

TEST_F(TelemetryPartsTest, RecordsWhereThereIsACollector) {
  TelemetrySettings settings;
  settings.traces_url = "http://127.0.0.1:4318/v1/traces";
  settings.part = "api-service";
  const auto parts = TelemetryParts::open(settings, clock_, log_);
  ASSERT_TRUE(parts.has_value());
  EXPECT_TRUE((*parts)->tracer().records());
}

TEST_F(TelemetryPartsTest, NamesWhatItRefuses) {
  TelemetrySettings settings;
  settings.metrics = "statsd";
  EXPECT_TRUE(refusal(settings).starts_with("HOUSING_METRICS: 'statsd'"));
  settings.metrics = "emf";
  EXPECT_EQ(refusal(settings), "");
  settings.traces_url = "127.0.0.1:4318";
  EXPECT_TRUE(refusal(settings).starts_with("HOUSING_TRACES_URL: "));
}

}  // namespace
}  // namespace housing::main
