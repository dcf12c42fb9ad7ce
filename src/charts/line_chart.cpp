#include "charts/line_chart.hpp"

#include <algorithm>
#include <cmath>

#include "charts/description.hpp"
#include "charts/layout.hpp"
#include "charts/number_label.hpp"
#include "charts/plot_data.hpp"
#include "charts/svg_writer.hpp"
#include "charts/text_width.hpp"
#include "charts/time_ticks.hpp"

namespace housing::charts {
namespace {

constexpr std::string_view kFonts = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";
constexpr double kLineWidth = 2.1;
constexpr std::size_t kDottedUpTo = 18;  // values a line: that few are marked one by one
constexpr double kTickLength = 5;
constexpr double kStampShare = 0.72;  // of the plot's width
constexpr double kMostStamp = 64;
constexpr double kSingleDay = 15;  // around a single day, so that the axis has a length
constexpr double kElbow = 3;       // a label further from its line's end has a connecting stroke

class Painter {
 public:
  Painter(const LineChart& chart, const PlotData& data, const Layout& layout)
      : chart_(chart), data_(data), layout_(layout), theme_(theme_of(chart.theme)), svg_(out_) {}

  std::string paint() {
    open_document();
    rect(0, 0, layout_.width, layout_.height, theme_.background);
    paint_heading();
    paint_bands();
    paint_grid();
    paint_times();
    paint_stamp();
    paint_legend();
    for (const PlotLine& line : data_.lines) paint_line(line);
    for (const PlotLine& line : data_.lines) paint_last(line);
    for (const EndLabel& label : layout_.ends) paint_end(label);
    paint_footer();
    svg_.close();
    out_.push_back('\n');
    return std::move(out_);
  }

 private:
  struct Style {
    double size = kLabelSize;
    std::string_view colour;
    Weight weight = Weight::kRegular;
    std::string_view anchor = "start";
  };

  Scale time_scale() const {
    double first = data_.first.days;
    double last = data_.last.days;
    if (first == last) {
      first -= kSingleDay;
      last += kSingleDay;
    }
    return {ScaleKind::kLinear, first, last, layout_.plot.left, layout_.plot.right};
  }
  Scale value_scale(bool right) const {
    const ValueTicks& ticks = layout_.axes[right ? 1 : 0].ticks;
    return {chart_.scale, ticks.from, ticks.to, layout_.plot.bottom, layout_.plot.top};
  }

  void open_document() {
    std::string box = "0 0 ";
    append_coordinate(box, layout_.width);
    box += ' ';
    append_coordinate(box, layout_.height);
    svg_.open("svg").attribute("xmlns", "http://www.w3.org/2000/svg").attribute("width", chart_.width);
    svg_.attribute("height", chart_.height).attribute("viewBox", box).attribute("role", "img");
    svg_.attribute("font-family", kFonts).attribute("fill", theme_.ink);
    svg_.open("title").text(std::string_view(chart_.title).substr(0, kMaxChartText)).close();
    svg_.open("desc").text(description_of(chart_, data_)).close();
  }

  void rect(double x, double y, double width, double height, std::string_view colour) {
    svg_.open("rect").attribute("x", x).attribute("y", y).attribute("width", width).attribute("height", height);
    svg_.attribute("fill", colour).close();
  }

  void stroke(double x1, double y1, double x2, double y2, std::string_view colour, double width) {
    svg_.open("line").attribute("x1", x1).attribute("y1", y1).attribute("x2", x2).attribute("y2", y2);
    svg_.attribute("stroke", colour).attribute("stroke-width", width).close();
  }

  void text(double x, double y, const Style& style, std::string_view content) {
    svg_.open("text").attribute("x", x).attribute("y", y).attribute("font-size", style.size);
    if (style.weight == Weight::kBold) svg_.attribute("font-weight", "600");
    if (style.anchor != "start") svg_.attribute("text-anchor", style.anchor);
    if (style.colour != theme_.ink) svg_.attribute("fill", style.colour);
    svg_.text(content).close();
  }

  void paint_heading() {
    double y = kMargin - 6;
    for (const std::string& line : layout_.title)
      text(kMargin, (y += kTitleLine) - 5, {kTitleSize, theme_.ink, Weight::kBold}, line);
    for (const std::string& line : layout_.subtitle)
      text(kMargin, (y += kSubtitleLine) - 3, {kSubtitleSize, theme_.soft}, line);
  }

