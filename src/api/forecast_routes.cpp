// Forecasts of one series, and how forecasts did over many.
#include "api/data_route.hpp"
#include "api/json_forecast.hpp"

namespace housing::api {
namespace {

http::Response forecast(const DataCall& call) {
  const auto answer = analyses::answer_forecast(call.world, {.region = call.text("region"),
                                                             .metric = call.text("metric"),
                                                             .horizon = call.text("horizon"),
                                                             .method = call.text("method"),
                                                             .levels = call.text("levels")});
  return answer ? ok(forecast_json(call.world, *answer)) : problem(call.path, answer.error());
}

// A sample, so that it is there within a second or two; releases of the past are the command's to look into.
http::Response backtest(const DataCall& call) {
  const auto plan = analyses::plan_backtest(call.world, {.regions = {},
                                                         .type = call.text("type"),
                                                         .metric = call.text("metric"),
                                                         .horizon = call.text("horizon"),
                                                         .methods = call.text("methods"),
                                                         .sampled = true});
  if (!plan) return problem(call.path, plan.error());
  const auto result = analyses::run_backtest(call.world, nullptr, *plan);
  if (!result)
    return problem(call.path, {.code = result.error().code,
                               .kind = "past-not-at-hand",
                               .detail = result.error().message,
                               .parameter = "metric",
                               .suggestions = {}});
  return ok(backtest_json(call.world, *result));
}

}  // namespace

std::span<const DataRoute> forecast_routes() {
  static const std::vector<DataRoute> routes = {
      {.path = "forecast",
       .answer = forecast,
       .parameters = {"region", "metric", "horizon", "method", "levels"},
       .heavy = true},
      {.path = "backtest", .answer = backtest, .parameters = {"metric", "type", "horizon", "methods"}, .heavy = true},
  };
  return routes;
}

}  // namespace housing::api
