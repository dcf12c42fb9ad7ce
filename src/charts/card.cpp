#include "charts/card.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "charts/svg_writer.hpp"
#include "charts/text_width.hpp"
#include "charts/theme.hpp"

namespace housing::charts {
namespace {

constexpr std::string_view kFonts = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";
constexpr double kEdge = 64;
constexpr double kWide = kCardWidth - 2 * kEdge;
constexpr double kColumn = 500;  // of the numbers, left of the course
constexpr double kGutter = 48;
constexpr double kSiteLine = 84;  // base lines, from the top
constexpr double kTitleLine = 176;
constexpr double kTitleStep = 68;
constexpr double kNumbersTop = 330;
constexpr double kFooterLine = 578;
constexpr double kMarkSize = 40;

struct Size {
  double most;
  double least;
};
constexpr Size kTitle{66, 44};
constexpr Size kOneLine{66, 54};
constexpr Size kValue{88, 44};
constexpr double kSite = 28;
constexpr double kMeasure = 28;
constexpr double kChange = 28;
constexpr double kSmall = 21;

class CardPainter {
 public:
  explicit CardPainter(const Card& card) : card_(card), theme_(theme_of(ThemeName::kLight)), svg_(out_) {}

  std::string paint() {
    svg_.open("svg").attribute("xmlns", "http://www.w3.org/2000/svg").attribute("width", kCardWidth);
    svg_.attribute("height", kCardHeight).attribute("viewBox", "0 0 1200 630").attribute("font-family", kFonts);
    svg_.open("title").text(card_.title).close();
    rect(0, 0, kCardWidth, kCardHeight, theme_.background);
    rect(0, 0, kCardWidth, 12, theme_.lines[0]);
    paint_site();
    paint_title();
    paint_numbers();
    paint_course();
    for (const auto& line : wrapped(card_.footer, kSmall, Weight::kRegular, kWide, 1))
      text(kEdge, kFooterLine, line, kSmall, theme_.soft);
    svg_.close();
    out_.push_back('\n');
    return std::move(out_);
  }

 private:
  struct Point {
    double x = 0;
    double y = 0;
  };

  void rect(double x, double y, double width, double height, std::string_view fill, double radius = 0) {
    svg_.open("rect").attribute("x", x).attribute("y", y).attribute("width", width).attribute("height", height);
    if (radius > 0) svg_.attribute("rx", radius);
    svg_.attribute("fill", fill).close();
  }
  void text(double x, double y, std::string_view words, double size, std::string_view fill,
            Weight weight = Weight::kRegular, std::string_view anchor = "start") {
    svg_.open("text").attribute("x", x).attribute("y", y).attribute("font-size", size).attribute("fill", fill);
    if (weight == Weight::kBold) svg_.attribute("font-weight", "700");
    svg_.attribute("text-anchor", anchor).text(words).close();
  }
  // The largest size at which the words fit into `lines` lines.
  static double fitting(std::string_view words, Size size, double most, std::size_t lines) {
    for (double at = size.most; at > size.least; at -= 4)
      if (wrapped(words, at, Weight::kBold, most, lines + 1).size() <= lines) return at;
    return size.least;
  }

  void paint_site() {
    const double top = kSiteLine - kMarkSize + 10;
    rect(kEdge, top, kMarkSize, kMarkSize, theme_.lines[0], 9);
    std::string roof = "M";
    for (const auto& [x, y] : {Point{7, 21}, Point{20, 10}, Point{33, 21}}) {
      append_coordinate(roof, kEdge + x);
      roof += ' ';
      append_coordinate(roof, top + y);
      roof += ' ';
    }
    svg_.open("path").attribute("d", roof).attribute("fill", "none").attribute("stroke", theme_.background);
    svg_.attribute("stroke-width", 4).attribute("stroke-linecap", "round").close();
    text(kEdge + kMarkSize + 14, kSiteLine, card_.site, kSite, theme_.ink, Weight::kBold);
    if (card_.stamp.empty()) return;
    const double width = text_width(card_.stamp, kSmall, Weight::kBold) + 36;
    const double left = kCardWidth - kEdge - width;
    rect(left, kSiteLine - 29, width, 42, theme_.ink, 8);
    text(left + width / 2, kSiteLine - 1, card_.stamp, kSmall, theme_.background, Weight::kBold, "middle");
  }

