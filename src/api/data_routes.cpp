#include "api/data_routes.hpp"

#include <algorithm>
#include <array>

#include "api/json_catalogue.hpp"
#include "api/json_regions.hpp"
#include "api/json_revisions.hpp"
#include "api/series_text.hpp"
#include "app/region_profile.hpp"
#include "app/region_search.hpp"
#include "app/series_query.hpp"
#include "base/text.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace housing::api {
namespace {

constexpr std::string_view kPrefix = "/api/v1/";
constexpr std::string_view kJson = "application/json";
constexpr std::string_view kCsv = "text/csv; charset=utf-8";
constexpr std::string_view kCacheControl = "public, max-age=0, must-revalidate";

constexpr std::string_view kAsOf = "as_of";

struct Call {
  const app::World& world;
  ports::ObjectStore& store;
  std::string_view path;  // as sent, for problem documents
  std::string_view rest;  // decoded, behind the route's own part ("metro-41860" of /api/v1/regions/metro-41860)
  const http::Query& query;

  std::string text(std::string_view name) const { return std::string(query.get(name).value_or("")); }
};

http::Response ok(std::string body, std::string_view content_type = kJson) {
  http::Response response;
  response.content_type = content_type;
  response.cache_control = kCacheControl;
  response.body = http::Body(std::move(body));
  return response;
}

int status_of(base::ErrorCode code) {
  switch (code) {
    case base::ErrorCode::kNotFound: return 404;
    case base::ErrorCode::kUnavailable: return 503;
    case base::ErrorCode::kConflict: return 409;
    case base::ErrorCode::kInvalidInput:
    case base::ErrorCode::kLimitExceeded: return 422;
    case base::ErrorCode::kCorrupt:
    case base::ErrorCode::kIo: return 500;
  }
  return 500;
}

http::Response problem(std::string_view path, const app::QuestionError& error) {
  return http::to_response({.status = status_of(error.code),
                            .type = error.kind,
                            .title = {},
                            .detail = error.detail,
                            .instance = path,
                            .parameter = error.parameter,
                            .suggestions = error.suggestions});
}

// "a,b" and repeated parameters alike.
std::vector<std::string> list_of(const http::Query& query, std::string_view name) {
  std::vector<std::string> items;
  for (const std::string_view value : query.all(name))
    for (const std::string_view item : base::split(value, ','))
      if (!item.empty()) items.emplace_back(item);
  return items;
}

http::Response metrics(const Call& call) { return ok(metrics_json(call.world)); }
http::Response sources(const Call& call) { return ok(sources_json(call.world)); }
http::Response imports(const Call& call) { return ok(imports_json(call.world)); }

http::Response regions(const Call& call) {
  const auto page = app::answer_regions(call.world, {.text = call.text("q"),
                                                     .types = call.text("type"),
                                                     .within = call.text("within"),
                                                     .limit = call.text("limit"),
                                                     .cursor = call.text("cursor")});
  return page ? ok(regions_json(call.world, *page)) : problem(call.path, page.error());
}

http::Response region(const Call& call) {
  const auto profile = app::answer_region(call.world, call.rest);
  return profile ? ok(region_profile_json(call.world, *profile)) : problem(call.path, profile.error());
}

http::Response series(const Call& call) {
  const std::string format = call.text("format");
  if (!format.empty() && format != "json" && format != "csv")
    return problem(call.path,
                   app::reject("unknown-format", "format", "A series comes as json or csv.", {"json", "csv"}).error());
  app::SeriesQuestion question;
  question.regions = list_of(call.query, "region");
  question.metrics = list_of(call.query, "metric");
  question.from = call.text("from");
  question.to = call.text("to");
  question.last = call.text("last");
  if (const auto transform = call.query.get("transform")) question.transform = *transform;
  const auto answer = app::answer_series(call.world, question);
  if (!answer) return problem(call.path, answer.error());
  if (format != "csv") return ok(series_json(call.world, *answer));
  http::Response response = ok(series_csv(call.world, *answer), kCsv);
  response.headers.push_back({"Content-Disposition", "inline; filename=\"series.csv\""});
  return response;
}

http::Response revisions(const Call& call) {
  const auto answer = app::answer_revisions(
      call.world, call.store,
      {.metric = call.text("metric"), .region = call.text("region"), .from = call.text("from"), .to = call.text("to")});
  return answer ? ok(revisions_json(call.world, *answer)) : problem(call.path, answer.error());
}

// An import by its id; with a region, metric and period the number it has there.
http::Response provenance(const Call& call) {
  const series::ShardEntry* entry = call.world.manifest().find(call.rest);
  if (entry == nullptr)
    return problem(call.path, {.code = base::ErrorCode::kNotFound,
                               .kind = "unknown-import",
                               .detail = "There is no import '" + std::string(call.rest.substr(0, 80)) +
                                         "'. /api/v1/imports lists them; `prov.id` of each number is one.",
                               .parameter = "id",
                               .suggestions = {}});
  const app::PassportQuestion question{
      .region = call.text("region"), .metric = call.text("metric"), .period = call.text("period"), .shard = entry->id};
  if (question.region.empty() && question.metric.empty() && question.period.empty())
    return ok(import_json(call.world, *entry));
  const auto passport = app::answer_passport(call.world, call.store, question);
  return passport ? ok(passport_json(call.world, *passport)) : problem(call.path, passport.error());
}

struct Route {
  std::string_view path;  // behind kPrefix; ending in '/' when an id follows
  http::Response (*answer)(const Call&);
  std::array<std::string_view, 8> parameters;  // all it knows; empty names fill up
};

constexpr std::array<Route, 8> kRoutes = {{
    {"metrics", metrics, {}},
    {"sources", sources, {}},
    {"imports", imports, {}},
    {"regions", regions, {"q", "type", "within", "limit", "cursor"}},
    {"regions/", region, {}},
    {"revisions", revisions, {"metric", "region", "from", "to"}},
    {"provenance/", provenance, {"region", "metric", "period"}},
    {"series", series, {"region", "metric", "from", "to", "last", "transform", "format"}},
}};

const Route* find_route(std::string_view path, std::string_view& rest) {
  for (const Route& route : kRoutes) {
    if (path == route.path) return &route;
    if (route.path.ends_with('/') && path.starts_with(route.path) && path.size() > route.path.size()) {
      rest = path.substr(route.path.size());
      return &route;
    }
  }
  return nullptr;
}

std::optional<app::QuestionError> unknown_parameter(const Route& route, const http::Query& query) {
  std::vector<std::string> known;
  for (const std::string_view name : route.parameters)
    if (!name.empty()) known.emplace_back(name);
  known.emplace_back(kAsOf);
  for (const http::QueryParameter& parameter : query.parameters())
    if (std::ranges::find(known, parameter.name) == known.end())
      return app::reject("unknown-parameter", parameter.name, "This address has no parameter '" + parameter.name + "'.",
                         std::move(known))
          .error();
  return std::nullopt;
}

app::QuestionError past_not_at_hand(const base::Error& error) {
  return {.code = error.code,
          .kind = "past-not-at-hand",
          .detail = "What was known that day cannot be put together: " + error.message,
          .parameter = std::string(kAsOf),
          .suggestions = {}};
}

// The world the question is about.
app::Answered<std::shared_ptr<const app::World>> world_for(std::shared_ptr<const app::World> present,
                                                           app::WorldHolder& worlds, const http::Query& query) {
  const auto text = query.get(kAsOf);
  if (!text) return present;
  const auto range = model::parse_date_range(*text);
  if (!range)
    return app::reject("bad-date", std::string(kAsOf), "'" + std::string(text->substr(0, 40)) + "' is no date.",
                       {"2024-06-30", "2024-06"});
  auto world = worlds.at(range->last);
  if (world) return std::move(*world);
  return std::unexpected(past_not_at_hand(world.error()));
}

}  // namespace

