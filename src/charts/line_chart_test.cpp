#include "charts/line_chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "charts/svg_writer.hpp"

namespace housing::charts {
namespace {

using model::Frequency;
using model::Unit;
using testing::HasSubstr;
using testing::Not;

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();

ChartSeries months(std::string name, std::vector<double> values, Unit unit = Unit::kUsd) {
  ChartSeries series;
  series.name = std::move(name);
  series.unit = unit;
  series.decimals = 2;
  series.values = std::move(values);
  for (std::size_t i = 0; i < series.values.size(); ++i)
    series.ordinals.push_back(model::Period::month(2020, 1).ordinal + static_cast<int>(i));
  return series;
}

std::vector<double> rising(std::size_t count, double from = 100'000) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(from + 1000 * static_cast<double>(i));
  return values;
}

LineChart chart_of(std::vector<ChartSeries> series) {
  LineChart chart;
  chart.title = "Home value";
  chart.subtitle = "US dollars, monthly";
  chart.series = std::move(series);
  chart.footer = {"Data: somebody."};
  return chart;
}

std::string svg_of(const LineChart& chart) {
  const auto svg = line_chart_svg(chart);
  EXPECT_TRUE(svg) << svg.error().message;
  return svg.value_or("");
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

TEST(LineChart, StandsAloneAndTellsItself) {
  LineChart chart = chart_of({months("Here", rising(30)), months("There", rising(30, 150'000))});
  chart.address = "/api/v1/series?region=a,b&metric=c";
  const std::string svg = svg_of(chart);
  EXPECT_THAT(svg, testing::StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\"540\""));
  EXPECT_THAT(svg, HasSubstr("role=\"img\""));
  EXPECT_THAT(svg, HasSubstr("<title>Home value</title>"));
  EXPECT_THAT(
      svg, HasSubstr("Here: $129,000 in June 2022; lowest $100,000 in January 2020, highest $129,000 in June 2022."));
  EXPECT_THAT(svg, HasSubstr("/api/v1/series?region=a,b&amp;metric=c"));
  EXPECT_THAT(svg, HasSubstr("Data: somebody."));
  for (const char* foreign : {"<script", "<style", "href", "url(", "<image", "@import"})
    EXPECT_THAT(svg, Not(HasSubstr(foreign)));
}

TEST(LineChart, TheSameChartIsTheSameBytes) {
  const LineChart chart = chart_of({months("Here", rising(30))});
  EXPECT_EQ(svg_of(chart), svg_of(chart));
}

TEST(LineChart, GapsAreNeverJoined) {
  auto values = rising(40);
  values[10] = values[11] = kGap;
  const std::string svg = svg_of(chart_of({months("Here", values)}));
  const std::size_t path = svg.find(" d=\"");
  EXPECT_EQ(count(svg.substr(path, svg.find('"', path + 4) - path), "M"), 2u);
}

TEST(LineChart, AMissingPeriodBreaksTheLineToo) {
  ChartSeries series = months("Here", rising(40));
  series.ordinals.erase(series.ordinals.begin() + 20);
  series.values.erase(series.values.begin() + 20);
  EXPECT_THAT(svg_of(chart_of({series})), HasSubstr("the line is broken 1 time where"));
}

TEST(LineChart, AValueAloneIsADot) {
  auto values = rising(60);
  values[30] = values[32] = kGap;
  EXPECT_EQ(count(svg_of(chart_of({months("Here", values)})), "<circle"), 2u);  // it, and the line's end
}

TEST(LineChart, HostileNamesStayText) {
  const std::string name = "</text><script>alert(1)</script>\"'&\x01\xFF\xEF\xBF\xBE]]>";
  LineChart chart = chart_of({months(name, rising(30)), months("b", rising(30))});
  chart.title = name;
  chart.subtitle = name;
  chart.footer = {name};
  chart.bands_note = name;
  chart.stamp = name;
  chart.address = "/x\"><script>";
  const std::string svg = svg_of(chart);
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_THAT(svg, Not(HasSubstr("</text></")));
  for (const char letter : svg) EXPECT_TRUE(letter == '\n' || static_cast<unsigned char>(letter) >= ' ');
  EXPECT_EQ(svg.find('\xFF'), std::string::npos);
  EXPECT_EQ(svg.find("\xEF\xBF\xBE"), std::string::npos);
}

TEST(LineChart, TwoUnitsHaveTwoAxesAndThreeAreRefused) {
  LineChart chart = chart_of({months("Price", rising(30)), months("Rate", rising(30, 3), Unit::kPercent)});
  EXPECT_THAT(svg_of(chart), HasSubstr("Rate (right axis)"));
  chart.series.push_back(months("Days", rising(30, 20), Unit::kDays));
  const auto refused = line_chart_svg(chart);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, ChartFault::kTooManyUnits);
  EXPECT_THAT(refused.error().message, HasSubstr("usd, percent, days"));
}

TEST(LineChart, SaysWhyItCannotBeDrawn) {
  const auto fault = [](const LineChart& chart) { return line_chart_svg(chart).error().fault; };
  EXPECT_EQ(fault(chart_of({})), ChartFault::kNoValues);
  EXPECT_EQ(fault(chart_of({months("gaps", {kGap, kGap})})), ChartFault::kNoValues);
  EXPECT_EQ(fault(chart_of(std::vector(6, months("x", {1})))), ChartFault::kTooManySeries);
  EXPECT_EQ(fault(chart_of({months("x", rising(kMaxChartPoints + 1))})), ChartFault::kTooManyPoints);
  LineChart chart = chart_of({months("x", {-1, 2, 3})});
  chart.scale = ScaleKind::kLogarithmic;
  EXPECT_EQ(fault(chart), ChartFault::kLogarithmOfNothing);
  chart.scale = ScaleKind::kLinear;
  for (const int width : {0, kMinChartWidth - 1, kMaxChartWidth + 1, -5}) {
    chart.width = width;
    EXPECT_EQ(fault(chart), ChartFault::kSize);
  }
}

// Every number of every coordinate attribute.
std::vector<double> coordinates(const std::string& svg, const std::string& attribute) {
  std::vector<double> all;
  const std::string before = " " + attribute + "=\"";
  for (std::size_t at = svg.find(before); at != std::string::npos; at = svg.find(before, at + 1))
    all.push_back(std::stod(svg.substr(at + before.size())));
  return all;
}

TEST(LineChart, StaysInThePictureAtEverySize) {
  const std::string longest = "Washington-Arlington-Alexandria, DC-VA-MD-WV Metropolitan Statistical Area";
  for (const int width : {kMinChartWidth, 480, 960, 1200, kMaxChartWidth})
    for (const int height : {kMinChartHeight, 630, kMaxChartHeight})
      for (const std::size_t lines : {1, 2, 5}) {
        std::vector<ChartSeries> series;
        for (std::size_t i = 0; i < lines; ++i)
          series.push_back(months(longest, rising(300, 100'000 + 100 * static_cast<double>(i))));
        LineChart chart = chart_of(std::move(series));
        chart.width = width;
        chart.height = height;
        chart.title = longest + longest;
        chart.footer = {longest, longest + longest, longest};
        const std::string svg = svg_of(chart);
        const auto sizes = svg.find("viewBox=\"0 0 ");
        const double right = std::stod(svg.substr(sizes + 13));
        const double bottom = std::stod(svg.substr(svg.find(' ', sizes + 13)));
        for (const char* name : {"x", "x1", "x2", "cx"})
          for (const double x : coordinates(svg, name)) EXPECT_TRUE(x >= 0 && x <= right) << name << x << " " << width;
        for (const char* name : {"y", "y1", "y2", "cy"})
          for (const double y : coordinates(svg, name))
            EXPECT_TRUE(y >= 0 && y <= bottom) << name << y << " " << height;
      }
}

TEST(LineChart, OddSeriesAreDrawn) {
  for (const auto& values : std::vector<std::vector<double>>{
           {5}, {0}, {0, 0, 0}, {5, 5, 5}, {-1e-9, 1e-9}, {1e15, 2e15}, {kGap, 5, kGap}, {HUGE_VAL, 5}, {-3, -2, -1}})
    for (const Unit unit : {Unit::kUsd, Unit::kPercent, Unit::kRatio}) {
      const std::string svg = svg_of(chart_of({months("x", values, unit)}));
      EXPECT_THAT(svg, Not(HasSubstr("nan")));
      EXPECT_THAT(svg, Not(HasSubstr("inf")));
    }
}

TEST(LineChart, EachFrequencyHasItsPlaceInTime) {
  for (const Frequency frequency : {Frequency::kWeek, Frequency::kMonth, Frequency::kQuarter, Frequency::kYear,
                                    Frequency::kRolling3Month, Frequency::kFiscalYear, Frequency::k5Year}) {
    ChartSeries series;
    series.frequency = frequency;
    series.values = rising(12);
    const std::int32_t first = model::Period::containing(frequency, model::Date::of(2015, 6, 6)).ordinal;
    for (int i = 0; i < 12; ++i) series.ordinals.push_back(first + i * (frequency == Frequency::kWeek ? 7 : 1));
    EXPECT_THAT(svg_of(chart_of({series})), Not(HasSubstr("broken")));
  }
}

TEST(LineChart, BandsAreNamedWhereTheyAreSeen) {
  LineChart chart = chart_of({months("Here", rising(30))});
  chart.bands = {{model::Date::of(1990, 1, 1), model::Date::of(1991, 1, 1)}};
  chart.bands_note = "Shaded: recessions.";
  EXPECT_THAT(svg_of(chart), Not(HasSubstr("Shaded")));
  chart.bands.push_back({model::Date::of(2020, 3, 1), model::Date::of(2020, 4, 30)});
  const std::string svg = svg_of(chart);
  EXPECT_THAT(svg, HasSubstr("Shaded: recessions."));
  EXPECT_EQ(count(svg, theme_of(ThemeName::kLight).band), 1u);
}

TEST(Coordinate, IsShort) {
  const auto written = [](double value) {
    std::string text;
    append_coordinate(text, value);
    return text;
  };
  EXPECT_EQ(written(1), "1");
  EXPECT_EQ(written(-0.001), "0");
  EXPECT_EQ(written(12.345), "12.35");
  EXPECT_EQ(written(-0.5), "-0.5");
  EXPECT_EQ(written(100.10), "100.1");
}

}  // namespace
}  // namespace housing::charts
