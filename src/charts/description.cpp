#include "charts/description.hpp"

#include <algorithm>

#include "charts/number_label.hpp"

namespace housing::charts {
namespace {

struct Peak {
  double value;
  std::int32_t ordinal;
};

// The value's words and the period it is of.
std::string told(const ChartSeries& series, const Peak& peak) {
  return value_label(series.unit, peak.value, series.decimals) + " in " + period_words(series.frequency, peak.ordinal);
}

std::string line_words(const PlotLine& line) {
  const ChartSeries& series = *line.series;
  std::optional<Peak> low;
  std::optional<Peak> high;
  Peak last{0, 0};
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    const double value = series.values[i];
    if (value != value) continue;
    last = {value, series.ordinals[i]};
    if (!low || value < low->value) low = last;
    if (!high || value > high->value) high = last;
  }
  std::string words = series.name + ": " + told(series, last);
  if (line.points > 1) words += "; lowest " + told(series, *low) + ", highest " + told(series, *high);
  if (line.pieces.size() > 1)
    words += "; the line is broken " + std::to_string(line.pieces.size() - 1) +
             (line.pieces.size() > 2 ? " times" : " time") + " where there are no values";
  return words + ".";
}

}  // namespace

std::string description_of(const LineChart& chart, const PlotData& data) {
  const std::size_t lines = data.lines.size();
  std::string words = "Line chart of " + std::to_string(lines) + " series from " + data.first.to_string().substr(0, 7) +
                      " to " + data.last.to_string().substr(0, 7) + ".";
  if (!chart.subtitle.empty()) words += " " + chart.subtitle + (chart.subtitle.ends_with('.') ? "" : ".");
  for (const PlotLine& line : data.lines) words += " " + line_words(line);
  for (const std::string& note : chart.footer) words += " " + note;
  if (!chart.address.empty()) words += " The numbers: " + chart.address;
  return words;
}

}  // namespace housing::charts
