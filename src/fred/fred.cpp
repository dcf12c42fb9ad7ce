#include "fred/fred.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "fred/parameters.hpp"
#include "fred/question.hpp"
#include "http/query.hpp"

namespace housing::fred {
namespace {

constexpr std::string_view kPrefix = "/fred/";
constexpr std::string_view kCacheControl = "public, max-age=0, must-revalidate";
constexpr std::string_view kKeyName = "api_key=";
constexpr std::string_view kOurKeys = "ht_";

struct Route {
  std::string_view path;  // behind kPrefix
  Answer (*answer)(const Question&);
  bool lists = false;  // over all series: of another day, from that day's world
};

constexpr std::array<Route, 9> kRoutes = {{{"series", answer_series},
                                           {"series/observations", answer_observations},
                                           {"series/vintagedates", answer_vintage_dates},
                                           {"series/release", answer_series_release},
                                           {"series/categories", answer_series_categories},
                                           {"series/search", answer_search, true},
                                           {"releases", answer_releases, true},
                                           {"release", answer_release, true},
                                           {"release/series", answer_release_series, true}}};

const Route* route_of(std::string_view path) {
  const auto found = std::ranges::find(kRoutes, path.substr(kPrefix.size()), &Route::path);
  return found == kRoutes.end() ? nullptr : &*found;
}

// The world a list is made from: that of the real-time period's last day, where it is over.
Answered<std::shared_ptr<const app::World>> world_for(const Context& context, const http::Query& query) {
  HT_TRY(const model::Date end, day(query, "realtime_end", context.today));
  if (end >= context.today) return context.present;
  auto world = context.worlds.at(end);
  if (!world) return internal(world.error());
  return std::move(*world);
}

Answer answer_route(const Context& context, const Route& route, const http::Query& query, FileType type) {
  std::shared_ptr<const app::World> world = context.present;
  if (route.lists) {
    HT_TRY(world, world_for(context, query));
  }
  auto body = route.answer({.world = *world,
                            .store = context.worlds.store(),
                            .query = query,
                            .file_type = type,
                            .today = context.today,
                            .exportable = context.exportable});
  if (const auto failure = world->failure()) return internal(*failure);
  return body;
}

Answer not_answered() {
  std::string paths;
  for (const Route& route : kRoutes) paths.append(" fred ").append(route.path).append(".");
  return not_found("This address is not answered here. These are with a slash for each blank." + paths);
}

}  // namespace

bool is_fred_path(std::string_view path) { return path.starts_with(kPrefix); }

bool is_heavy(std::string_view path, std::string_view query) {
  if (!is_fred_path(path)) return false;
  const Route* route = route_of(path);
  if (route == nullptr) return false;
  return route->lists || route->path == "series/vintagedates" || query.find("realtime_") != std::string_view::npos ||
         query.find("vintage_dates") != std::string_view::npos || query.contains('%');  // escapes hide names
}

std::string cache_target(std::string_view target, model::Date today) {
  std::string kept = today.to_string();
  const std::size_t mark = target.find('?');
  kept.append(target.substr(0, mark));
  if (mark == std::string_view::npos) return kept;
  for (const std::string_view part : base::split(target.substr(mark + 1), '&'))
    if (!part.starts_with(kKeyName)) kept.append("&").append(part);
  return kept;
}

std::string_view api_key_of(std::string_view query) {
  for (const std::string_view part : base::split(query, '&'))
    if (part.starts_with(kKeyName) && part.substr(kKeyName.size()).starts_with(kOurKeys))
      return part.substr(kKeyName.size());
  return {};
}

http::Response answer(const Context& context, std::string_view path, std::string_view query) {
  const auto parsed = http::Query::parse(query);
  if (!parsed) return error_response(FileType::kXml, 400, bad_request(parsed.error().message).error().message);
  const auto type = file_type_of(*parsed);
  if (!type)
    return error_response(FileType::kXml, 400,
                          bad_request("Variable file_type is answered with xml or json.").error().message);
  const Route* route = route_of(path);
  const Answer body = route == nullptr ? not_answered() : answer_route(context, *route, *parsed, *type);
  if (!body) return error_response(*type, body.error().status, body.error().message);
  http::Response response;
  response.content_type = content_type_of(*type);
  response.cache_control = kCacheControl;
  response.body = http::Body(*body);
  return response;
}

http::Response refuse(std::string_view query, int status, std::string_view message) {
  const auto parsed = http::Query::parse(query);
  return error_response(parsed ? file_type_of(*parsed).value_or(FileType::kXml) : FileType::kXml, status, message);
}

}  // namespace housing::fred
