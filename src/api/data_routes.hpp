// Data routes: the answers that depend on nothing but the world and the target. `as_of` in any of them asks for the
// world of that day.
#pragma once

#include <string_view>

#include "analyses/columns.hpp"
#include "app/world.hpp"
#include "http/response.hpp"

namespace housing::api {

// Whether `path` belongs here ("/api/v1/…"), known or not.
bool is_data_path(std::string_view path);

// Whether the answer takes a while (another day's world, a number's passport, a forecast), which is not for a thread
// that serves others.
bool is_heavy(std::string_view path, std::string_view query);

// Whether the question may come as the body of a POST.
bool takes_body(std::string_view path);

struct DataRequest {
  std::string_view path;
  std::string_view query;
  std::string_view body = {};
};

// The answer: 200, or a problem document. `present` is the world of today.
http::Response answer_data_route(std::shared_ptr<const app::World> present, app::WorldHolder& worlds,
                                 analyses::ColumnHolder& columns, const DataRequest& request);

}  // namespace housing::api
