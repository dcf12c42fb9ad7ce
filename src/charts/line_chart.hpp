// LineChart: one to five series over time as an SVG document: lines with gaps left open, axes, labels beside the lines
// or a legend, recessions as bands, and a footer that says where the numbers come from.
//
// The document stands alone: no script, no style sheet, no outside reference; text is text. <title> and <desc> tell it
// to those who do not see it. The same chart gives the same bytes.
// Units: series of one unit share the left axis, those of a second unit have the right one; a third is refused.
// Gaps: NaN, and periods that are not listed; a line is broken there, and a value alone becomes a dot.
// Limits: below; sizes are pixels. Errors: ChartError. Thread-safety: a pure function.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "charts/scale.hpp"
#include "charts/theme.hpp"
#include "model/catalogue.hpp"
#include "model/date.hpp"
#include "model/period.hpp"

namespace housing::charts {

inline constexpr int kMinChartWidth = 320;
inline constexpr int kMaxChartWidth = 2400;
inline constexpr int kMinChartHeight = 240;
inline constexpr int kMaxChartHeight = 1600;
inline constexpr std::size_t kMaxChartPoints = 20'000;  // of all series
inline constexpr std::size_t kMaxChartText = 300;       // bytes of a title; longer ones are cut

struct ChartSeries {
  std::string name;
  model::Unit unit = model::Unit::kUsd;
  int decimals = 0;
  model::Frequency frequency = model::Frequency::kMonth;
  std::vector<std::int32_t> ordinals;  // ascending
  std::vector<double> values;
};

struct ChartBand {
  model::Date first;
  model::Date last;
};

struct LineChart {
  int width = 960;
  int height = 540;
  ThemeName theme = ThemeName::kLight;
  ScaleKind scale = ScaleKind::kLinear;
  std::string title;
  std::string subtitle;
  std::vector<ChartSeries> series;
  std::vector<ChartBand> bands;
  std::string bands_note;           // for the footer, where a band is in the picture
  std::vector<std::string> footer;  // each begins a line
  std::string stamp;                // across the picture: "Synthetic data"; empty: none
  std::string address;              // where the numbers are, for <desc>
};

enum class ChartFault { kSize, kNoValues, kTooManySeries, kTooManyPoints, kTooManyUnits, kLogarithmOfNothing };

struct ChartError {
  ChartFault fault;
  std::string message;
};

std::expected<std::string, ChartError> line_chart_svg(const LineChart& chart);

}  // namespace housing::charts
