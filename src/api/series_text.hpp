// A series answer as JSON (docs/data-model.md has its form) and as CSV. Used by the route and by the command line.
#pragma once

#include <string>

#include "app/series_query.hpp"

namespace housing::api {

std::string series_json(const app::World& world, const app::SeriesAnswer& answer);

// One line a value: region,region_name,metric,period,value,unit,transform, then its origin: source,release,retrieved,
// sha256,licence,formula. RFC 4180, LF.
std::string series_csv(const app::World& world, const app::SeriesAnswer& answer);

// How a value of the series comes from the published one: "100*(x_t/x_{t-12}-1)".
std::string formula_of(const app::Series& series);

// "Synthetic demonstration data: …", the note of every answer over demo data.
extern const std::string_view kSyntheticNote;

}  // namespace housing::api
