// JSON of what homes cost a household: of single places, of a whole level as columns, and beside renting.
#pragma once

#include <string>

#include "analyses/affordability.hpp"
#include "analyses/rent_or_buy.hpp"

namespace housing::api {

std::string affordability_json(const app::World& world, const analyses::RegionsAffordability& answer);
std::string affordability_json(analyses::Columns& columns, const analyses::LevelAffordability& answer);
std::string rent_or_buy_json(const app::World& world, const analyses::RentOrBuyAnswer& answer);

}  // namespace housing::api
