// Data routes: the answers that depend on nothing but the world and the target.
#pragma once

#include <string_view>

#include "app/world.hpp"
#include "http/response.hpp"

namespace housing::api {

// Whether `path` belongs here ("/api/v1/…"), known or not.
bool is_data_path(std::string_view path);

// The answer to GET `path`?`query`: 200, or a problem document.
http::Response answer_data_route(const app::World& world, std::string_view path, std::string_view query);

}  // namespace housing::api
