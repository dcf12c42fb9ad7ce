#include "adapters/otlp/span_json.hpp"

#include "base/json_writer.hpp"

namespace housing::otlp {
namespace {

constexpr std::string_view kScope = "housing-trends";
constexpr int kStatusError = 2;
constexpr std::array<std::uint8_t, 8> kNobody{};

void write_value(base::JsonWriter& json, const std::string& text) {
  json.member("stringValue", std::string_view(text));
}
void write_value(base::JsonWriter& json, bool truth) { json.member("boolValue", truth); }
void write_value(base::JsonWriter& json, std::int64_t number) {
  json.member("intValue", std::string_view(std::to_string(number)));
}

template <class Value>
void write_attribute(base::JsonWriter& json, std::string_view name, const Value& value) {
  json.begin_object().member("key", name).key("value").begin_object();
  write_value(json, value);
  json.end_object().end_object();
}

void write_span(base::JsonWriter& json, const telemetry::FinishedSpan& span) {
  json.begin_object().member("traceId", std::string_view(span.context.trace_id()));
  json.member("spanId", std::string_view(span.context.span_id()));
  if (span.parent != kNobody) {
    base::TraceContext parent;
    parent.span = span.parent;
    json.member("parentSpanId", std::string_view(parent.span_id()));
  }
  json.member("name", std::string_view(span.name)).member("kind", static_cast<int>(span.kind));
  json.member("startTimeUnixNano", std::string_view(std::to_string(span.start_ns)));
  json.member("endTimeUnixNano", std::string_view(std::to_string(span.end_ns)));
  json.key("attributes").begin_array();
  for (const telemetry::Attribute& attribute : span.attributes)
    std::visit([&](const auto& value) { write_attribute(json, attribute.name, value); }, attribute.value);
  json.end_array();
  if (span.failed) {
    json.key("status").begin_object().member("code", kStatusError);
    if (!span.failure.empty()) json.member("message", std::string_view(span.failure));
    json.end_object();
  }
  json.end_object();
}

}  // namespace

std::string spans_json(const Resource& resource, std::span<const telemetry::FinishedSpan> spans) {
  std::string text;
  base::JsonWriter json(text);
  json.begin_object().key("resourceSpans").begin_array().begin_object();
  json.key("resource").begin_object().key("attributes").begin_array();
  for (const auto& [name, value] : resource) write_attribute(json, name, value);
  json.end_array().end_object();
  json.key("scopeSpans").begin_array().begin_object();
  json.key("scope").begin_object().member("name", kScope).end_object();
  json.key("spans").begin_array();
  for (const telemetry::FinishedSpan& span : spans) write_span(json, span);
  json.end_array().end_object().end_array().end_object().end_array().end_object();
  return text;
}

}  // namespace housing::otlp