  void paint_bands() {
    const Scale days = time_scale();
    for (const ChartBand& band : chart_.bands) {
      const model::Date first = std::max(band.first, data_.first);
      const model::Date last = std::min(band.last, data_.last);
      if (first >= last) continue;
      const double left = days.at(first.days);
      rect(left, layout_.plot.top, days.at(last.days) - left, layout_.plot.height(), theme_.band);
    }
  }

  // Zero and, of an index, 100 among lines above and below them.
  bool is_baseline(const ValueAxis& axis, double tick) const {
    if (tick == axis.ticks.from) return true;
    const bool hundred = axis.unit == model::Unit::kIndex && tick == 100;
    return std::abs(tick) < 1e-12 * std::abs(axis.ticks.to - axis.ticks.from) || hundred;
  }

  // With two axes, that of the only line on it.
  std::string_view axis_colour(std::size_t axis) const {
    const PlotLine* only = nullptr;
    for (const PlotLine& line : data_.lines) {
      if (line.right != (axis == 1)) continue;
      if (only != nullptr) return theme_.soft;
      only = &line;
    }
    return layout_.axes.size() > 1 && only != nullptr ? colour_of(*only) : theme_.soft;
  }

  void paint_grid() {
    for (std::size_t i = 0; i < layout_.axes.size(); ++i) {
      const ValueAxis& axis = layout_.axes[i];
      const Scale scale = value_scale(i == 1);
      const double x = i == 0 ? layout_.plot.left - 8 : layout_.plot.right + 8;
      const std::string_view anchor = i == 0 ? "end" : "start";
      for (std::size_t k = 0; k < axis.ticks.at.size(); ++k) {
        const double y = scale.at(axis.ticks.at[k]);
        if (i == 0) stroke(layout_.plot.left, y, layout_.plot.right, y, theme_.grid, 1);
        text(x, y + kLabelSize * 0.36, {kLabelSize, axis_colour(i), Weight::kRegular, anchor}, axis.labels[k]);
      }
      if (i == 0)
        for (const double tick : axis.ticks.at)
          if (is_baseline(axis, tick) && tick != axis.ticks.from)
            stroke(layout_.plot.left, scale.at(tick), layout_.plot.right, scale.at(tick), theme_.baseline, 1);
      if (!axis.words.empty())
        text(i == 0 ? kMargin : layout_.width - kMargin, layout_.plot.top - 14,
             {kLabelSize, theme_.soft, Weight::kRegular, i == 0 ? "start" : "end"}, axis.words);
    }
  }

  void paint_times() {
    const double bottom = layout_.plot.bottom;
    stroke(layout_.plot.left, bottom, layout_.plot.right, bottom, theme_.baseline, 1);
    const Scale days = time_scale();
    for (const TimeTick& tick : time_ticks(data_.first, data_.last, layout_.plot.width(), kTimeLabel)) {
      const double x = days.at(tick.at.days);
      stroke(x, bottom, x, bottom + kTickLength, theme_.baseline, 1);
      text(x, bottom + 18, {kLabelSize, theme_.soft, Weight::kRegular, "middle"}, tick.label);
      if (!tick.below.empty()) text(x, bottom + 32, {kLabelSize, theme_.soft, Weight::kBold, "middle"}, tick.below);
    }
  }

  // Large and pale, behind the lines.
  void paint_stamp() {
    if (chart_.stamp.empty()) return;
    const double size =
        std::min(kMostStamp, kStampShare * layout_.plot.width() / text_width(chart_.stamp, 1, Weight::kBold));
    const double x = layout_.plot.left + layout_.plot.width() / 2;
    const double y = layout_.plot.top + layout_.plot.height() / 2;
    std::string turned = "rotate(-12 ";
    append_coordinate(turned, x);
    turned += ' ';
    append_coordinate(turned, y);
    turned += ')';
    svg_.open("text").attribute("x", x).attribute("y", y + size * 0.36).attribute("font-size", size);
    svg_.attribute("font-weight", "600").attribute("text-anchor", "middle").attribute("fill", theme_.soft);
    svg_.attribute("fill-opacity", 0.16).attribute("transform", turned).text(chart_.stamp).close();
  }

