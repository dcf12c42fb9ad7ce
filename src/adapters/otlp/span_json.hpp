// Spans as the JSON of an ExportTraceServiceRequest.
// Source: OTLP specification 1.x, "JSON Protobuf Encoding": ids in hexadecimal, enumerations as numbers, 64-bit numbers
// as texts.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "telemetry/span_exporter.hpp"

namespace housing::otlp {

// Who exports: service.name, service.version, deployment.environment.name …
using Resource = std::vector<std::pair<std::string, std::string>>;

std::string spans_json(const Resource& resource, std::span<const telemetry::FinishedSpan> spans);

}  // namespace housing::otlp
