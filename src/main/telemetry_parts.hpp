// TelemetryParts: what becomes of traces and metrics in this process.
//
//   HOUSING_TRACES_URL    a collector's URL for OTLP over HTTP ("http://127.0.0.1:4318/v1/traces"); none: only ids
//   HOUSING_METRICS       emf: log lines for CloudWatch; none: /metrics alone
//   HOUSING_ENVIRONMENT   "prod": the metrics' dimension and part of the service's name; local without it
//
// Thread-safety: any thread. Ownership: clock and log must outlive it; it must outlive whatever it hands out.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/otlp/otlp_exporter.hpp"
#include "base/log.hpp"
#include "base/ticker.hpp"
#include "main/environment.hpp"
#include "telemetry/dependency_watch.hpp"
#include "telemetry/emf.hpp"

namespace housing::main {

struct TelemetrySettings {
  std::optional<std::string> traces_url;
  std::optional<std::string> metrics;
  std::optional<std::string> environment;
  std::string part;  // "api-service", "jobs-mail": which of the installation's programs this is
  std::string version;
  std::string ca_file;
};

TelemetrySettings telemetry_settings(const Environment& environment, std::string part);

class TelemetryParts {
 public:
  // Errors: kInvalidInput, naming the variable.
  static base::Result<std::unique_ptr<TelemetryParts>> open(const TelemetrySettings& settings, const base::Clock& clock,
                                                            base::Log& log);

  telemetry::Telemetry telemetry() { return {.tracer = *tracer_, .metrics = metrics_}; }
  telemetry::Metrics& metrics() { return metrics_; }
  telemetry::Tracer& tracer() { return *tracer_; }

  // Metrics go out every minute from now on, with `more` from elsewhere. For servers.
  void start_writing(telemetry::EmfWriter::More more = {});
  // Everything noted goes out before it returns, as far as `time_left` allows. For functions, after each invocation.
  void flush(std::chrono::nanoseconds time_left);
  // Stops asking `more`, and writes a last time. Before what `more` asks goes away.
  void stop_writing();

 private:
  TelemetryParts(const base::Clock& clock, base::Log& log) : clock_(clock), log_(log) {}

  const base::Clock& clock_;
  base::Log& log_;
  std::string environment_;
  bool emf_ = false;
  telemetry::Metrics metrics_;
  std::unique_ptr<otlp::OtlpExporter> exporter_;
  std::unique_ptr<telemetry::SpanBuffer> spans_;
  std::unique_ptr<telemetry::Tracer> tracer_;
  std::unique_ptr<telemetry::EmfWriter> writer_;
  std::unique_ptr<base::Ticker> ticker_;
};

}  // namespace housing::main
