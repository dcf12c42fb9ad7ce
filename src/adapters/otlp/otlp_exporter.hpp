// OtlpExporter: spans to a collector by OTLP over HTTP, as JSON. A collector that is away or busy is asked once more;
// then the spans are its caller's to drop.
//
// Thread-safety: one call at a time. Limits: kMaxTryTime for each try. Errors: as SpanExporter.
#pragma once

#include <memory>
#include <string>

#include "adapters/otlp/span_json.hpp"
#include "base/clock.hpp"
#include "client/client.hpp"

namespace housing::otlp {

inline constexpr std::chrono::seconds kMaxTryTime{2};
inline constexpr int kMaxTries = 2;

struct OtlpOptions {
  std::string url;  // whole: "http://127.0.0.1:4318/v1/traces"
  Resource resource;
  std::string ca_file;  // certificates to trust; empty: the system's
};

class OtlpExporter final : public telemetry::SpanExporter {
 public:
  // Asks nobody yet. Errors: kInvalidInput (not an http or https URL).
  static base::Result<std::unique_ptr<OtlpExporter>> open(OtlpOptions options, const base::Clock& clock);

  base::Result<std::size_t> export_spans(std::span<const telemetry::FinishedSpan> spans,
                                         std::chrono::nanoseconds time_left) override;

 private:
  OtlpExporter(OtlpOptions options, const base::Clock& clock)
      : options_(std::move(options)), clock_(clock), client_({.ca_file = options_.ca_file}) {}

  const OtlpOptions options_;
  const base::Clock& clock_;
  client::Client client_;
};

}  // namespace housing::otlp
