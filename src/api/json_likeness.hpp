// JSON of what compares places: side by side, alike, moving together, how hot; and of a screen's history.
#pragma once

#include <string>

#include "analyses/comparison.hpp"
#include "analyses/likeness.hpp"
#include "analyses/screen_history.hpp"
#include "analyses/temperature.hpp"

namespace housing::api {

std::string comparison_json(analyses::Columns& columns, const analyses::Comparison& comparison);
std::string similar_json(analyses::Columns& columns, const analyses::Similar& similar);
std::string correlated_json(analyses::Columns& columns, const analyses::Correlated& correlated);
std::string temperature_json(analyses::Columns& columns, const analyses::Temperature& temperature);
std::string screen_history_json(analyses::Columns& columns, const analyses::ScreenHistory& history);

}  // namespace housing::api
