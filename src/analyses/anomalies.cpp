#include "analyses/anomalies.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analyses/time_window.hpp"
#include "app/revisions.hpp"
#include "stats/robust_z.hpp"

namespace housing::analyses {
namespace {

// The oldest release's value of each period that releases disagree on.
using FirstSaid = std::map<std::int32_t, double>;

app::Answered<FirstSaid> first_said(const app::World& world, ports::ObjectStore& store, const OwnSeries& series) {
  const auto revised = app::revised_periods(world, store, *series.metric, series.region);
  if (!revised)
    return std::unexpected(app::QuestionError{.code = revised.error().code,
                                              .kind = "release-not-readable",
                                              .detail = "The releases cannot be read: " + revised.error().message,
                                              .parameter = "metric",
                                              .suggestions = {}});
  FirstSaid result;
  const double scale = std::pow(10.0, series.line.decimals);
  for (const app::CellHistory& cell : *revised) {
    const auto said = std::ranges::find_if(cell.values, [](const auto& v) { return v.value != model::kWideGap; });
    if (said != cell.values.end()) result.emplace(cell.ordinal, static_cast<double>(said->value) / scale);
  }
  return result;
}

// How far the value was moved, on the scale of the remainders.
double revision_size(const stats::Season& season, double now, double before) {
  if (!season.in_logarithms) return std::abs(now - before);
  return before > 0 ? std::abs(std::log(now / before)) : 0;
}

// The remainder at any place that has a value, one left out of the calculation included.
double remainder_at(const OwnSeries& own, const stats::Season& season, std::size_t at) {
  const double value = own.line.numbers[at];
  if (season.in_logarithms) return std::log(value / (season.trend[at] * season.season[at]));
  return value - season.trend[at] - season.season[at];
}

// Values that the publisher moved by as much as an anomaly must not bend what the others are held against: the series
// is taken apart again without them.
bool leave_out_revised(OwnSeries& own, const FirstSaid& said, double spread) {
  std::vector<std::size_t> moved;
  for (std::size_t i = 0; i < own.line.ordinals.size(); ++i) {
    const auto found = said.find(own.line.ordinals[i]);
    if (found == said.end() || !std::isfinite(own.line.numbers[i])) continue;
    if (revision_size(own.season, own.line.numbers[i], found->second) > stats::kOutlierZ * spread) moved.push_back(i);
  }
  if (moved.empty()) return true;
  auto season = taken_apart_without(own, moved, stats::Fit::kRobust);
  if (!season) return false;
  for (const std::size_t place : moved)
    if (std::isfinite(season->trend[place])) season->remainder[place] = remainder_at(own, *season, place);
  own.season = std::move(*season);
  return true;
}

void add_notes(AnomalyAnswer& answer, std::size_t missing) {
  using model::SeasonalAdjustment;
  const auto adjustment = answer.series.metric->adjustment;
  const std::string id(answer.series.metric->id);
  if (adjustment == SeasonalAdjustment::kSmoothed || adjustment == SeasonalAdjustment::kAdjustedAndSmoothed)
    answer.notes.push_back(id + " is smoothed by its source: an event is spread over the months around it.");
  if (missing > 0)
    answer.notes.push_back(std::to_string(missing) + " missing values were passed over; none is listed.");
  if (!(answer.spread > 0))
    answer.notes.push_back("More than half of the remainders are equal: there is no measure of what is unusual.");
}

}  // namespace

std::string_view to_string(AnomalyClass kind) { return kind == AnomalyClass::kUnusual ? "unusual" : "restated"; }

app::Answered<AnomalyAnswer> answer_anomalies(const app::World& world, ports::ObjectStore& store,
                                              const AnomalyQuestion& question) {
  const auto window = parse_time_window(question.from, question.to);
  if (!window) return std::unexpected(window.error());
  auto series = own_series(world, question.region, question.metric, stats::Fit::kRobust);
  if (!series) return std::unexpected(series.error());
  const auto said = first_said(world, store, *series);
  if (!said) return std::unexpected(said.error());

  const std::size_t missing = series->season.filled;
  const double first_spread = stats::robust_scores(series->season.remainder).spread;
  const bool left_out = leave_out_revised(*series, *said, first_spread);
  const stats::RobustScores scores = stats::robust_scores(series->season.remainder);
  AnomalyAnswer answer{.series = std::move(*series),
                       .threshold = stats::kOutlierZ,
                       .spread = scores.spread,
                       .of = 0,
                       .revised = said->size(),
                       .found = {},
                       .notes = {}};
  const OwnSeries& own = answer.series;
  for (std::size_t i = 0; i < own.line.numbers.size(); ++i) {
    const double value = own.line.numbers[i];
    if (!std::isfinite(value)) continue;
    ++answer.of;
    if (!std::isfinite(scores.score[i]) || !window->holds(own.period(i))) continue;
    const auto restated = said->find(own.line.ordinals[i]);
    const bool moved = restated != said->end();
    const bool stands_out = std::abs(scores.score[i]) > stats::kOutlierZ;
    const bool moved_far =
        moved && revision_size(own.season, value, restated->second) > stats::kOutlierZ * scores.spread;
    if (!stands_out && !moved_far) continue;
    const double season = own.season.season[i];
    answer.found.push_back(
        {.at = i,
         .kind = moved ? AnomalyClass::kRestated : AnomalyClass::kUnusual,
         .value = value,
         .expected = own.season.in_logarithms ? own.season.trend[i] * season : own.season.trend[i] + season,
         .z = scores.score[i],
         .first_said = moved ? std::optional(restated->second) : std::nullopt});
  }
  add_notes(answer, missing);
  if (!left_out)
    answer.notes.emplace_back(
        "The publisher moved so many periods in a row that what is expected is calculated from the moved values.");
  if (answer.found.size() > kMaxAnomalies) {
    answer.notes.push_back("Of " + std::to_string(answer.found.size()) + " the " + std::to_string(kMaxAnomalies) +
                           " with the largest scores are listed.");
    std::ranges::nth_element(answer.found, answer.found.begin() + kMaxAnomalies,
                             [](const Anomaly& a, const Anomaly& b) { return std::abs(a.z) > std::abs(b.z); });
    answer.found.resize(kMaxAnomalies);
    std::ranges::sort(answer.found, {}, &Anomaly::at);
  }
  return answer;
}

}  // namespace housing::analyses