  void paint_legend() {
    for (const LegendEntry& entry : layout_.legend) {
      const std::string_view colour = colour_of(data_.lines[entry.line]);
      stroke(entry.x, entry.y - 4.5, entry.x + 16, entry.y - 4.5, colour, 3);
      text(entry.x + 22, entry.y, {kNameSize, theme_.ink, Weight::kBold}, entry.text);
    }
  }

  std::string_view colour_of(const PlotLine& line) const { return theme_.lines[line.colour]; }

  void dot(double x, double y, double radius, std::string_view colour) {
    svg_.open("circle").attribute("cx", x).attribute("cy", y).attribute("r", radius).attribute("fill", colour).close();
  }

  void paint_line(const PlotLine& line) {
    const Scale days = time_scale();
    const Scale values = value_scale(line.right);
    const bool dotted = line.points <= kDottedUpTo;
    std::string path;
    for (const auto& piece : line.pieces) {
      if (piece.size() < 2) continue;
      path += 'M';
      for (const Point& point : piece) {
        if (path.back() != 'M') path += ' ';
        append_coordinate(path, days.at(point.day.days));
        path += ' ';
        append_coordinate(path, values.at(point.value));
      }
    }
    svg_.open("g");
    svg_.open("title").text(line.series->name).close();
    if (!path.empty()) {
      svg_.open("path").attribute("d", path).attribute("fill", "none").attribute("stroke", colour_of(line));
      svg_.attribute("stroke-width", kLineWidth).attribute("stroke-linejoin", "round");
      svg_.attribute("stroke-linecap", "round").close();
    }
    for (const auto& piece : line.pieces) {
      if (!dotted && piece.size() > 1) continue;
      for (const Point& point : piece)
        dot(days.at(point.day.days), values.at(point.value), dotted ? 2.8 : 1.6, colour_of(line));
    }
    svg_.close();
  }

  void paint_last(const PlotLine& line) {
    const double x = time_scale().at(line.last().day.days);
    const double y = value_scale(line.right).at(line.last().value);
    svg_.open("circle").attribute("cx", x).attribute("cy", y).attribute("r", 4);
    svg_.attribute("fill", colour_of(line)).attribute("stroke", theme_.background).attribute("stroke-width", 1).close();
  }

  void paint_end(const EndLabel& label) {
    const PlotLine& line = data_.lines[label.line];
    const double end_x = time_scale().at(line.last().day.days);
    const double end_y = value_scale(false).at(line.last().value);
    const double x = layout_.plot.right + 12;
    if (end_x < layout_.plot.right - 1 || std::abs(label.middle - end_y) > kElbow)
      stroke(end_x + 5, end_y, x - 3, label.middle, theme_.baseline, 0.7);
    const double height = label.height - (label.name.empty() ? 0 : 4);
    double y = label.middle - height / 2 + 12;
    for (const std::string& name : label.name) {
      text(x, y, {kNameSize, colour_of(line), Weight::kBold}, name);
      y += kNameLine;
    }
    const Weight weight = label.name.empty() ? Weight::kBold : Weight::kRegular;
    text(x, y, {kNameSize, label.name.empty() ? colour_of(line) : theme_.ink, weight}, label.value);
    if (!label.note.empty()) text(x, y + kNameLine - 1, {kFooterSize, theme_.soft}, label.note);
  }

  void paint_footer() {
    double y = layout_.height - kMargin + 6 - static_cast<double>(layout_.footer.size()) * kFooterLine;
    for (const std::string& line : layout_.footer)
      text(kMargin, (y += kFooterLine) - 2, {kFooterSize, theme_.soft}, line);
  }

  const LineChart& chart_;
  const PlotData& data_;
  const Layout& layout_;
  const Theme& theme_;
  std::string out_;
  SvgWriter svg_;
};

}  // namespace

std::expected<std::string, ChartError> line_chart_svg(const LineChart& chart) {
  const auto data = plot_data(chart);
  if (!data) return std::unexpected(data.error());
  const Layout layout = layout_of(chart, *data);
  return Painter(chart, *data, layout).paint();
}

}  // namespace housing::charts
