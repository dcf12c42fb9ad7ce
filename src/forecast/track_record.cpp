#include "forecast/track_record.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/assert.hpp"
#include "forecast/scores.hpp"

namespace housing::forecast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeastTolerance = 0.03;
constexpr double kMostTolerance = 0.075;

TrackPlan completed(TrackPlan plan) {
  HT_ASSERT(plan.period >= 1 && plan.horizon >= 1 && !plan.levels.empty() && plan.levels.size() <= kMaxLevels);
  plan.methods.add(Method::kNaive2);
  if (plan.refit_every == 0) plan.refit_every = plan.period;
  return plan;
}

RollingPlan rolling_plan(const TrackPlan& plan, std::span<const double> values) {
  const std::size_t first = least_observations(plan.period);
  return {plan.period, plan.horizon, first, plan.refit_every, applicable(plan.methods, values, first, plan.period)};
}

// A mean that knows how many it is of.
struct Mean {
  double sum = 0;
  std::size_t count = 0;
  void add(double value) {
    if (std::isnan(value)) return;
    sum += value;
    ++count;
  }
  double value() const { return count > 0 ? sum / static_cast<double>(count) : kNone; }
};

// Of the values before each origin: the mean absolute change over a season.
std::vector<double> scales_by_origin(std::span<const double> values, std::size_t first, std::size_t period) {
  std::vector<double> scales;
  double sum = 0;
  for (std::size_t i = period; i <= values.size(); ++i) {
    if (i >= first) scales.push_back(sum > 0 ? sum / static_cast<double>(i - period) : kNone);
    if (i < values.size()) sum += std::abs(values[i] - values[i - period]);
  }
  return scales;
}

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

}  // namespace

std::size_t least_observations(std::size_t period) { return period > 1 ? kMinYears * period : kMinYearlyValues; }

double coverage_tolerance(double level) { return std::clamp(0.25 * (1 - level), kLeastTolerance, kMostTolerance); }

TrackRecord::TrackRecord(std::span<const double> values, const TrackPlan& plan)
    : plan_(completed(plan)),
      values_(values.begin(), values.end()),
      never_negative_(std::ranges::all_of(values, [](double value) { return value >= 0; })),
      forecasts_(values_, rolling_plan(plan_, values_)),
      scales_(scales_by_origin(values_, forecasts_.first(), plan_.period)),
      widths_(kMethods),
      scores_(kMethods) {
  const auto sizes = std::span<const double>(values_).subspan(forecasts_.first() - 1);
  std::vector<double> errors(forecasts_.origins() * plan_.horizon);
  for (const Method method : methods().list()) {
    std::ranges::fill(errors, kNone);
    for (std::size_t origin = forecasts_.first(); origin < values_.size(); ++origin)
      for (std::size_t h = 1; h <= plan_.horizon && origin + h <= values_.size(); ++h)
        errors[(origin - forecasts_.first()) * plan_.horizon + h - 1] =
            values_[origin + h - 1] - forecasts_.of(method, origin)[h - 1];
    widths_[static_cast<std::size_t>(method)] = calibrate(errors, sizes, plan_.horizon, plan_.levels);
  }
  for (const Method method : methods().list()) scores_[static_cast<std::size_t>(method)] = score(method);
  const Scores& naive2 = scores_[static_cast<std::size_t>(Method::kNaive2)];
  for (const Method method : methods().list()) {
    Scores& scores = scores_[static_cast<std::size_t>(method)];
    scores.owa = owa(scores.smape, scores.mase, naive2.smape, naive2.mase);
  }
}

std::optional<Band> TrackRecord::band(Method method, std::size_t origin, std::size_t level, std::size_t h) const {
  const double width = widths_[static_cast<std::size_t>(method)]->at(origin - forecasts_.first(), level, h);
  if (std::isnan(width)) return std::nullopt;
  const double middle = forecasts_.of(method, origin)[h - 1];
  const double lower = middle - width;
  const double upper = middle + width;
  return never_negative_ ? Band{std::max(lower, 0.0), std::max(upper, 0.0)} : Band{lower, upper};
}

Scores TrackRecord::score(Method method) const {
  const std::size_t levels = plan_.levels.size();
  Scores scores;
  Mean smape_all;
  Mean mase_all;
  std::vector<Mean> inside_all(levels);
  std::vector<Mean> msis_all(levels);
  for (std::size_t h = 1; h <= plan_.horizon; ++h) {
    Mean smape;
    Mean mase;
    std::vector<Mean> inside(levels);
    for (std::size_t origin = forecasts_.first(); origin + h <= values_.size(); ++origin) {
      const double actual = values_[origin + h - 1];
      const double forecast = forecasts_.of(method, origin)[h - 1];
      const double scale = scales_[origin - forecasts_.first()];
      smape.add(smape_term(actual, forecast));
      mase.add(std::abs(actual - forecast) / scale);
      smape_all.add(smape_term(actual, forecast));
      mase_all.add(std::abs(actual - forecast) / scale);
      for (std::size_t l = 0; l < levels; ++l) {
        const auto made = band(method, origin, l, h);
        if (!made) continue;
        const double hit = actual >= made->lower && actual <= made->upper ? 1 : 0;
        inside[l].add(hit);
        inside_all[l].add(hit);
        msis_all[l].add(interval_score(actual, made->lower, made->upper, plan_.levels[l]) / scale);
      }
    }
    HorizonScore& row = scores.by_horizon.emplace_back();
    row.origins = smape.count;
    row.smape = smape.value();
    row.mase = mase.value();
    row.banded = inside[0].count;
    for (const Mean& mean : inside) row.coverage.push_back(mean.value());
  }
  scores.smape = smape_all.value();
  scores.mase = mase_all.value();
  for (std::size_t l = 0; l < levels; ++l)
    scores.by_level.push_back(
        {inside_all[l].value(), acd(inside_all[l].value(), plan_.levels[l]), msis_all[l].value(), inside_all[l].count});
  return scores;
}

std::optional<std::string> TrackRecord::withheld(Method method, std::size_t level, std::size_t h) const {
  const HorizonScore& row = scores(method).by_horizon[h - 1];
  if (!band(method, forecasts_.last(), level, h))
    return "Fewer than " + std::to_string(kMinScores) + " forecasts of the past have an outcome to calibrate with.";
  if (row.banded < kMinScored)
    return "Only " + std::to_string(row.banded) + " bands of the past have an outcome; " + std::to_string(kMinScored) +
           " are needed to know whether they hold.";
  const double off = acd(row.coverage[level], plan_.levels[level]);
  if (off > coverage_tolerance(plan_.levels[level]))
    return "The past " + percent(plan_.levels[level]) + " bands held " + percent(row.coverage[level]) + " of " +
           std::to_string(row.banded) + " values.";
  return std::nullopt;
}

}  // namespace housing::forecast
