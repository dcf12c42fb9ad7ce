// What there is: metrics, sources, imports, regions.
#include "api/data_route.hpp"
#include "api/json_catalogue.hpp"
#include "api/json_regions.hpp"
#include "app/region_profile.hpp"
#include "app/region_search.hpp"

namespace housing::api {
namespace {

http::Response metrics(const DataCall& call) { return ok(metrics_json(call.world)); }
http::Response sources(const DataCall& call) { return ok(sources_json(call.world)); }
http::Response imports(const DataCall& call) { return ok(imports_json(call.world)); }

http::Response regions(const DataCall& call) {
  const auto page = app::answer_regions(call.world, {.text = call.text("q"),
                                                     .types = call.text("type"),
                                                     .within = call.text("within"),
                                                     .limit = call.text("limit"),
                                                     .cursor = call.text("cursor")});
  return page ? ok(regions_json(call.world, *page)) : problem(call.path, page.error());
}

http::Response region_coverage(const DataCall& call, std::string_view id) {
  const auto coverage = app::answer_region_coverage(call.world, id);
  return coverage ? ok(region_coverage_json(call.world, *coverage)) : problem(call.path, coverage.error());
}

http::Response region(const DataCall& call) {
  constexpr std::string_view kCoverage = "/coverage";
  if (call.rest.ends_with(kCoverage))
    return region_coverage(call, call.rest.substr(0, call.rest.size() - kCoverage.size()));
  const auto profile = app::answer_region(call.world, call.rest);
  return profile ? ok(region_profile_json(call.world, *profile)) : problem(call.path, profile.error());
}

}  // namespace

std::span<const DataRoute> catalogue_routes() {
  static const std::vector<DataRoute> routes = {
      {.path = "metrics", .answer = metrics, .parameters = {}},
      {.path = "sources", .answer = sources, .parameters = {}},
      {.path = "imports", .answer = imports, .parameters = {}},
      {.path = "regions", .answer = regions, .parameters = {"q", "type", "within", "limit", "cursor"}},
      {.path = "regions/", .answer = region, .parameters = {}},
  };
  return routes;
}

}  // namespace housing::api
