#include "charts/layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "charts/label_layout.hpp"
#include "charts/number_label.hpp"
#include "charts/text_width.hpp"
#include "charts/time_ticks.hpp"

namespace housing::charts {
namespace {

constexpr double kWidthOfUnit = 800;
constexpr double kHeightOfUnit = 450;
constexpr double kLeastScale = 0.8;
constexpr double kMostScale = 3;
constexpr double kTickEvery = 46;  // between lines of the grid, at least
constexpr double kLabelGap = 8;    // between axis labels and the plot
constexpr double kEndGap = 12;     // between the plot and the labels of lines
constexpr double kNarrow = 560;    // narrower charts have a legend
constexpr double kWidestName = 168;
constexpr double kShareOfNames = 0.24;  // of the width
constexpr double kSwatch = 22;
constexpr double kLegendGap = 18;
constexpr double kLeastPlot = 120;
constexpr double kTimeRow = 22;
constexpr double kYearRow = 14;
constexpr std::size_t kNameLines = 3;

// How many lines the texts may take, the roomiest first.
struct Thrift {
  std::size_t title;
  std::size_t subtitle;
  std::size_t footer;
};
constexpr std::array<Thrift, 5> kThrift = {{{2, 2, 6}, {2, 1, 5}, {1, 1, 4}, {1, 1, 3}, {1, 0, 2}}};

std::string_view cut(const std::string& text) { return std::string_view(text).substr(0, kMaxChartText); }

// Each entry begins a line; the first ones, which name the sources, have the room first.
std::vector<std::string> footer_lines(const LineChart& chart, const PlotData& data, double width, std::size_t most) {
  std::vector<std::string> texts = chart.footer;
  const bool banded = std::ranges::any_of(
      chart.bands, [&](const ChartBand& band) { return band.last >= data.first && band.first <= data.last; });
  if (banded && !chart.bands_note.empty()) texts.push_back(chart.bands_note);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < texts.size() && lines.size() < most; ++i) {
    const std::size_t later = texts.size() - i - 1;  // each a line, if there is room
    const std::size_t room = most - lines.size();
    for (std::string& line :
         wrapped(texts[i], kFooterSize, Weight::kRegular, width, room > later ? room - later : std::size_t{1}))
      lines.push_back(std::move(line));
  }
  return lines;
}

// The right axis has as many steps as the left one, so that one grid serves both.
ValueTicks aligned_ticks(const Extent& extent, std::size_t steps) {
  const int wanted = static_cast<int>(steps);
  ValueTicks plain = value_ticks(ScaleKind::kLinear, extent.low, extent.high, wanted);
  double step = round_step(plain.to - plain.from, wanted);
  double from = std::floor(plain.from / step) * step;
  while (from + static_cast<double>(wanted) * step < extent.high) {
    step = round_step(step * 1.01 * wanted, wanted);
    from = std::floor(plain.from / step) * step;
  }
  ValueTicks ticks{.from = from, .to = from + static_cast<double>(wanted) * step, .at = {}};
  for (int i = 0; i <= wanted; ++i) ticks.at.push_back(from + i * step);
  return ticks;
}

std::vector<ValueAxis> value_axes(const LineChart& chart, const PlotData& data, double height) {
  const int wanted = std::clamp(static_cast<int>(height / kTickEvery), 2, 8);
  std::vector<ValueAxis> axes;
  for (std::size_t i = 0; i < data.units.size(); ++i) {
    const Extent& extent = data.extents[i];
    const bool follows = i == 1 && chart.scale == ScaleKind::kLinear;
    ValueAxis axis{.unit = data.units[i],
                   .ticks = follows ? aligned_ticks(extent, axes[0].ticks.at.size() - 1)
                                    : value_ticks(chart.scale, extent.low, extent.high, wanted),
                   .labels = {},
                   .words = unit_words(data.units[i])};
    const TickLabels labels(axis.unit, axis.ticks.at);
    for (const double tick : axis.ticks.at) axis.labels.push_back(labels.of(tick));
    axes.push_back(std::move(axis));
  }
  return axes;
}

double widest(const std::vector<std::string>& texts, double size, Weight weight = Weight::kRegular) {
  double most = 0;
  for (const std::string& text : texts) most = std::max(most, text_width(text, size, weight));
  return most;
}

std::string end_value(const PlotLine& line) {
  return value_label(line.series->unit, line.last().value, line.series->decimals);
}

std::vector<EndLabel> end_labels(const PlotData& data, bool named, double most) {
  std::vector<EndLabel> labels;
  for (std::size_t i = 0; i < data.lines.size(); ++i) {
    const PlotLine& line = data.lines[i];
    EndLabel label{.line = i, .name = {}, .value = end_value(line), .note = {}};
    if (named) label.name = wrapped(line.series->name, kNameSize, Weight::kBold, most, kNameLines);
    if (data.lines.size() == 1) label.note = period_words(line.series->frequency, line.last_ordinal);
    const std::size_t rows = label.name.size() + 1 + (label.note.empty() ? 0 : 1);
    label.height = static_cast<double>(rows) * kNameLine + (named ? 4 : 0);
    labels.push_back(std::move(label));
  }
  return labels;
}

double width_of(const EndLabel& label) {
  const double value = text_width(label.value, kNameSize, label.name.empty() ? Weight::kBold : Weight::kRegular);
  return std::max({widest(label.name, kNameSize, Weight::kBold), value, text_width(label.note, kFooterSize)});
}

// Lays the entries in rows from `top`; gives the height they take.
double lay_legend(Layout& layout, const PlotData& data, double top) {
  const bool two = data.units.size() > 1;
  double x = kMargin;
  double y = top + kNameLine - 3;
  for (std::size_t i = 0; i < data.lines.size(); ++i) {
    const PlotLine& line = data.lines[i];
    std::string text = line.series->name + (two ? line.right ? " (right axis)" : " (left axis)" : "");
    const double room = layout.width - 2 * kMargin - kSwatch;
    text = wrapped(text, kNameSize, Weight::kBold, room, 1).front();
    const double width = kSwatch + text_width(text, kNameSize, Weight::kBold);
    if (x > kMargin && x + width > layout.width - kMargin) {
      x = kMargin;
      y += kNameLine + 2;
    }
    layout.legend.push_back({i, x, y, std::move(text)});
    x += width + kLegendGap;
  }
  return layout.legend.empty() ? 0 : y - top + 12;
}

double height_of(const std::vector<EndLabel>& labels) {
  double height = 0;
  for (const EndLabel& label : labels) height += label.height;
  return height;
}

void place_ends(Layout& layout, const LineChart& chart, const PlotData& data) {
  const Scale scale(chart.scale, layout.axes[0].ticks.from, layout.axes[0].ticks.to, layout.plot.bottom,
                    layout.plot.top);
  std::vector<LabelPlace> wanted;
  for (const EndLabel& label : layout.ends)
    wanted.push_back({scale.at(data.lines[label.line].last().value), label.height});
  const auto middles = spread_labels(wanted, layout.plot.top - 6, layout.plot.bottom + 6);
  for (std::size_t i = 0; i < middles.size(); ++i) layout.ends[i].middle = middles[i];
}

Layout lay_out(const LineChart& chart, const PlotData& data, const Thrift& thrift) {
  Layout layout;
  layout.scale =
      std::clamp(std::min(chart.width / kWidthOfUnit, chart.height / kHeightOfUnit), kLeastScale, kMostScale);
  layout.width = chart.width / layout.scale;
  layout.height = chart.height / layout.scale;
  const double inner = layout.width - 2 * kMargin;
  layout.title = wrapped(cut(chart.title), kTitleSize, Weight::kBold, inner, thrift.title);
  layout.subtitle = wrapped(cut(chart.subtitle), kSubtitleSize, Weight::kRegular, inner, thrift.subtitle);
  layout.footer = footer_lines(chart, data, inner, thrift.footer);

  double top = kMargin - 6 + static_cast<double>(layout.title.size()) * kTitleLine +
               static_cast<double>(layout.subtitle.size()) * kSubtitleLine + 10;
  double bottom = layout.height - kMargin + 6 - static_cast<double>(layout.footer.size()) * kFooterLine - 8 - kTimeRow;

  const bool two = data.units.size() > 1;
  const bool several = data.lines.size() > 1;
  const double most = std::min(kWidestName, kShareOfNames * layout.width);
  if (!two) layout.ends = end_labels(data, several, most);
  const bool beside = !several || (!two && layout.width >= kNarrow && height_of(layout.ends) <= bottom - top);
  if (!beside) {
    top += lay_legend(layout, data, top);
    if (!two) layout.ends = end_labels(data, false, most);
  }

  layout.axes = value_axes(chart, data, bottom - top);
  if (std::ranges::any_of(layout.axes, [](const ValueAxis& axis) { return !axis.words.empty(); })) top += 16;
  layout.plot.left = kMargin + widest(layout.axes[0].labels, kLabelSize) + kLabelGap;
  layout.plot.right = layout.width - kMargin;
  if (two) layout.plot.right -= widest(layout.axes[1].labels, kLabelSize) + kLabelGap;
  double labels = 0;
  for (const EndLabel& label : layout.ends) labels = std::max(labels, width_of(label));
  if (labels > 0) layout.plot.right -= labels + kEndGap;
  const auto times = time_ticks(data.first, data.last, layout.plot.width(), kTimeLabel);
  layout.small_years = std::ranges::any_of(times, [](const TimeTick& tick) { return !tick.below.empty(); });
  if (layout.small_years) bottom -= kYearRow;
  layout.plot.top = top + 6;
  layout.plot.bottom = bottom;
  if (!two) place_ends(layout, chart, data);
  return layout;
}

}  // namespace

Layout layout_of(const LineChart& chart, const PlotData& data) {
  Layout layout;
  for (const Thrift& thrift : kThrift) {
    layout = lay_out(chart, data, thrift);
    if (layout.plot.height() >= kLeastPlot) break;
  }
  return layout;
}

}  // namespace housing::charts
