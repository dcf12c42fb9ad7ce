#include "api/series_chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "api/chart_words.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "model/recessions.hpp"

namespace housing::api {
namespace {

using charts::ChartFault;

constexpr std::string_view kStamp = "SYNTHETIC DATA";
constexpr std::string_view kRecessionsNote =
    "Shaded: recessions of the United States as dated by the National Bureau of Economic Research.";

app::Answered<int> pixels(const std::string& text, const std::string& parameter, int ordinary, int least, int most) {
  if (text.empty()) return ordinary;
  const auto number = base::parse_integer(text);
  if (!number || *number < least || *number > most)
    return app::reject("bad-number", parameter,
                       "A chart's " + parameter + " is a whole number of pixels from " + std::to_string(least) +
                           " to " + std::to_string(most) + ".");
  return static_cast<int>(*number);
}

app::Answered<void> read_recessions(const std::string& text, charts::LineChart& chart) {
  if (text.empty() || text == "0") return {};
  const auto reading =
      text == "1" ? std::optional(model::RecessionReading::kTrough) : model::parse_recession_reading(text);
  if (!reading)
    return app::reject("bad-parameter", "recessions",
                       "'recessions' is 1 to shade them, 0, or which months count as theirs.",
                       {"1", "0", "midpoint", "trough", "peak"});
  for (const model::RecessionBand& band : model::recession_bands(*reading))
    chart.bands.push_back({band.from.begin(), band.to.end()});
  chart.bands_note = kRecessionsNote;
  return {};
}

app::Answered<void> read_options(const ChartQuestion& question, charts::LineChart& chart) {
  const auto width = pixels(question.width, "width", chart.width, charts::kMinChartWidth, charts::kMaxChartWidth);
  if (!width) return std::unexpected(width.error());
  const auto height = pixels(question.height, "height", chart.height, charts::kMinChartHeight, charts::kMaxChartHeight);
  if (!height) return std::unexpected(height.error());
  chart.width = *width;
  chart.height = *height;
  if (!question.theme.empty()) {
    const auto theme = charts::parse_theme(question.theme);
    if (!theme) return app::reject("unknown-theme", "theme", "A chart is light or dark.", {"light", "dark"});
    chart.theme = *theme;
  }
  if (question.scale == "log")
    chart.scale = charts::ScaleKind::kLogarithmic;
  else if (!question.scale.empty() && question.scale != "linear")
    return app::reject("unknown-scale", "scale", "A scale is linear or log.", {"linear", "log"});
  if (const auto shaded = read_recessions(question.recessions, chart); !shaded) return shaded;
  if (question.title.size() > kMaxChartTitle)
    return app::reject("limit-exceeded", "title", "A title has at most " + std::to_string(kMaxChartTitle) + " bytes.");
  if (!base::is_valid_utf8(question.title) ||
      std::ranges::any_of(question.title, [](unsigned char letter) { return letter < ' '; }))
    return app::reject("bad-title", "title", "A title is text in UTF-8 without control characters.");
  return {};
}

charts::ChartSeries drawn(const app::Series& series, std::string name) {
  charts::ChartSeries line{.name = std::move(name),
                           .unit = series.unit,
                           .decimals = series.decimals,
                           .frequency = series.frequency,
                           .ordinals = series.ordinals,
                           .values = {}};
  double scale = 1;
  for (int i = 0; i < series.decimals; ++i) scale *= 10;
  line.values.reserve(series.values.size());
  for (const std::int64_t value : series.values)
    line.values.push_back(value == app::kGapValue ? std::numeric_limits<double>::quiet_NaN()
                                                  : static_cast<double>(value) / scale);
  return line;
}

// Which parameter would have to be another.
app::Answered<std::string> told(const charts::ChartError& error) {
  const std::string& why = error.message;
  switch (error.fault) {
    case ChartFault::kSize: return app::reject("bad-number", "width", why);
    case ChartFault::kNoValues: break;
    case ChartFault::kTooManySeries: return app::reject("limit-exceeded", "region", why);
    case ChartFault::kTooManyPoints: return app::reject("limit-exceeded", "from", why);
    case ChartFault::kTooManyUnits: return app::reject("too-many-units", "metric", why);
    case ChartFault::kLogarithmOfNothing: return app::reject("scale-does-not-apply", "scale", why, {"linear"});
  }
  return app::reject("no-data", "metric", why);
}

}  // namespace

app::Answered<charts::LineChart> series_chart(const app::World& world, const app::SeriesAnswer& answer,
                                              const ChartQuestion& question, std::string_view address) {
  charts::LineChart chart;
  if (const auto read = read_options(question, chart); !read) return std::unexpected(read.error());
  if (answer.series.empty())
    return app::reject("no-data", "metric",
                       "There is nothing to draw. " + (answer.notes.empty() ? std::string() : answer.notes.front()));
  const ChartNames names = chart_names(world, answer);
  for (std::size_t i = 0; i < answer.series.size(); ++i)
    chart.series.push_back(drawn(answer.series[i], names.lines[i]));
  chart.title = question.title.empty() ? names.title : question.title;
  chart.subtitle = chart_subtitle(answer);
  chart.footer = chart_footer(world, answer);
  if (world.synthetic()) chart.stamp = kStamp;
  chart.address = address;
  return chart;
}

app::Answered<std::string> chart_svg(const charts::LineChart& chart) {
  auto svg = charts::line_chart_svg(chart);
  if (!svg) return told(svg.error());
  return std::move(*svg);
}

}  // namespace housing::api
