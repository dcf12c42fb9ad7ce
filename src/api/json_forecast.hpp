// A forecast, and the summary of a back-test, as JSON (contract/schemas/forecast.yaml). Used by the routes and by the
// command line.
#pragma once

#include <string>

#include "analyses/backtest.hpp"
#include "analyses/forecast_query.hpp"

namespace housing::api {

std::string forecast_json(const app::World& world, const analyses::Forecast& forecast);
std::string backtest_json(const app::World& world, const analyses::Backtest& backtest);

}  // namespace housing::api
