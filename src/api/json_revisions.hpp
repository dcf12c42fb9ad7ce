// JSON of revisions and of a number's passport.
#pragma once

#include <string>

#include "app/passport.hpp"
#include "app/revisions.hpp"

namespace housing::api {

std::string revisions_json(const app::World& world, const app::RevisionsAnswer& answer);
std::string passport_json(const app::World& world, const app::Passport& passport);
// An entry of the imports by its id, with what is known of where it came from.
std::string import_json(const app::World& world, const series::ShardEntry& entry);

}  // namespace housing::api
