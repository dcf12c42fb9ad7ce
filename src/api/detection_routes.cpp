// What is found in single places' series: anomalies, turning points, how far price indices disagree.
#include "api/data_route.hpp"
#include "api/json_detection.hpp"

namespace housing::api {
namespace {

http::Response anomalies(const DataCall& call) {
  const auto answer = analyses::answer_anomalies(
      call.world, call.worlds.store(),
      {.region = call.text("region"), .metric = call.text("metric"), .from = call.text("from"), .to = call.text("to")});
  return answer ? ok(anomalies_json(call.world, *answer)) : problem(call.path, answer.error());
}

http::Response turning_points(const DataCall& call) {
  const auto answer = analyses::answer_turning_points(
      call.world,
      {.region = call.text("region"), .metric = call.text("metric"), .from = call.text("from"), .to = call.text("to")});
  return answer ? ok(turning_points_json(call.world, *answer)) : problem(call.path, answer.error());
}

http::Response disagreement(const DataCall& call) {
  const auto answer =
      analyses::answer_disagreement(call.world, {.region = call.text("region"), .base = call.text("base")});
  return answer ? ok(disagreement_json(call.world, *answer)) : problem(call.path, answer.error());
}

}  // namespace

std::span<const DataRoute> detection_routes() {
  static const std::vector<DataRoute> routes = {
      {.path = "anomalies",
       .answer = anomalies,
       .parameters = {"region", "metric", "from", "to"},
       .heavy = true},  // it opens every release
      {.path = "turning-points", .answer = turning_points, .parameters = {"region", "metric", "from", "to"}},
      {.path = "disagreement", .answer = disagreement, .parameters = {"region", "base"}},
  };
  return routes;
}

}  // namespace housing::api
