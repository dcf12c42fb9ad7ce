#include "main/telemetry_parts.hpp"

namespace housing::main {
namespace {

constexpr std::string_view kProject = "housing-trends";
constexpr std::string_view kNoEnvironment = "local";

}  // namespace

TelemetrySettings telemetry_settings(const Environment& environment, std::string part) {
  return {.traces_url = environment.traces_url,
          .metrics = environment.metrics,
          .environment = environment.name,
          .part = std::move(part),
          .version = HOUSING_VERSION,
          .ca_file = environment.ca_file.value_or("")};
}

base::Result<std::unique_ptr<TelemetryParts>> TelemetryParts::open(const TelemetrySettings& settings,
                                                                   const base::Clock& clock, base::Log& log) {
  std::unique_ptr<TelemetryParts> parts(new TelemetryParts(clock, log));
  if (settings.metrics && *settings.metrics != "emf")
    return base::fail(base::ErrorCode::kInvalidInput,
                      "HOUSING_METRICS: '" + *settings.metrics + "' is not known; known is emf");
  parts->emf_ = settings.metrics.has_value();
  parts->environment_ = settings.environment.value_or(std::string(kNoEnvironment));
  if (settings.traces_url) {
    const std::string& environment = parts->environment_;
    auto exporter = otlp::OtlpExporter::open(
        {.url = *settings.traces_url,
         .resource = {{"service.name", std::string(kProject) + "-" + environment + "-" + settings.part},
                      {"service.version", settings.version},
                      {"deployment.environment.name", environment}},
         .ca_file = settings.ca_file},
        clock);
    if (!exporter) return std::unexpected(exporter.error().at("HOUSING_TRACES_URL"));
    parts->exporter_ = std::move(*exporter);
    parts->spans_ = std::make_unique<telemetry::SpanBuffer>(*parts->exporter_, clock, log);
  }
  parts->tracer_ = std::make_unique<telemetry::Tracer>(telemetry::TracerOptions{}, clock, parts->spans_.get());
  return parts;
}

void TelemetryParts::start_writing(telemetry::EmfWriter::More more) {
  if (!emf_) return;
  writer_ = std::make_unique<telemetry::EmfWriter>(metrics_, environment_, std::move(more), clock_, log_);
  ticker_ = std::make_unique<base::Ticker>(telemetry::kMetricsInterval, [this] { writer_->write(); });
}

void TelemetryParts::stop_writing() {
  ticker_.reset();
  if (writer_) writer_->write();
  writer_.reset();
}

void TelemetryParts::flush(std::chrono::nanoseconds time_left) {
  if (emf_ && !writer_) writer_ = std::make_unique<telemetry::EmfWriter>(metrics_, environment_, nullptr, clock_, log_);
  if (writer_) writer_->write();
  if (spans_) spans_->flush(time_left);
}

}  // namespace housing::main
