// RequestWatch: what is noted of every request to the server: its span, if its trace is recorded, and how long it took.
// No address, no query and no header of a reader is in a span.
// Thread-safety: any thread. Ownership: what Telemetry refers to must outlive it.
#pragma once

#include <array>

#include "api/route_table.hpp"
#include "http/observer.hpp"
#include "telemetry/dependency_watch.hpp"

namespace housing::api {

class RequestWatch final : public http::RequestObserver {
 public:
  explicit RequestWatch(const telemetry::Telemetry& telemetry);

  // A trace that nobody decided on is recorded for the API's paths alone: health checks would be most of them.
  base::TraceContext begin(const http::BeganRequest& request) override;
  void end(const http::FinishedRequest& request) override;

 private:
  void record(const http::FinishedRequest& request);

  const RouteTable routes_;
  telemetry::Tracer& tracer_;
  std::array<telemetry::Distribution*, kRouteGroupNames.size()> durations_{};
};

}  // namespace housing::api
