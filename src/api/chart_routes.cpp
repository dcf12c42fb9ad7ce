// Charts of series, as SVG and as PNG: the questions of /series and how to draw the answer.
#include "api/data_route.hpp"
#include "api/series_chart.hpp"
#include "api/series_question.hpp"
#include "api/table_text.hpp"
#include "charts/png.hpp"

namespace housing::api {
namespace {

constexpr std::string_view kSvgType = "image/svg+xml";
constexpr std::string_view kPngType = "image/png";
// A chart opened by itself may do nothing: it has no script, and needs none of anybody's.
constexpr std::string_view kChartPolicy = "default-src 'none'; style-src 'unsafe-inline'";

ChartQuestion chart_question(const DataCall& call) {
  return {.width = call.text("width"),
          .height = call.text("height"),
          .theme = call.text("theme"),
          .scale = call.text("scale"),
          .recessions = call.text("recessions"),
          .title = call.text("title")};
}

struct Drawn {
  charts::LineChart chart;
  std::string svg;
};

app::Answered<Drawn> draw(const DataCall& call) {
  const auto answer = app::answer_series(call.world, series_question(call));
  if (!answer) return std::unexpected(answer.error());
  auto chart = series_chart(call.world, *answer, chart_question(call), series_address_of(call));
  if (!chart) return std::unexpected(chart.error());
  auto svg = chart_svg(*chart);
  if (!svg) return std::unexpected(svg.error());
  return Drawn{std::move(*chart), std::move(*svg)};
}

http::Response picture(std::string bytes, std::string_view type, std::string_view name) {
  http::Response response = ok(std::move(bytes), type);
  response.headers.push_back({"Content-Security-Policy", std::string(kChartPolicy)});
  response.headers.push_back({"Content-Disposition", "inline; filename=\"" + std::string(name) + "\""});
  return response;
}

http::Response svg(const DataCall& call) {
  auto drawn = draw(call);
  return drawn ? picture(std::move(drawn->svg), kSvgType, "chart.svg") : problem(call.path, drawn.error());
}

http::Response png(const DataCall& call) {
  const auto drawn = draw(call);
  if (!drawn) return problem(call.path, drawn.error());
  auto bytes = charts::png_of_svg(drawn->svg, drawn->chart.width, drawn->chart.height);
  if (bytes) return picture(std::move(*bytes), kPngType, "chart.png");
  return problem(call.path, {.code = base::ErrorCode::kIo,
                             .kind = "internal",
                             .detail = "The chart cannot be drawn: " + bytes.error().message + ".",
                             .parameter = {},
                             .suggestions = {}});
}

}  // namespace

std::span<const DataRoute> chart_routes() {
  static const std::vector<std::string_view> parameters =
      series_parameters({"width", "height", "theme", "scale", "recessions", "title"});
  static const std::vector<DataRoute> routes = {
      {.path = "chart.svg", .answer = svg, .parameters = parameters, .heavy = true},
      {.path = "chart.png", .answer = png, .parameters = parameters, .heavy = true},
  };
  return routes;
}

}  // namespace housing::api
