// Layout: where the parts of a line chart stand. Everything is measured in units of a picture about 800 wide; the
// document scales them to its pixels, so that a chart of 1200 x 630 has larger text than one of 480 x 320.
// Thread-safety: values and pure functions.
#pragma once

#include <string>
#include <vector>

#include "charts/plot_data.hpp"
#include "charts/ticks.hpp"

namespace housing::charts {

inline constexpr double kMargin = 22;
inline constexpr double kTitleSize = 21;
inline constexpr double kTitleLine = 26;
inline constexpr double kSubtitleSize = 13;
inline constexpr double kSubtitleLine = 18;
inline constexpr double kLabelSize = 12;   // of axes
inline constexpr double kNameSize = 12.5;  // beside lines and in the legend
inline constexpr double kNameLine = 16;
inline constexpr double kFooterSize = 10.5;
inline constexpr double kFooterLine = 14.5;
inline constexpr double kTimeLabel = 46;  // a year or a month with the room around it

struct ValueAxis {
  model::Unit unit = model::Unit::kUsd;
  ValueTicks ticks;
  std::vector<std::string> labels;
  std::string words;  // over the axis: "days"; or ""
};

struct LegendEntry {
  std::size_t line = 0;  // of PlotData::lines
  double x = 0;
  double y = 0;  // the text's base line
  std::string text;
};

struct EndLabel {  // right of the plot, beside the end of its line
  std::size_t line = 0;
  std::vector<std::string> name;  // lines of text
  std::string value;
  std::string note;  // the period, where there is one line only
  double middle = 0;
  double height = 0;
};

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

struct Layout {
  double scale = 1;  // pixels a unit
  double width = 0;
  double height = 0;
  Box plot;
  std::vector<std::string> title;
  std::vector<std::string> subtitle;
  std::vector<std::string> footer;
  std::vector<LegendEntry> legend;
  std::vector<EndLabel> ends;
  std::vector<ValueAxis> axes;  // left; right if there are two
  bool small_years = false;     // the time axis has a second row
};

Layout layout_of(const LineChart& chart, const PlotData& data);

}  // namespace housing::charts