bool reads_releases(std::string_view path, std::string_view query) {
  if (path.starts_with("/api/v1/revisions") || path.starts_with("/api/v1/provenance/")) return true;
  return query.starts_with("as_of=") || query.find("&as_of=") != std::string_view::npos;
}

bool is_data_path(std::string_view path) { return path.starts_with(kPrefix); }

http::Response answer_data_route(std::shared_ptr<const app::World> present, app::WorldHolder& worlds,
                                 std::string_view path, std::string_view raw_query) {
  const auto decoded = http::percent_decode(path.substr(kPrefix.size()));
  std::string_view rest;
  const Route* route = decoded ? find_route(*decoded, rest) : nullptr;
  if (route == nullptr)
    return http::to_response({.status = 404,
                              .type = "not-found",
                              .title = {},
                              .detail = "There is nothing at this address. /docs lists what there is.",
                              .instance = path,
                              .parameter = {},
                              .suggestions = {}});
  const auto query = http::Query::parse(raw_query);
  if (!query) return problem(path, app::reject("bad-query", "", query.error().message).error());
  if (const auto error = unknown_parameter(*route, *query)) return problem(path, *error);
  const auto world = world_for(std::move(present), worlds, *query);
  if (!world) return problem(path, world.error());
  http::Response response =
      route->answer({.world = **world, .store = worlds.store(), .path = path, .rest = rest, .query = *query});
  if (const auto failure = (*world)->failure()) return problem(path, past_not_at_hand(*failure));
  return response;
}

}  // namespace housing::api
