#include "charts/plot_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace housing::charts {
namespace {

using model::Frequency;

constexpr std::size_t kMaxUnits = 2;
constexpr std::int32_t kWeekBreak = 10;  // days without a value from which on a weekly line breaks
constexpr std::array<const char*, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                 "July",    "August",   "September", "October", "November", "December"};

std::unexpected<ChartError> refuse(ChartFault fault, std::string message) {
  return std::unexpected(ChartError{fault, std::move(message)});
}

std::string range_words(int from, int to) { return std::to_string(from) + " to " + std::to_string(to); }

std::expected<void, ChartError> check(const LineChart& chart) {
  if (chart.width < kMinChartWidth || chart.width > kMaxChartWidth || chart.height < kMinChartHeight ||
      chart.height > kMaxChartHeight)
    return refuse(ChartFault::kSize, "A chart is " + range_words(kMinChartWidth, kMaxChartWidth) + " pixels wide and " +
                                         range_words(kMinChartHeight, kMaxChartHeight) + " high.");
  if (chart.series.size() > kMaxChartSeries)
    return refuse(ChartFault::kTooManySeries,
                  "A chart shows " + std::to_string(kMaxChartSeries) + " lines at most; these would be " +
                      std::to_string(chart.series.size()) + ". Ask for fewer regions or metrics.");
  std::size_t points = 0;
  for (const ChartSeries& series : chart.series) points += series.values.size();
  if (points > kMaxChartPoints)
    return refuse(ChartFault::kTooManyPoints, "A chart shows " + std::to_string(kMaxChartPoints) +
                                                  " values at most; these would be " + std::to_string(points) +
                                                  ". Ask for a shorter time.");
  return {};
}

PlotLine line_of(const ChartSeries& series) {
  PlotLine line{.series = &series, .pieces = {}};
  std::int32_t before = 0;
  for (std::size_t i = 0; i < series.values.size(); ++i) {
    if (!std::isfinite(series.values[i])) continue;
    const std::int32_t ordinal = series.ordinals[i];
    const std::int32_t reach = series.frequency == Frequency::kWeek ? kWeekBreak : 1;
    if (line.points == 0 || ordinal - before > reach) line.pieces.emplace_back();
    line.pieces.back().push_back({position_of(series.frequency, ordinal), series.values[i]});
    before = line.last_ordinal = ordinal;
    ++line.points;
  }
  return line;
}

void widen(Extent& extent, const PlotLine& line) {
  for (const auto& piece : line.pieces)
    for (const Point& point : piece) {
      extent.low = std::min(extent.low, point.value);
      extent.high = std::max(extent.high, point.value);
    }
}

}  // namespace

model::Date position_of(Frequency frequency, std::int32_t ordinal) {
  switch (frequency) {
    case Frequency::kRolling3Month: return model::Period{Frequency::kMonth, ordinal}.begin();
    case Frequency::kFiscalYear:
    case Frequency::k5Year: return model::Period{Frequency::kYear, ordinal}.begin();
    case Frequency::kWeek: return {ordinal};
    case Frequency::kMonth:
    case Frequency::kQuarter:
    case Frequency::kYear: break;
  }
  return model::Period{frequency, ordinal}.begin();
}

std::string period_words(Frequency frequency, std::int32_t ordinal) {
  switch (frequency) {
    case Frequency::kMonth:
    case Frequency::kRolling3Month:
      return std::string(kMonths[static_cast<std::size_t>(ordinal % 12)]) + " " + std::to_string(ordinal / 12);
    case Frequency::kQuarter: return "Q" + std::to_string(ordinal % 4 + 1) + " " + std::to_string(ordinal / 4);
    case Frequency::kWeek: {
      const model::Date day{ordinal};
      const std::string month = kMonths[static_cast<std::size_t>(day.month() - 1)];
      return month.substr(0, 3) + " " + std::to_string(day.day()) + ", " + std::to_string(day.year());
    }
    case Frequency::kYear:
    case Frequency::kFiscalYear:
    case Frequency::k5Year: break;
  }
  return model::Period{frequency, ordinal}.to_string();
}

std::expected<PlotData, ChartError> plot_data(const LineChart& chart) {
  if (const auto checked = check(chart); !checked) return std::unexpected(checked.error());
  PlotData data;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    PlotLine line = line_of(chart.series[i]);
    if (line.points == 0) continue;
    const model::Unit unit = line.series->unit;
    auto found = std::ranges::find(data.units, unit);
    if (found == data.units.end()) {
      if (data.units.size() == kMaxUnits)
        return refuse(ChartFault::kTooManyUnits,
                      "A chart has two axes at most; these metrics have more than two units (" +
                          std::string(to_string(data.units[0])) + ", " + std::string(to_string(data.units[1])) + ", " +
                          std::string(to_string(unit)) + "). Ask for fewer metrics, or for transform=index or yoy.");
      data.units.push_back(unit);
      data.extents.push_back({line.pieces[0][0].value, line.pieces[0][0].value});
      found = data.units.end() - 1;
    }
    line.right = found != data.units.begin();
    line.colour = i;
    widen(data.extents[line.right ? 1 : 0], line);
    const model::Date first = line.pieces.front().front().day;
    data.first = data.lines.empty() ? first : std::min(data.first, first);
    data.last = data.lines.empty() ? line.last().day : std::max(data.last, line.last().day);
    data.lines.push_back(std::move(line));
  }
  if (data.lines.empty()) return refuse(ChartFault::kNoValues, "There is not one value to draw.");
  if (chart.scale == ScaleKind::kLogarithmic)
    for (const Extent& extent : data.extents)
      if (extent.low <= 0)
        return refuse(ChartFault::kLogarithmOfNothing,
                      "A logarithmic scale shows values above zero only, and some of these are not. Ask for "
                      "scale=linear.");
  return data;
}

}  // namespace housing::charts