  void paint_title() {
    // One line where it fits without becoming small.
    const bool one = wrapped(card_.title, kOneLine.least, Weight::kBold, kWide, 2).size() == 1;
    const double size = one ? fitting(card_.title, kOneLine, kWide, 1) : fitting(card_.title, kTitle, kWide, 2);
    double y = kTitleLine;
    for (const auto& line : wrapped(card_.title, size, Weight::kBold, kWide, 2)) {
      text(kEdge, y, line, size, theme_.ink, Weight::kBold);
      y += kTitleStep;
    }
  }

  void paint_numbers() {
    const bool sentence = card_.value.empty();
    double y = kNumbersTop;
    for (const auto& line : wrapped(card_.measure, kMeasure, Weight::kRegular, sentence ? kWide : kColumn, 3)) {
      text(kEdge, y, line, kMeasure, theme_.soft);
      y += kMeasure * 1.35;
    }
    if (sentence) return;
    const double size = fitting(card_.value, kValue, kColumn, 1);
    y += size - kMeasure * 0.5;
    text(kEdge - size * 0.04, y, card_.value, size, theme_.ink, Weight::kBold);
    y += kChange * 0.3;
    for (const std::string& change : card_.changes) {
      y += kChange * 1.5;
      text(kEdge, y, change, kChange, theme_.ink);
    }
  }

  void paint_course() {
    double low = std::nan("");
    double high = low;
    std::size_t known = 0;
    for (const double value : card_.values) {
      if (std::isnan(value)) continue;
      ++known;
      low = std::isnan(low) ? value : std::min(low, value);
      high = std::isnan(high) ? value : std::max(high, value);
    }
    if (known < 2 || card_.value.empty()) return;
    const double left = kEdge + kColumn + kGutter;
    const double right = kCardWidth - kEdge - 8;
    const double top = kNumbersTop - 20;
    const double bottom = kFooterLine - 84;
    const auto place = [&](std::size_t i) {
      const double share = high > low ? (card_.values[i] - low) / (high - low) : 0.5;
      return Point{left + (right - left) * static_cast<double>(i) / static_cast<double>(card_.values.size() - 1),
                   bottom - (bottom - top) * share};
    };
    rect(left, bottom + 10, right - left, 2, theme_.baseline);
    text(left, bottom + 40, card_.from, kSmall, theme_.soft);
    text(right, bottom + 40, card_.to, kSmall, theme_.soft, Weight::kRegular, "end");
    std::string path;
    bool drawing = false;
    std::optional<Point> last;
    for (std::size_t i = 0; i < card_.values.size(); ++i) {
      if (std::isnan(card_.values[i])) {
        drawing = false;
        continue;
      }
      last = place(i);
      path += drawing ? 'L' : 'M';
      append_coordinate(path, last->x);
      path += ' ';
      append_coordinate(path, last->y);
      drawing = true;
    }
    svg_.open("path").attribute("d", path).attribute("fill", "none").attribute("stroke", theme_.lines[0]);
    svg_.attribute("stroke-width", 5)
        .attribute("stroke-linejoin", "round")
        .attribute("stroke-linecap", "round")
        .close();
    svg_.open("circle").attribute("cx", last->x).attribute("cy", last->y).attribute("r", 9);
    svg_.attribute("fill", theme_.lines[0]).close();
  }

  const Card& card_;
  const Theme& theme_;
  std::string out_;
  SvgWriter svg_;
};

}  // namespace

std::string card_svg(const Card& card) { return CardPainter(card).paint(); }

}  // namespace housing::charts
