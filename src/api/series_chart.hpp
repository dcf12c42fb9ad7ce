// A series answer as a line chart: what is drawn, and the words around it (title, units, sources). Used by the routes
// of charts and by `housing export`. Errors: QuestionError naming the parameter. Thread-safety: pure functions.
#pragma once

#include <string>

#include "app/question_error.hpp"
#include "app/series_query.hpp"
#include "app/world.hpp"
#include "charts/line_chart.hpp"

namespace housing::api {

inline constexpr std::size_t kMaxChartTitle = 200;  // bytes

// As asked, still text; empty: the default.
struct ChartQuestion {
  std::string width;  // pixels
  std::string height;
  std::string theme;       // light, dark
  std::string scale;       // linear, log
  std::string recessions;  // 0, 1 (as trough), midpoint, trough, peak
  std::string title;
};

// `address`: of the numbers, for the chart's description.
app::Answered<charts::LineChart> series_chart(const app::World& world, const app::SeriesAnswer& answer,
                                              const ChartQuestion& question, std::string_view address);

// The chart as an SVG document.
app::Answered<std::string> chart_svg(const charts::LineChart& chart);

}  // namespace housing::api
