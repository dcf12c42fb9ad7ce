// What of a chart's series is drawn: their points in time, where lines break, the two axes' units; and what is refused.
// Thread-safety: values and pure functions.
#pragma once

#include "charts/line_chart.hpp"

namespace housing::charts {

struct Point {
  model::Date day;
  double value;
};

struct PlotLine {
  const ChartSeries* series = nullptr;
  std::size_t colour = 0;
  bool right = false;                      // on the right axis
  std::vector<std::vector<Point>> pieces;  // unbroken, in order of time
  std::size_t points = 0;
  std::int32_t last_ordinal = 0;

  const Point& last() const { return pieces.back().back(); }
};

struct Extent {
  double low = 0;
  double high = 0;
};

struct PlotData {
  std::vector<PlotLine> lines;  // those that have values
  model::Date first;
  model::Date last;
  std::vector<model::Unit> units;  // one or two: left, right
  std::vector<Extent> extents;     // of each
};

std::expected<PlotData, ChartError> plot_data(const LineChart& chart);

// Where a period stands on the time axis: its first day (a week: the day it is named after; several years: the last).
model::Date position_of(model::Frequency frequency, std::int32_t ordinal);

// "March 2025", "the second quarter of 2025"'s short form "Q2 2025", "2025", "Mar 7, 2025".
std::string period_words(model::Frequency frequency, std::int32_t ordinal);

}  // namespace housing::charts
