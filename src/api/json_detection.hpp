// JSON of anomalies, turning points and index disagreement: what is found in single places' series.
#pragma once

#include <string>

#include "analyses/anomalies.hpp"
#include "analyses/disagreement.hpp"
#include "analyses/turning.hpp"

namespace housing::api {

std::string anomalies_json(const app::World& world, const analyses::AnomalyAnswer& answer);
std::string turning_points_json(const app::World& world, const analyses::TurningAnswer& answer);
std::string disagreement_json(const app::World& world, const analyses::DisagreementAnswer& answer);

}  // namespace housing::api
