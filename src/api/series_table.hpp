// A series answer as a table: one row a value, as its CSV has it, each with the release it comes from.
#pragma once

#include "api/table_text.hpp"
#include "app/series_query.hpp"

namespace housing::api {

Table series_table(const app::World& world, const app::SeriesAnswer& answer);

}  // namespace housing::api
