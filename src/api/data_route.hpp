// DataRoute: one address whose answer depends on nothing but the world and the target. Each file x_routes.cpp of this
// folder that answers such addresses gives a list of them; data_routes.cpp puts the lists together.
// Thread-safety: the answering functions are pure; they may run on any thread.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyses/columns.hpp"
#include "app/question_error.hpp"
#include "app/world.hpp"
#include "http/query.hpp"
#include "http/response.hpp"

namespace housing::api {

inline constexpr std::string_view kJsonType = "application/json";
inline constexpr std::string_view kCsvType = "text/csv; charset=utf-8";
inline constexpr std::string_view kAsOf = "as_of";  // every route knows it; `world` is that day's already

struct DataCall {
  const app::World& world;
  analyses::Columns& columns;  // of that world
  app::WorldHolder& worlds;    // worlds.store() for what looks into single releases
  std::string_view path;       // as sent, for problem documents
  std::string_view rest;       // decoded, behind the route's own part ("metro-41860" of /api/v1/regions/metro-41860)
  const http::Query& query;
  std::string_view body = {};  // of a POST

  std::string text(std::string_view name) const { return std::string(query.get(name).value_or("")); }
  // "a,b" and repeated parameters alike.
  std::vector<std::string> list_of(std::string_view name) const;
};

struct DataRoute {
  std::string_view path;  // behind /api/v1/; ending in '/' when an id follows
  http::Response (*answer)(const DataCall&);
  std::vector<std::string_view> parameters;  // all it knows beside as_of
  bool heavy = false;       // takes more than a millisecond or two: not for a thread that serves others
  bool takes_body = false;  // answers POST too
};

// A 200 to be revalidated with every use.
http::Response ok(std::string body, std::string_view content_type = kJsonType);
http::Response problem(std::string_view path, const app::QuestionError& error);

// The lists.
std::span<const DataRoute> catalogue_routes();      // metrics, sources, imports, regions
std::span<const DataRoute> series_routes();         // series, revisions, provenance
std::span<const DataRoute> chart_routes();          // chart.svg, chart.png
std::span<const DataRoute> level_routes();          // rankings, map, maps, screener
std::span<const DataRoute> likeness_routes();       // compare, similar, temperature, screener/history
std::span<const DataRoute> affordability_routes();  // affordability, rent-or-buy
std::span<const DataRoute> forecast_routes();       // forecast, backtest
std::span<const DataRoute> methods_routes();        // methods
std::span<const DataRoute> detection_routes();      // anomalies, turning-points, disagreement

}  // namespace housing::api
