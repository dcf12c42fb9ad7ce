#include "analyses/turning.hpp"

#include <cmath>

#include "analyses/time_window.hpp"

namespace housing::analyses {
namespace {

double change_of(const model::MetricInfo& metric, double now, double before) {
  return metric.unit == model::Unit::kPercent ? now - before : 100 * (now / before - 1);
}

// The stretch of the trend that has values, and where it begins.
struct Stretch {
  std::size_t first = 0;
  std::vector<double> values;
};

Stretch trend_of(const OwnSeries& own) {
  Stretch stretch;
  const std::vector<double>& trend = own.season.trend;
  while (stretch.first < trend.size() && !std::isfinite(trend[stretch.first])) ++stretch.first;
  for (std::size_t i = stretch.first; i < trend.size() && std::isfinite(trend[i]); ++i)
    stretch.values.push_back(trend[i]);
  return stretch;
}

void add_points(TurningAnswer& answer) {
  const Stretch stretch = trend_of(answer.series);
  const std::vector<double>& trend = answer.series.season.trend;
  answer.newest = stretch.first + stretch.values.size() - 1;
  for (const stats::TurningPoint& found : stats::turning_points(stretch.values, answer.rules)) {
    TurningPointOf point{.at = stretch.first + found.at, .peak = found.peak, .trend = 0, .change = std::nullopt};
    point.trend = trend[point.at];
    if (!answer.points.empty())
      point.change = change_of(*answer.series.metric, point.trend, answer.points.back().trend);
    answer.points.push_back(point);
  }
  if (!answer.points.empty())
    answer.change = change_of(*answer.series.metric, trend[answer.newest], answer.points.back().trend);
}

void add_test(TurningAnswer& answer, const TimeWindow& window) {
  const OwnSeries& own = answer.series;
  const auto per_year = static_cast<double>(model::periods_per_year(own.line.frequency));
  std::vector<double> values;
  std::vector<double> years;
  for (std::size_t i = 0; i < own.line.ordinals.size(); ++i) {
    if (!window.holds(own.period(i)) || !std::isfinite(own.season.adjusted[i])) continue;
    if (values.empty()) answer.test_from = own.period(i);
    answer.test_to = own.period(i);
    values.push_back(own.season.adjusted[i]);
    years.push_back(own.line.ordinals[i] / per_year);
  }
  answer.test = stats::mann_kendall(values, years);
  if (!answer.test)
    answer.notes.push_back("The window has " + std::to_string(values.size()) + " values; the test takes " +
                           std::to_string(stats::kLeastMannKendall) + " and more.");
  else
    answer.notes.emplace_back(
        "The test takes values for independent. Neighbouring months are alike, so p is too small; read the slope.");
}

}  // namespace

app::Answered<TurningAnswer> answer_turning_points(const app::World& world, const TurningQuestion& question) {
  auto window = parse_time_window(question.from, question.to);
  if (!window) return std::unexpected(window.error());
  auto series = own_series(world, question.region, question.metric, stats::Fit::kPlain);
  if (!series) return std::unexpected(series.error());
  const auto rules = stats::turning_rules(model::periods_per_year(series->line.frequency));
  TurningAnswer answer{.series = std::move(*series),
                       .rules = rules.value_or(stats::TurningRules{}),
                       .points = {},
                       .newest = 0,
                       .change = std::nullopt,
                       .test = std::nullopt,
                       .test_from = {},
                       .test_to = {},
                       .notes = {}};
  add_points(answer);
  if (question.from.empty()) {
    const model::Date end = window->to.value_or(answer.series.period(answer.newest).end());
    window->from = model::Date::of(end.year() - kTestYears, end.month(), 1);
  }
  add_test(answer, *window);
  answer.notes.emplace_back(
      "The last " + std::to_string(answer.rules.reach) +
      " periods are never turning points: one cannot know yet, and the trend's end moves with new "
      "values.");
  return answer;
}

}  // namespace housing::analyses
