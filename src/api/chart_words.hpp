// The words around a chart of series: what is measured, by whom it was published and when, under which terms.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <vector>

#include "app/series_query.hpp"
#include "app/world.hpp"

namespace housing::api {

struct ChartNames {
  std::string title;
  std::vector<std::string> lines;  // one a series
};
// "Home value, San Francisco, CA", or the metric over several places, or the place over several metrics.
ChartNames chart_names(const app::World& world, const app::SeriesAnswer& answer);

// "Change from a year before, percent, monthly, seasonally adjusted".
std::string chart_subtitle(const app::SeriesAnswer& answer);

// A text for each source, its release and terms; then the day of the question, and what the answer notes.
std::vector<std::string> chart_footer(const app::World& world, const app::SeriesAnswer& answer);

}  // namespace housing::api
