#include "api/data_routes.hpp"

#include <algorithm>
#include <array>

#include "api/data_route.hpp"
#include "base/text.hpp"
#include "http/problem.hpp"

namespace housing::api {
namespace {

// The parts between commas; "cagr(home_value,10)" is one.
std::vector<std::string_view> outside_parentheses(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (text[i] != ',' || depth > 0) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

constexpr std::string_view kPrefix = "/api/v1/";
constexpr std::string_view kCacheControl = "public, max-age=0, must-revalidate";

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

const DataRoute* find_in(std::span<const DataRoute> routes, std::string_view path, std::string_view& rest) {
  for (const DataRoute& route : routes) {
    if (path == route.path) return &route;
    if (route.path.ends_with('/') && path.starts_with(route.path) && path.size() > route.path.size()) {
      rest = path.substr(route.path.size());
      return &route;
    }
  }
  return nullptr;
}

// `path` is decoded and begins behind kPrefix.
const DataRoute* find_route(std::string_view path, std::string_view& rest) {
  for (const auto& routes : {catalogue_routes(), series_routes(), chart_routes(), level_routes(), likeness_routes(),
                             affordability_routes(), forecast_routes(), methods_routes(), detection_routes()})
    if (const DataRoute* route = find_in(routes, path, rest)) return route;
  return nullptr;
}

const DataRoute* route_of(std::string_view path) {
  if (!path.starts_with(kPrefix)) return nullptr;
  std::string_view rest;
  const auto decoded = http::percent_decode(path.substr(kPrefix.size()));
  return decoded ? find_route(*decoded, rest) : nullptr;
}

std::optional<app::QuestionError> unknown_parameter(const DataRoute& route, const http::Query& query) {
  std::vector<std::string> known(route.parameters.begin(), route.parameters.end());
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

http::Response ok(std::string body, std::string_view content_type) {
  http::Response response;
  response.content_type = content_type;
  response.cache_control = kCacheControl;
  response.body = http::Body(std::move(body));
  return response;
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

std::vector<std::string> DataCall::list_of(std::string_view name) const {
  std::vector<std::string> items;
  for (const std::string_view value : query.all(name))
    for (const std::string_view item : outside_parentheses(value))
      if (!item.empty()) items.emplace_back(item);
  return items;
}

bool is_heavy(std::string_view path, std::string_view query) {
  if (const DataRoute* route = route_of(path); route != nullptr && route->heavy) return true;
  // Escapes hide nothing: "transform=%73a" takes as long.
  const auto decoded = query.contains('%') ? http::percent_decode(query) : std::string(query);
  if (!decoded) return false;  // refused at once
  const auto asks = [&](std::string_view what) {
    for (std::size_t at = decoded->find(what); at != std::string::npos; at = decoded->find(what, at + 1))
      if (at == 0 || (*decoded)[at - 1] == '&') return true;
    return false;
  };
  // Whole series taken apart, and ranks over every place of a type and every period.
  for (const std::string_view slow : {"transform=sa", "transform=trend", "transform=rank", "transform=percentile"})
    if (asks(slow)) return true;
  return asks("as_of=") || asks("format=xlsx");
}

bool takes_body(std::string_view path) {
  const DataRoute* route = route_of(path);
  return route != nullptr && route->takes_body;
}

bool is_data_path(std::string_view path) { return path.starts_with(kPrefix); }

http::Response answer_data_route(std::shared_ptr<const app::World> present, app::WorldHolder& worlds,
                                 analyses::ColumnHolder& columns, const DataRequest& request) {
  const std::string_view path = request.path;
  const auto decoded = http::percent_decode(path.substr(kPrefix.size()));
  std::string_view rest;
  const DataRoute* route = decoded ? find_route(*decoded, rest) : nullptr;
  if (route == nullptr)
    return http::to_response({.status = 404,
                              .type = "not-found",
                              .title = {},
                              .detail = "There is nothing at this address. /docs lists what there is.",
                              .instance = path,
                              .parameter = {},
                              .suggestions = {}});
  const auto query = http::Query::parse(request.query);
  if (!query) return problem(path, app::reject("bad-query", "", query.error().message).error());
  if (const auto error = unknown_parameter(*route, *query)) return problem(path, *error);
  const auto world = world_for(std::move(present), worlds, *query);
  if (!world) return problem(path, world.error());
  const auto columns_of_world = columns.of(*world);
  http::Response response = route->answer({.world = **world,
                                           .columns = *columns_of_world,
                                           .worlds = worlds,
                                           .path = path,
                                           .rest = rest,
                                           .query = *query,
                                           .body = request.body});
  if (const auto failure = (*world)->failure()) return problem(path, past_not_at_hand(*failure));
  return response;
}

}  // namespace housing::api
