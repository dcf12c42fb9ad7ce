// /metrics: the server's and the data's state as Prometheus text (exposition format 0.0.4).
#pragma once

#include <string>
#include <string_view>

#include "app/world.hpp"
#include "http/stats.hpp"
#include "telemetry/metrics.hpp"

namespace housing::api {

// `world` may be nullptr while the first one loads; `metrics`: what else this process counts, if anything.
std::string prometheus_text(const http::Stats& stats, const app::World* world, std::string_view program_version,
                            const telemetry::Metrics* metrics = nullptr);

}  // namespace housing::api
