// What is computed and how, proved as it is asked.
#include "api/data_route.hpp"
#include "api/json_methods.hpp"

namespace housing::api {
namespace {

http::Response methods(const DataCall& call) { return ok(methods_json(call.world)); }

}  // namespace

std::span<const DataRoute> methods_routes() {
  static const std::vector<DataRoute> routes = {
      {.path = "methods", .answer = methods, .parameters = {}, .heavy = true},
  };
  return routes;
}

}  // namespace housing::api
