// Answers about places: search results and profiles.
#pragma once

#include <string>
#include <vector>

#include "app/region_profile.hpp"
#include "app/region_search.hpp"

namespace housing::api {

std::string regions_json(const app::World& world, const app::RegionPage& page);
std::string region_profile_json(const app::World& world, const app::RegionProfile& profile);

}  // namespace housing::api
