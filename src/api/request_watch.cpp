#include "api/request_watch.hpp"

#include "api/contract_data.hpp"

namespace housing::api {

RequestWatch::RequestWatch(const telemetry::Telemetry& telemetry) : routes_(openapi_json()), tracer_(telemetry.tracer) {
  for (std::size_t i = 0; i < durations_.size(); ++i)
    durations_[i] = &telemetry.metrics.distribution(telemetry::Metric::kRequestDuration, kRouteGroupNames[i]);
}

base::TraceContext RequestWatch::begin(const http::BeganRequest& request) {
  return tracer_.begin(request.caller, request.path.starts_with("/api/"));
}

void RequestWatch::end(const http::FinishedRequest& request) {
  durations_[static_cast<std::size_t>(routes_.group_of(request.path))]->record(request.ended - request.began);
  if (request.trace.sampled && tracer_.records()) record(request);
}

// Names and attributes: OpenTelemetry's semantic conventions for HTTP servers.
void RequestWatch::record(const http::FinishedRequest& request) {
  constexpr int kServerError = 500;
  const std::string_view method = http::to_string(request.method);
  const std::string_view route = routes_.pattern_of(request.path);
  telemetry::FinishedSpan span;
  span.context = request.trace;
  span.parent = request.caller.span;
  span.kind = telemetry::SpanKind::kServer;
  span.name = method;
  if (!route.empty()) span.name.append(" ").append(route);
  span.start_ns = tracer_.since_1970(request.began);
  span.end_ns = tracer_.since_1970(request.ended);
  span.set("http.request.method", std::string(method));
  if (!route.empty()) span.set("http.route", std::string(route));
  span.set("url.path", std::string(request.path));
  span.set("url.scheme", std::string("http"));
  span.set("http.response.status_code", std::int64_t{request.status});
  span.set("request.id", std::string(request.request_id));
  span.failed = request.status >= kServerError;
  if (span.failed) span.set("error.type", std::to_string(request.status));
  tracer_.record(std::move(span));
}

}  // namespace housing::api
