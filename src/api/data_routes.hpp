// Data routes: the answers that depend on nothing but the world and the target. `as_of` in any of them asks for the
// world of that day.
#pragma once

#include <string_view>

#include "app/world.hpp"
#include "http/response.hpp"

namespace housing::api {

// Whether `path` belongs here ("/api/v1/…"), known or not.
bool is_data_path(std::string_view path);

// Whether the answer looks into single releases (another day's world, revisions, a number's passport), which takes a
// while and is not for a thread that serves others.
bool reads_releases(std::string_view path, std::string_view query);

// The answer to GET `path`?`query`: 200, or a problem document.
// `present` is the world of today.
http::Response answer_data_route(std::shared_ptr<const app::World> present, app::WorldHolder& worlds,
                                 std::string_view path, std::string_view query);

}  // namespace housing::api
