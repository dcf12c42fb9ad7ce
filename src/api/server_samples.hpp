// What the server and the data say of themselves, in the names of contract/telemetry.json: Requests, RequestsInFlight,
// DataAge. For whoever writes metrics from time to time; /metrics has the same in Prometheus' words.
#pragma once

#include <vector>

#include "app/world.hpp"
#include "base/clock.hpp"
#include "http/stats.hpp"
#include "telemetry/metrics.hpp"

namespace housing::api {

// `world` may be nullptr while the first one loads.
std::vector<telemetry::Sample> server_samples(const http::Stats& stats, const app::World* world, base::WallTime now);

}  // namespace housing::api
