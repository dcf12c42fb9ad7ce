// Answers about places: search results, profiles, and what is published for a place.
#pragma once

#include <string>
#include <vector>

#include "app/region_coverage.hpp"
#include "app/region_profile.hpp"
#include "app/region_search.hpp"

namespace housing::api {

std::string regions_json(const app::World& world, const app::RegionPage& page);
std::string region_profile_json(const app::World& world, const app::RegionProfile& profile);

std::string region_coverage_json(const app::World& world, const app::RegionCoverage& coverage);

}  // namespace housing::api
