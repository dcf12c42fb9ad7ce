// JSON and tables of rankings, maps, screens and their kin: regions once, then one array a measure, so that an answer
// over a whole level stays small.
#pragma once

#include <string>

#include "analyses/columns.hpp"
#include "analyses/level.hpp"
#include "analyses/map_level.hpp"
#include "analyses/ranking.hpp"
#include "analyses/screen.hpp"
#include "base/json_writer.hpp"

namespace housing::api {

std::string ranking_json(analyses::Columns& columns, const analyses::Ranking& ranking);
std::string map_json(analyses::Columns& columns, const analyses::MapAnswer& answer);
std::string screen_json(analyses::Columns& columns, const analyses::Screen& screen);

// Many periods: "HTM1", the length of a JSON text as 32 bits (least byte first), that text padded with blanks to a
// multiple of four, then the codes, 16 bits each, least byte first, period after period.
std::string maps_binary(analyses::Columns& columns, const analyses::MapsAnswer& answer);

// What every such answer says of a measure: id, name, unit, decimals, period, source, prov of its newest release.
void write_measure(base::JsonWriter& json, analyses::Columns& columns, const analyses::Column& column);
// type, within, period asked for, places, as_of, synthetic: the members shared by all of them.
void write_level(base::JsonWriter& json, const app::World& world, const analyses::Level& level);
// A cell, or null.
void write_cell(base::JsonWriter& json, std::int64_t cell, int decimals);

}  // namespace housing::api
